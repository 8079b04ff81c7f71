// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The opening half of DAVE's frames (frame/formats/dave/dave_format.h).
//
// Thread-safety: belongs to one thread at a time. It allocates as
// `Scratch` does, but never from one buffer to another for codecs that are
// clear only at the front (Opus, VP8, VP9).

#ifndef SEALFRAME_FRAME_FORMATS_DAVE_DAVE_OPENER_H_
#define SEALFRAME_FRAME_FORMATS_DAVE_DAVE_OPENER_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/codec/clear_ranges.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/dave/dave_footer.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/scratch.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/stream_keys.h"

namespace sealframe {

// The most keys tried for one reading of a frame, the newest first: one for
// each key chain in a full keyring of the default size.
inline constexpr size_t kMaxDaveTries = 8;
// The most ways to read one frame: with and without parameter sets that a
// depacketizer put in front, or AV1 with and without the size of its last OBU.
inline constexpr size_t kMaxDaveReadings = 2;

class DaveOpener {
 public:
  // Open is `FrameFormat::Open`. It returns kMalformed, and writes nothing,
  // only if `frame` is not a DAVE frame. `codec` may be unknown; if it is one
  // that is clear only at the front, such as VP8, frames with other clear
  // ranges do not open.
  //
  // Frames also open as they were before a depacketizer changed them: H.264 and
  // H.265 without copies of parameter sets in front, AV1 in rewritten form
  // (frame/formats/dave/dave_rewrite.h). AV1 that arrives in another form than
  // that opens with a size in its last OBU, as decoders need it.
  FrameResult Open(Codec codec, StreamKeys& keys,
                   absl::Span<const uint8_t> frame, absl::Span<uint8_t> out);

  // HasKey returns whether `keys` has a key of a generation whose low byte is
  // `generation`.
  static bool HasKey(StreamKeys& keys, uint8_t generation);

  // Trim is `FrameFormat::Trim`.
  void Trim() {
    frame_.Trim();
    pieces_.Trim();
  }

 private:
  // Body holds the cipher's inputs and output.
  struct Body {
    uint32_t nonce;
    absl::Span<const uint8_t> clear;
    absl::Span<const uint8_t> ciphertext_and_tag;
    absl::Span<uint8_t> plaintext;
  };

  FrameResult OpenAv1(StreamKeys& keys, absl::Span<const uint8_t> frame,
                      absl::Span<uint8_t> rewritten, absl::Span<uint8_t> out);
  FrameResult OpenOne(Codec codec, StreamKeys& keys,
                      absl::Span<const uint8_t> frame, size_t spare_room,
                      absl::Span<uint8_t> out);
  Body Arrange(const ParsedDaveFooter& footer, const ClearRanges& ranges,
               absl::Span<const uint8_t> frame, absl::Span<uint8_t> out);
  static FrameResult TryKeys(StreamKeys& keys, const Body& body);
  static FrameResult TryKey(OpeningKey& key, StreamKeys& keys,
                            const Body& body);

  Scratch pieces_;  // A frame's clear bytes, then its ciphertext and tag.
  Scratch frame_;   // A copy of a frame that may open in two ways, and its
                    // rewritten form if it is AV1.
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_DAVE_DAVE_OPENER_H_
