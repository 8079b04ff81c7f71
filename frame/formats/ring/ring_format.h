// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The wire format that LiveKit's and Jitsi's end-to-end encryption share:
//
//     clear prefix || ciphertext || tag (16) || IV (12) || 0c || key index (1)
//
// The prefix holds the bytes that packetizers and servers read, by codec
// (frame/codec/clear_rule.h). It is the only additional data: nothing else that
// accompanies the frame, such as its SSRC, is authenticated. In H.264 and H.265
// frames, LiveKit's rules send the prefix as Annex B in canonical form, which
// packetizers leave unchanged, and escape everything behind it. Of AV1, the
// prefix is all clear bytes of the frame, each of which stays in its place
// (frame/codec/obu_pieces.h).
//
// A frame carries a ring index, which has one key for each ratchet step in the
// ratchet window: opening tries them (frame/formats/ring/candidate_keys.h).
//
// Empty frames pass unchanged in both directions, as in the originals.
// `RingSealer` and `RingOpener` describe the frames that they refuse.
//
// Thread-safety and allocation: as `FrameFormat`, `RingSealer` and
// `RingOpener`.

#ifndef SEALFRAME_FRAME_FORMATS_RING_RING_FORMAT_H_
#define SEALFRAME_FRAME_FORMATS_RING_RING_FORMAT_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/types/span.h"
#include "sealframe/frame/formats/ring/ring_opener.h"
#include "sealframe/frame/formats/ring/ring_sealer.h"
#include "sealframe/frame/frame_format.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/keyring/sealing_key.h"
#include "sealframe/keyring/stream_keys.h"

namespace sealframe {

class RingFormat final : public FrameFormat {
 public:
  // RingFormat leaves bytes clear by `options.rules` in both directions.
  explicit RingFormat(const RingOpenerOptions& options)
      : sealer_(options.rules), opener_(options) {}

  FrameResult Seal(const FrameInfo& info, SealingKey& key,
                   absl::Span<const uint8_t> frame,
                   absl::Span<uint8_t> out) override;
  FrameResult Open(const FrameInfo& info, StreamKeys& keys,
                   absl::Span<const uint8_t> frame,
                   absl::Span<uint8_t> out) override;
  std::optional<uint64_t> KidOf(const FrameInfo& info,
                                absl::Span<const uint8_t> frame) const override;
  bool HasKey(StreamKeys& keys, uint64_t kid, uint32_t ssrc) const override;
  size_t MaxSealedSize(size_t frame_size) const override;
  size_t MaxOpenedSize(size_t sealed_size) const override;
  void Trim() override {
    sealer_.Trim();
    opener_.Trim();
  }

  // Reserve prepares for opening frames in place that arrive with up to
  // `sealed_size` bytes and lose a packet trailer before `Open` gets them.
  void Reserve(size_t sealed_size) { opener_.Reserve(sealed_size); }

 private:
  RingSealer sealer_;
  RingOpener opener_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_RING_FORMAT_H_
