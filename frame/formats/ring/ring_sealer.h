// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The sealing half of the ring format (frame/formats/ring/ring_format.h).
//
// Sealing refuses as malformed a frame that could not be opened: one that ends
// inside its prefix, or one of an unknown codec without a slice whose sealed
// form looks like it has one. Under LiveKit's rules it refuses H.264 and H.265
// without a slice as `kNotPacketizable`. Frames with metadata are refused.
//
// An AV1 frame that LiveKit's rules allow is sealed in two pieces
// (frame/codec/obu_pieces.h), of which the first is the prefix. It becomes
// empty if no OBU of it travels over RTP.
//
// Sealing an H.264 or H.265 frame in place works from a copy of the frame if
// the prefix changes, or ends in a zero.
//
// Thread-safety: belongs to one thread at a time. Only these copies and AV1
// allocate, as `Scratch` does.

#ifndef SEALFRAME_FRAME_FORMATS_RING_RING_SEALER_H_
#define SEALFRAME_FRAME_FORMATS_RING_RING_SEALER_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/codec/clear_prefix.h"
#include "sealframe/frame/codec/clear_rule.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/scratch.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {

class RingSealer {
 public:
  // RingSealer leaves bytes clear by `rules`.
  explicit RingSealer(ClearRuleSet rules) : rules_(rules) {}

  // Seal is `FrameFormat::Seal` for a frame that is not empty.
  FrameResult Seal(const FrameInfo& info, SealingKey& key,
                   absl::Span<const uint8_t> frame, absl::Span<uint8_t> out);

  // MaxSealedSize is `FrameFormat::MaxSealedSize`.
  size_t MaxSealedSize(size_t frame_size) const;

  // Trim is `FrameFormat::Trim`.
  void Trim() { scratch_.Trim(); }

 private:
  FrameResult SealAnnexB(const ClearPrefix& prefix, const FrameInfo& info,
                         SealingKey& key, absl::Span<const uint8_t> frame,
                         absl::Span<uint8_t> out);
  FrameResult SealObus(const FrameInfo& info, SealingKey& key,
                       absl::Span<const uint8_t> frame,
                       absl::Span<uint8_t> out);
  FrameResult SealBehind(const ClearPrefix& prefix, size_t header_size,
                         const FrameInfo& info, SealingKey& key,
                         absl::Span<const uint8_t> frame,
                         absl::Span<uint8_t> out);

  const ClearRuleSet rules_;
  BlockAllowance budget_;
  Scratch scratch_;  // Copies of frames sealed in place, or pieces of AV1.
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_RING_SEALER_H_
