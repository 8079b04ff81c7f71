// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// How long the clear prefix of a frame is, for the formats that have a prefix
// and nothing else in the clear: SFrame, LiveKit and JFrame.
//
// The sender asks this of the frame to seal, the receiver of the sealed frame:
// the prefix is all it takes to find the same answer.
//
// Thread-safety: this is a pure function. It never allocates. It takes time
// linear in the frame.

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
  kRefusedCodec,   // The rules refuse this codec.
  kFrameTooShort,  // The frame ends inside its clear prefix.
  kNotAPrefix,     // The rules leave other parts in the clear.
};

struct ClearPrefix {
  ClearPrefixError error = ClearPrefixError::kNone;
  size_t size = 0;  // Zero on error.
  // Whether the frame is an Annex B stream of H.264 or H.265, so that start
  // codes in the prefix are widened and all behind it is escaped. False on
  // error.
  bool is_annex_b = false;
};

// FindClearPrefix returns how many bytes at the front of `frame`, which may be
// hostile, stay in the clear.
//
// Where the rule is `kFirstSlice` the bytes outrank `codec`: what holds an
// H.264 slice is H.264, else what holds an H.265 slice is H.265. A NAL unit
// counts only if four bytes or more lie between its start code and the frame's
// end, and nothing but zeros may come before the first start code. The prefix
// ends one byte behind the first byte of the slice's header.
[[nodiscard]] ClearPrefix FindClearPrefix(ClearRuleSet set, Codec codec,
                                          FrameType type,
                                          absl::Span<const uint8_t> frame);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_CLEAR_PREFIX_H_
