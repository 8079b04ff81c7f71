// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The opening half of the ring format (frame/formats/ring/ring_format.h).
//
// A frame may have more than one reading, and each costs up to a try for every
// candidate key of its ring index (frame/formats/ring/candidate_keys.h):
//
// - A sealed H.264 or H.265 frame with key index 0 ends in a zero, which some
//   packetizers drop. It opens without that zero. One such frame in 256, and
//   each whole frame with key index 12, has both readings.
// - A depacketizer may have put copies of parameter sets in front of an H.264
//   or H.265 frame. It opens without them.
// - Some senders never know the codec of a frame, and leave the bytes clear
//   that are clear of an unknown one. A receiver that is given VP9 or AV1 as
//   the codec can be set to open their frames too.
//
// Opening refuses as malformed a tail that is not escaped as `Escape` does it:
// the originals' senders escape all that they send.
//
// An AV1 frame that the rules allow opens to the OBUs that travel over RTP,
// with sizes in the shortest form, whatever a depacketizer made of them. The
// last one has a size if it arrived with one.
//
// Opening an H.264 or H.265 frame needs as much room as the sealed frame, and
// AV1 may need some bytes more than its plaintext; other frames need only the
// room for their plaintext. A try with the wrong key destroys a frame in place,
// so it is opened from a copy, and left as it was if its key is missing.
//
// Thread-safety: belongs to one thread at a time. Only opening in place and AV1
// allocate, as `Scratch` does.

#ifndef SEALFRAME_FRAME_FORMATS_RING_RING_OPENER_H_
#define SEALFRAME_FRAME_FORMATS_RING_RING_OPENER_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>

#include "absl/types/span.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/frame/codec/clear_prefix.h"
#include "sealframe/frame/codec/clear_rule.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/scratch.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/stream_keys.h"

namespace sealframe {

// The most ways to read one frame: with and without inserted parameter sets,
// each with a whole or a cut trailer. Each tries up to `kMaxCandidateTries`.
inline constexpr uint64_t kMaxRingReadings = 4;

struct RingOpenerOptions {
  ClearRuleSet rules = ClearRuleSet::kLiveKit;
  // Each reading of a frame tries at most this many keys and one more, and as
  // many steps behind the newest for late frames.
  uint64_t ratchet_window = 8;
  // Whether VP9 and AV1 also open if their sender did not know the codec.
  bool opens_codec_unaware = false;
  // Whether readings with this key index are refused as not authentic, untried.
  std::function<bool(uint8_t key_index)> is_given_up = nullptr;
};

class RingOpener {
 public:
  explicit RingOpener(const RingOpenerOptions& options) : options_(options) {}

  // Open is `FrameFormat::Open` for a frame that is not empty.
  FrameResult Open(const FrameInfo& info, StreamKeys& keys,
                   absl::Span<const uint8_t> frame, absl::Span<uint8_t> out);

  // KidOf is `FrameFormat::KidOf`: 0 if the key index must have been dropped.
  std::optional<uint64_t> KidOf(const FrameInfo& info,
                                absl::Span<const uint8_t> frame) const;

  // Reserve prepares for opening frames in place that arrive with up to
  // `sealed_size` bytes and lose a packet trailer before `Open` gets them.
  void Reserve(size_t sealed_size) { scratch_.Reserve(sealed_size); }

  // Trim is `FrameFormat::Trim`.
  void Trim() {
    scratch_.Trim();
    pieces_.Trim();
  }

 private:
  // Sealed holds the parts of a frame to open.
  struct Sealed {
    absl::Span<const uint8_t> prefix;
    absl::Span<const uint8_t> tail;  // As received.
    size_t plain_size = 0;           // The bytes before the first escape.
    size_t sealed_size = 0;          // Ciphertext and tag, without escapes.
    Nonce iv = {};
  };

  FrameResult OpenTo(const FrameInfo& info, StreamKeys& keys,
                     absl::Span<const uint8_t> frame, absl::Span<uint8_t> out);
  FrameResult OpenAs(Codec codec, const FrameInfo& info, StreamKeys& keys,
                     absl::Span<const uint8_t> frame, absl::Span<uint8_t> out);
  FrameResult OpenObus(StreamKeys& keys, absl::Span<const uint8_t> frame,
                       absl::Span<uint8_t> out);
  FrameResult OpenTail(const ClearPrefix& prefix, size_t trailer_size,
                       StreamKeys& keys, absl::Span<const uint8_t> frame,
                       absl::Span<uint8_t> out);
  static FrameStatus OpenWith(const Sealed& sealed, StreamKeys& keys,
                              OpeningKey& key, absl::Span<uint8_t> out);

  const RingOpenerOptions options_;
  Scratch scratch_;  // Copies of frames opened in place.
  Scratch pieces_;   // Pieces of AV1 frames, sealed and then opened.
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_RING_OPENER_H_
