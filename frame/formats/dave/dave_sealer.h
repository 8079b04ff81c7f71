// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The sealing half of DAVE's frames (frame/formats/dave/dave_format.h).
//
// Thread-safety: belongs to one thread at a time. It allocates to hold a frame,
// until it has held the largest one, where a frame is rewritten in place or has
// clear ranges elsewhere than at its front.

#ifndef SEALFRAME_FRAME_FORMATS_DAVE_DAVE_SEALER_H_
#define SEALFRAME_FRAME_FORMATS_DAVE_DAVE_SEALER_H_

#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/codec/clear_ranges.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/scratch.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {

// How often a frame is sealed until it has no start code, at most. Only a frame
// of many megabytes may need more, and is dropped as an internal error.
inline constexpr int kMaxDaveSealings = 10;

class DaveSealer {
 public:
  // Seal is `FrameFormat::Seal`, for a frame that is not empty.
  FrameResult Seal(Codec codec, SealingKey& key,
                   absl::Span<const uint8_t> frame, absl::Span<uint8_t> out);

 private:
  FrameResult SealRewritten(Codec codec, SealingKey& key,
                            absl::Span<const uint8_t> frame,
                            absl::Span<uint8_t> out);
  FrameResult SealMedia(SealingKey& key, absl::Span<const uint8_t> media,
                        absl::Span<uint8_t> out);
  bool SealBody(SealingKey& key, SealTicket&& ticket,
                absl::Span<const uint8_t> media, absl::Span<uint8_t> out);
  bool HasStartCode(absl::Span<const uint8_t> sealed) const;

  BlockAllowance budget_;
  ClearRanges ranges_;  // Of the frame at hand.
  Scratch frame_;       // Held while its own place is written.
  Scratch pieces_;      // What is clear, and what the cipher works on.
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_DAVE_DAVE_SEALER_H_
