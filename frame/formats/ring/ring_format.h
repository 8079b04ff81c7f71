// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The wire format that LiveKit's and Jitsi's end-to-end encryption share:
//
//     clear prefix || ciphertext || tag (16) || IV (12) || 0c || key index (1)
//
// The prefix is what packetizers and servers read of a frame, by codec
// (frame/codec/clear_rule.h). It alone is the additional data: of all that the
// receiver is told beside the frame, such as its SSRC, nothing is
// authenticated. Where the frame is H.264 or H.265, LiveKit's rules give start
// codes in the prefix four bytes, and escape all behind it.
//
// A frame names a ring index, of which there is a key for each ratchet step in
// the window: opening tries them (frame/formats/ring/candidate_keys.h).
//
// Empty frames pass as they are, as in the originals, in both directions. A
// frame is malformed if nothing could open what it would be sealed to: one that
// ends inside its prefix, and one of H.264 or H.265 without a slice that comes
// out with what looks like a slice. Nor is there metadata: frames with any are
// refused.
//
// Opening H.264 or H.265 takes as much room as the sealed frame has, opening
// others only what comes out.
//
// Sealing works from where the frame is, unless start codes have to be widened
// in place. Opening in place keeps a copy of the sealed frame, since a try with
// the wrong key destroys it.
//
// Thread-safety is as `FrameFormat` says. With disjoint buffers it never
// allocates; in place, only for a frame longer than all before it.

#ifndef SEALFRAME_FRAME_FORMATS_RING_RING_FORMAT_H_
#define SEALFRAME_FRAME_FORMATS_RING_RING_FORMAT_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/clear_prefix.h"
#include "sealframe/frame/codec/clear_rule.h"
#include "sealframe/frame/formats/ring/iv_windows.h"
#include "sealframe/frame/frame_format.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/scratch.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"
#include "sealframe/keyring/stream_keys.h"

namespace sealframe {

class RingFormat final : public FrameFormat {
 public:
  // RingFormat goes by `rules`, and tries `ratchet_window` + 1 keys at most.
  RingFormat(ClearRuleSet rules, uint64_t ratchet_window);

  FrameResult Seal(const FrameInfo& info, SealingKey& key,
                   absl::Span<const uint8_t> frame,
                   absl::Span<uint8_t> out) override;
  FrameResult Open(const FrameInfo& info, StreamKeys& keys,
                   absl::Span<const uint8_t> frame,
                   absl::Span<uint8_t> out) override;
  absl::optional<uint64_t> KidOf(
      const FrameInfo& info, absl::Span<const uint8_t> frame) const override;
  bool HasKey(StreamKeys& keys, uint64_t kid, uint32_t ssrc) const override;
  size_t MaxSealedSize(size_t frame_size) const override;
  size_t MaxOpenedSize(size_t sealed_size) const override;

 private:
  // Sealed is a frame that is to be opened, in parts.
  struct Sealed {
    absl::Span<const uint8_t> prefix;
    absl::Span<const uint8_t> tail;  // As it came.
    size_t tail_size = 0;            // When it is not escaped.
  };

  FrameResult SealBehind(const ClearPrefix& prefix, const FrameInfo& info,
                         SealingKey& key, absl::Span<const uint8_t> frame,
                         absl::Span<uint8_t> out);
  absl::Span<const uint8_t> PlaceFrame(const ClearPrefix& prefix,
                                       size_t header_size,
                                       absl::Span<const uint8_t> frame,
                                       absl::Span<uint8_t> out);
  absl::Span<const uint8_t> Keep(absl::Span<const uint8_t> bytes);
  FrameStatus OpenWith(const Sealed& sealed, StreamKeys& keys, OpeningKey& key,
                       absl::Span<uint8_t> out);

  const ClearRuleSet rules_;
  const uint64_t ratchet_window_;
  BlockAllowance budget_;
  IvWindows replays_;
  Scratch kept_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_RING_FORMAT_H_
