// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The sealing half of DAVE's frames (frame/formats/dave/dave_format.h).
//
// Thread-safety: belongs to one thread at a time. Only codecs whose frames are
// rewritten (H.264, H.265, AV1) allocate, as `Scratch` does.

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

// The most times that an H.264 or H.265 frame is sealed to obtain ciphertext
// that has no start code, and no zero at the end of a unit: packetizers drop
// those. A frame that needs more is dropped with kInternalError. Each time
// fails with a chance of 1 in 256 for each slice but the last, of which the
// footer holds fewer than 100, and of 1 in 2^24 for each byte: 0.63 for the
// largest frame of one slice, and 0.75 with all these slices.
inline constexpr int kMaxDaveSealings = 64;

class DaveSealer {
 public:
  // Seal is `FrameFormat::Seal` for a frame that is not empty.
  FrameResult Seal(Codec codec, SealingKey& key,
                   absl::Span<const uint8_t> frame, absl::Span<uint8_t> out);

  // Trim is `FrameFormat::Trim`.
  void Trim() {
    frame_.Trim();
    pieces_.Trim();
  }

 private:
  FrameResult SealRewritten(Codec codec, SealingKey& key,
                            absl::Span<const uint8_t> frame,
                            absl::Span<uint8_t> out);
  FrameResult SealMedia(SealingKey& key, absl::Span<const uint8_t> media,
                        const ClearRanges& ranges, absl::Span<uint8_t> out);
  bool SealBody(SealingKey& key, SealTicket&& ticket,
                absl::Span<const uint8_t> media, const ClearRanges& ranges,
                absl::Span<uint8_t> out);

  BlockAllowance budget_;
  Scratch frame_;   // A copy of a frame that is sealed in place.
  Scratch pieces_;  // Its clear bytes, then its plaintext or ciphertext.
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_DAVE_DAVE_SEALER_H_
