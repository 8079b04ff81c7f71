// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/send_transform.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "absl/types/span.h"
#include "sealframe/frame/frame_format.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/stream_pipeline.h"
#include "sealframe/frame/stream_stats.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/keyring_state.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {

SendTransform::SendTransform(StreamParts parts,
                             std::shared_ptr<const Keyring> keyring)
    : stream_(std::move(parts)),
      keyring_(std::move(keyring)),
      keys_(keyring_->NewReader()) {}

FrameResult SendTransform::Seal(const FrameInfo& info,
                                absl::Span<const uint8_t> frame,
                                absl::Span<uint8_t> out) {
  return stream_.Run(info, frame, out, [&] {
    const Keyring::Use keys(keys_);
    SealingKey* const key = keys->FindSealing(info.ssrc);
    return key == nullptr ? FrameResult{.status = FrameStatus::kMissingKey}
                          : stream_.format().Seal(info, *key, frame, out);
  });
}

SendTransform::Upcoming::Upcoming(SendTransform& transform)
    : keys(transform.keys_) {
  transform.stream_.Prefetch();
  if (!keys->sealing.empty()) {
    keys->sealing.front().key->Prefetch();  // Nearly all streams have one.
  }
}

size_t SendTransform::MaxSealedSize(size_t frame_size) const {
  return stream_.format().MaxSealedSize(frame_size);
}

StreamStats SendTransform::Stats() const { return stream_.monitor().Stats(); }

}  // namespace sealframe
