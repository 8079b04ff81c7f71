// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Rewrites a frame before DAVE encrypts it, to the form that packetizers and
// depacketizers leave unchanged, and finds the ranges that stay in the clear.
//
// H.264 and H.265: Annex B in canonical form. Every start code gets four bytes,
// and zeros between units, which belong to none, are dropped. A slice is clear
// through the last header byte that a packetizer reads; any other NAL unit is
// clear as a whole. So is a slice that ends inside that header: it holds no
// picture.
//
// AV1 (low-overhead format): OBUs that do not travel over RTP are dropped,
// sizes become minimal, and the last remaining OBU loses its size. Headers and
// sizes are clear.
//
// VP8: the first 10 bytes of a key frame and the first byte of any other frame
// are clear, or the whole frame if it is shorter. Other codecs: nothing is
// clear.
//
// Thread-safety: pure functions. They never allocate, and take time linear in
// the frame.

#ifndef SEALFRAME_FRAME_FORMATS_DAVE_DAVE_REWRITE_H_
#define SEALFRAME_FRAME_FORMATS_DAVE_DAVE_REWRITE_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/types/span.h"
#include "sealframe/frame/codec/clear_ranges.h"
#include "sealframe/frame/codec/codec.h"

namespace sealframe {

// The room for ranges in a footer with the longest nonce. A frame with more
// ranges keeps those that fit, and is encrypted from there on.
inline constexpr size_t kMaxDaveRangesSize = 255 - 16;

enum class DaveRewriteError : uint8_t {
  kNone,
  kNotAnnexB,  // H.264 or H.265 without a unit behind a start code, or with
               // data other than zeros before the first one.
  kMalformed,  // H.264 or H.265 with a start code at the end after a unit
               // that is clear as a whole; AV1 with an OBU that does not
               // fit the frame.
  kBufferTooSmall,  // `out` is shorter than the rewritten frame.
};

struct DaveRewrite {
  DaveRewriteError error = DaveRewriteError::kNone;
  size_t size = 0;  // The rewritten frame's size, or zero on error.
};

// MaxDaveRewriteSize returns the largest size that a frame of `size` bytes can
// be rewritten to.
size_t MaxDaveRewriteSize(Codec codec, size_t size);

// DaveClearPrefix returns how many bytes at the front of `frame` stay in the
// clear, or nothing if frames of `codec` are rewritten.
std::optional<size_t> DaveClearPrefix(Codec codec,
                                      absl::Span<const uint8_t> frame);

// RewriteForDave writes `frame`, which may be hostile, to `out` in rewritten
// form, and stores the clear ranges of that in `*ranges`. `frame` and `out` are
// disjoint. On error `out` is left as it was, and `*ranges` is empty. An empty
// frame of any codec stays empty.
[[nodiscard]] DaveRewrite RewriteForDave(Codec codec,
                                         absl::Span<const uint8_t> frame,
                                         absl::Span<uint8_t> out,
                                         ClearRanges* ranges);

// IsRewrittenForDave returns whether `frame`, which may be hostile, is an H.264
// or H.265 frame in rewritten form, and then stores its clear ranges in
// `*ranges`, as `RewriteForDave` would. It may return false for a frame with
// more ranges than fit.
[[nodiscard]] bool IsRewrittenForDave(Codec codec,
                                      absl::Span<const uint8_t> frame,
                                      ClearRanges* ranges);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_DAVE_DAVE_REWRITE_H_
