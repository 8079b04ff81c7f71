// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The footer of a DAVE frame (protocol version 1):
//
//   media | tag: 8 | nonce | { offset | size } of each clear range | size: 1 |
//   FA FA
//
// Numbers are LEB128. The size covers everything from the tag on. The ranges
// list the bytes of the media that are in the clear. The tag authenticates how
// many there are, but not where: it covers the clear bytes and the ciphertext,
// each in one piece. In every codec of DAVE that has clear ranges, the first is
// at the front of the media.
//
// Thread-safety: these are pure functions. They never allocate.

#ifndef SEALFRAME_FRAME_FORMATS_DAVE_DAVE_FOOTER_H_
#define SEALFRAME_FRAME_FORMATS_DAVE_DAVE_FOOTER_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/codec/clear_ranges.h"

namespace sealframe {

inline constexpr size_t kDaveTagSize = 8;

// The longest footer: its size is one byte.
inline constexpr size_t kMaxDaveFooterSize = 255;

// The end of every footer: its size and the two marker bytes.
inline constexpr size_t kDaveFooterEndSize = 3;

struct ParsedDaveFooter {
  bool ok = false;
  uint32_t nonce = 0;
  size_t media_size = 0;  // The footer starts there, with the tag.
};

// ParseDaveFooter reads the footer at the end of `frame`, which may be hostile,
// and stores its ranges in `*ranges`. It accepts only footers that
// `WriteDaveFooter` writes for some codec: numbers in their shortest form, and
// ranges in order inside the media, the first at its front, with bytes between
// any two. On failure the result is all zero and `*ranges` is empty.
[[nodiscard]] ParsedDaveFooter ParseDaveFooter(absl::Span<const uint8_t> frame,
                                               ClearRanges* ranges);

// HasLooseDaveFooter returns whether Discord's libdave takes `frame` for a DAVE
// frame. Its rules are looser than those of `ParseDaveFooter`: numbers may be
// padded or over 32 bits, and ranges may touch, be empty, begin behind the
// front of the media, or end in the footer.
bool HasLooseDaveFooter(absl::Span<const uint8_t> frame);

// DaveFooterSize returns the size of the footer with `nonce` and `ranges`,
// or a number over `kMaxDaveFooterSize` if they do not fit.
size_t DaveFooterSize(uint32_t nonce, const ClearRanges& ranges);

// WriteDaveFooter writes a footer without its tag to `out`, whose size is
// `DaveFooterSize` less the tag's.
void WriteDaveFooter(uint32_t nonce, const ClearRanges& ranges,
                     absl::Span<uint8_t> out);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_DAVE_DAVE_FOOTER_H_
