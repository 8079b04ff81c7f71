// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/dave/dave_format.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "absl/types/span.h"
#include "sealframe/crypto/buffers.h"
#include "sealframe/frame/codec/clear_ranges.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/dave/dave_footer.h"
#include "sealframe/frame/formats/dave/dave_nonces.h"
#include "sealframe/frame/formats/dave/dave_opener.h"
#include "sealframe/frame/formats/dave/dave_passthrough.h"
#include "sealframe/frame/formats/dave/dave_rewrite.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/pass_through.h"
#include "sealframe/keyring/sealing_key.h"
#include "sealframe/keyring/stream_keys.h"

namespace sealframe {
namespace {

// An Opus frame of silence.
constexpr uint8_t kSilence[] = {0xf8, 0xff, 0xfe};

bool IsSilence(const FrameInfo& info, absl::Span<const uint8_t> frame) {
  return info.kind == MediaKind::kAudio &&
         frame == absl::MakeConstSpan(kSilence);
}

}  // namespace

DaveFormat::DaveFormat(std::shared_ptr<const DavePassthrough> passthrough)
    : passthrough_(std::move(passthrough)) {}

FrameResult DaveFormat::Seal(const FrameInfo& info, SealingKey& key,
                             absl::Span<const uint8_t> frame,
                             absl::Span<uint8_t> out) {
  if (!info.metadata.empty()) {
    return {.status = FrameStatus::kMetadataTooLarge};
  }
  if (frame.empty() ||
      (passthrough_ != nullptr && passthrough_->sends_plain())) {
    return PassThrough(frame, out);
  }
  return sealer_.Seal(info.codec, key, frame, out);
}

FrameResult DaveFormat::Open(const FrameInfo& info, StreamKeys& keys,
                             absl::Span<const uint8_t> frame,
                             absl::Span<uint8_t> out) {
  if (!info.metadata.empty()) {
    return {.status = FrameStatus::kMetadataTooLarge};
  }
  if (frame.empty() || IsSilence(info, frame)) {
    return PassThrough(frame, out);
  }
  const FrameResult result = opener_.Open(info.codec, keys, frame, out);
  return result.status == FrameStatus::kMalformed && passthrough_ != nullptr &&
                 passthrough_->accepts_plain() && !HasLooseDaveFooter(frame)
             ? PassThrough(frame, out)
             : result;
}

std::optional<uint64_t> DaveFormat::KidOf(
    const FrameInfo&, absl::Span<const uint8_t> frame) const {
  ClearRanges ranges;
  const ParsedDaveFooter footer = ParseDaveFooter(frame, &ranges);
  return footer.ok ? std::optional<uint64_t>(DaveGenerationByteOf(footer.nonce))
                   : std::nullopt;
}

bool DaveFormat::HasKey(StreamKeys& keys, uint64_t kid, uint32_t) const {
  return DaveOpener::HasKey(keys, static_cast<uint8_t>(kid));
}

size_t DaveFormat::MaxSealedSize(size_t frame_size) const {
  return AddSizes(MaxDaveRewriteSize(Codec::kH264, frame_size),
                  kMaxDaveFooterSize);
}

size_t DaveFormat::MaxOpenedSize(size_t sealed_size) const {
  return sealed_size;
}

}  // namespace sealframe
