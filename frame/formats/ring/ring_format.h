// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The wire format that LiveKit's and Jitsi's end-to-end encryption share:
//
//     clear prefix || ciphertext || tag (16) || IV (12) || 0c || key index (1)
//
// The prefix holds the bytes that packetizers and servers read, by codec
// (frame/codec/clear_rule.h). It is the only additional data: nothing else that
// accompanies the frame, such as its SSRC, is authenticated. In H.264 and H.265
// frames, LiveKit's rules widen start codes in the prefix to four bytes and
// escape everything behind it.
//
// A frame carries a ring index, which has one key for each ratchet step in the
// ratchet window: opening tries them (frame/formats/ring/candidate_keys.h).
//
// Empty frames pass unchanged in both directions, as in the originals. Sealing
// refuses as malformed a frame that could not be opened: one that ends inside
// its prefix, or one of H.264 or H.265 without a slice whose sealed form looks
// like it has one. Frames with metadata are refused.
//
// Opening refuses as malformed a tail that is not escaped as `Escape` does it:
// the originals' senders escape all that they send.
//
// Opening an H.264 or H.265 frame needs as much room as the sealed frame; other
// frames need only the room for their plaintext.
//
// Opening in place works from a copy of the sealed frame, since a try with the
// wrong key destroys it.
//
// Thread-safety: as `FrameFormat`. Only opening in place allocates, once a size
// class of sealed frames.

#ifndef SEALFRAME_FRAME_FORMATS_RING_RING_FORMAT_H_
#define SEALFRAME_FRAME_FORMATS_RING_RING_FORMAT_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/clear_prefix.h"
#include "sealframe/frame/codec/clear_rule.h"
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
  // RingFormat leaves bytes clear by `rules`, and tries at most
  // `ratchet_window` + 1 keys, and as many behind the newest for late frames.
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

  // Reserve prepares for opening frames in place that arrive with up to
  // `sealed_size` bytes and are cut before `Open` gets them.
  void Reserve(size_t sealed_size) { scratch_.Reserve(sealed_size); }

 private:
  // Sealed holds the parts of a frame to open.
  struct Sealed {
    absl::Span<const uint8_t> prefix;
    absl::Span<const uint8_t> tail;  // As received.
    size_t tail_size = 0;            // Without escapes.
  };

  FrameResult SealBehind(const ClearPrefix& prefix, const FrameInfo& info,
                         SealingKey& key, absl::Span<const uint8_t> frame,
                         absl::Span<uint8_t> out);
  static absl::Span<const uint8_t> PlaceFrame(const ClearPrefix& prefix,
                                              size_t header_size,
                                              absl::Span<const uint8_t> frame,
                                              absl::Span<uint8_t> out);
  FrameStatus OpenWith(const Sealed& sealed, StreamKeys& keys, OpeningKey& key,
                       absl::Span<uint8_t> out);

  const ClearRuleSet rules_;
  const uint64_t ratchet_window_;
  BlockAllowance budget_;
  Scratch scratch_;  // Copies of frames opened in place.
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_RING_FORMAT_H_
