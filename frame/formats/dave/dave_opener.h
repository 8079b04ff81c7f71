// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The opening half of DAVE's frames (frame/formats/dave/dave_format.h).
//
// Thread-safety: belongs to one thread at a time. It allocates to hold a frame,
// until it has held the largest one, where a frame is opened in place or has
// clear ranges elsewhere than at its front.

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

// The most keys that one frame is tried with, the newest first: one of each key
// chain, with which a default keyring is full.
inline constexpr size_t kMaxDaveTries = 8;

class DaveOpener {
 public:
  // Open is `FrameFormat::Open`. It ends as malformed only if `frame` is not a
  // DAVE frame, and has written nothing then. `codec` may be unknown; what is
  // clear only at the front, as of VP8, is held to that if it is known.
  FrameResult Open(Codec codec, StreamKeys& keys,
                   absl::Span<const uint8_t> frame, absl::Span<uint8_t> out);

  // HasKey returns whether `keys` have one of a generation that ends in
  // `generation`.
  static bool HasKey(StreamKeys& keys, uint8_t generation);

 private:
  // A sealed frame as the cipher takes it, and where its plaintext goes.
  struct Body {
    uint32_t nonce;
    absl::Span<const uint8_t> clear;
    absl::Span<const uint8_t> ciphertext_and_tag;
    absl::Span<uint8_t> plaintext;
  };

  Body Arrange(const ParsedDaveFooter& footer, absl::Span<const uint8_t> frame,
               absl::Span<uint8_t> out);
  void Assemble(const Body& body, absl::Span<uint8_t> out) const;
  static FrameResult TryKeys(StreamKeys& keys, const Body& body);
  static FrameResult TryKey(OpeningKey& key, StreamKeys& keys,
                            const Body& body);

  ClearRanges ranges_;  // Of the frame at hand.
  Scratch pieces_;      // What is clear, and what the cipher works on.
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_DAVE_DAVE_OPENER_H_
