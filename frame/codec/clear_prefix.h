// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The size of a frame's clear prefix, for formats that leave only a prefix in
// the clear: SFrame, LiveKit and JFrame.
//
// A sender passes the frame to seal, a receiver the sealed frame. The prefix
// alone determines the result, so both get the same one.
//
// Thread-safety: a pure function. It never allocates. It takes time linear in
// the size of the frame.

#ifndef SEALFRAME_FRAME_CODEC_CLEAR_PREFIX_H_
#define SEALFRAME_FRAME_CODEC_CLEAR_PREFIX_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/codec/clear_rule.h"
#include "sealframe/frame/codec/codec.h"

namespace sealframe {

enum class ClearPrefixError : uint8_t {
  kNone,
  kRefusedCodec,   // The rule set refuses this codec.
  kFrameTooShort,  // The frame ends inside its clear prefix.
  kNotAPrefix,     // The rule leaves more than a prefix in the clear.
};

struct ClearPrefix {
  ClearPrefixError error = ClearPrefixError::kNone;
  size_t size = 0;  // Zero on error.
  // Whether the frame is an Annex B stream of H.264 or H.265. If so, start
  // codes in the prefix are widened and everything after it is escaped. False
  // on error.
  bool is_annex_b = false;
};

// FindClearPrefix returns how many bytes at the front of `frame`, which may be
// hostile, stay in the clear.
//
// Under a `kFirstSlice` rule, the contents override `codec`: a frame with an
// H.264 slice is H.264, and any other frame with an H.265 slice is H.265. A NAL
// unit counts only if at least four bytes lie between its start code and the
// end of the frame, and if only zeros precede the first start code. The prefix
// ends with the second byte of the slice's NAL unit.
[[nodiscard]] ClearPrefix FindClearPrefix(ClearRuleSet set, Codec codec,
                                          FrameType type,
                                          absl::Span<const uint8_t> frame);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_CLEAR_PREFIX_H_
