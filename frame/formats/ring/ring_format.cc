// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/ring_format.h"

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"
#include "sealframe/keyring/stream_keys.h"

namespace sealframe {

FrameResult RingFormat::Seal(const FrameInfo& info, SealingKey& key,
                             absl::Span<const uint8_t> frame,
                             absl::Span<uint8_t> out) {
  return frame.empty() ? FrameResult{.status = FrameStatus::kPassedThrough}
                       : sealer_.Seal(info, key, frame, out);
}

FrameResult RingFormat::Open(const FrameInfo& info, StreamKeys& keys,
                             absl::Span<const uint8_t> frame,
                             absl::Span<uint8_t> out) {
  return frame.empty() ? FrameResult{.status = FrameStatus::kPassedThrough}
                       : opener_.Open(info, keys, frame, out);
}

std::optional<uint64_t> RingFormat::KidOf(
    const FrameInfo& info, absl::Span<const uint8_t> frame) const {
  return opener_.KidOf(info, frame);
}

bool RingFormat::HasKey(StreamKeys& keys, uint64_t kid, uint32_t) const {
  OpeningKey* key = nullptr;
  return keys.FindCandidates(static_cast<uint8_t>(kid), {&key, 1}) != 0;
}

size_t RingFormat::MaxSealedSize(size_t frame_size) const {
  return sealer_.MaxSealedSize(frame_size);
}

size_t RingFormat::MaxOpenedSize(size_t sealed_size) const {
  return sealed_size;
}

}  // namespace sealframe
