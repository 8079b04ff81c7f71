// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A frame as DAVE sends it, before encryption: in the one form that packetizers
// and depacketizers leave alone, and with the ranges that stay in the clear.
//
// H.264 and H.265 (Annex B): every start code gets four bytes, and zeros before
// the first one go. A slice is clear up to what a packetizer reads of it, any
// other NAL unit is clear as a whole. A slice that ends before is clear as a
// whole too: it holds no picture.
//
// AV1 (low-overhead format): OBUs that do not travel over RTP go, sizes become
// minimal, and the last OBU that stays loses its size. Headers and sizes are
// clear.
//
// VP8: the first 10 bytes of a key frame are clear, 1 byte of any other frame,
// or as many as there are. All other codecs: nothing is clear.
//
// Thread-safety: these are pure functions. They never allocate. They take time
// linear in the frame.

#ifndef SEALFRAME_FRAME_FORMATS_DAVE_DAVE_REWRITE_H_
#define SEALFRAME_FRAME_FORMATS_DAVE_DAVE_REWRITE_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/clear_ranges.h"
#include "sealframe/frame/codec/codec.h"

namespace sealframe {

// What a footer with the longest nonce has room for. A frame with more ranges
// keeps the ones that fit, and has all behind them encrypted.
inline constexpr size_t kMaxDaveRangesSize = 255 - 16;

enum class DaveRewriteError : uint8_t {
  kNone,
  kMalformed,       // The frame is not what its codec has: H.264 or H.265 with
                    // other data before the first start code, or without any,
                    // or with nothing but a start code behind a unit that is
                    // clear; AV1 with an OBU that does not fit.
  kBufferTooSmall,  // `out` is shorter than the rewritten frame.
};

struct DaveRewrite {
  DaveRewriteError error = DaveRewriteError::kNone;
  size_t size = 0;  // Of the rewritten frame. Zero on error.
};

// MaxDaveRewriteSize returns the most that a frame of `size` bytes can become.
size_t MaxDaveRewriteSize(Codec codec, size_t size);

// DaveClearPrefix returns how many bytes at the front of `frame` stay in the
// clear, if `codec` is one whose frames are sent as they are.
absl::optional<size_t> DaveClearPrefix(Codec codec,
                                       absl::Span<const uint8_t> frame);

// RewriteForDave writes `frame`, which may be hostile, to `out` as DAVE sends
// it, and stores in `*ranges` what stays in the clear there. `frame` and `out`
// are disjoint. On error `out` is left as it was, and `*ranges` is empty. An
// empty frame of any codec stays empty.
[[nodiscard]] DaveRewrite RewriteForDave(Codec codec,
                                         absl::Span<const uint8_t> frame,
                                         absl::Span<uint8_t> out,
                                         ClearRanges* ranges);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_DAVE_DAVE_REWRITE_H_
