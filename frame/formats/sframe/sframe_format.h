// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The SFrame wire format (RFC 9605, Section 4.4): the header, the whole frame
// as ciphertext, and the tag. No part of the frame stays in the clear. An empty
// frame, which some stacks deliver beside the media, opens to an empty frame;
// one that is sealed is not empty.
//
// Sealing and opening in place move the frame by the size of its header.
//
// Thread-safety: that of `FrameFormat`. Never allocates.

#ifndef SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_FORMAT_H_
#define SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_FORMAT_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/types/span.h"
#include "sealframe/frame/frame_format.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/keyring/sealing_key.h"
#include "sealframe/keyring/stream_keys.h"

namespace sealframe {

class SFrameFormat final : public FrameFormat {
 public:
  FrameResult Seal(const FrameInfo& info, SealingKey& key,
                   absl::Span<const uint8_t> frame,
                   absl::Span<uint8_t> out) override;
  FrameResult Open(const FrameInfo& info, StreamKeys& keys,
                   absl::Span<const uint8_t> frame,
                   absl::Span<uint8_t> out) override;
  std::optional<uint64_t> KidOf(const FrameInfo& info,
                                absl::Span<const uint8_t> frame) const override;
  size_t MaxSealedSize(size_t frame_size) const override;
  size_t MaxOpenedSize(size_t sealed_size) const override;

 private:
  BlockAllowance allowance_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_FORMAT_H_
