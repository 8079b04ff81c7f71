// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The size of a frame's clear prefix, for formats that leave only a prefix in
// the clear: SFrame, LiveKit and JFrame.
//
// A receiver passes the sealed frame, a sender the frame to seal. Both get the
// same prefix: a sender writes it in canonical form
// (frame/codec/canonical_annex_b.h), and nothing behind it looks like a slice.
//
// Thread-safety: pure functions. They never allocate, and take time linear in
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
  kNoSlice,        // Sealing only: H.264 or H.265 that has no slice to end the
                   // prefix, so that no packetizer could carry it sealed.
};

struct ClearPrefix {
  ClearPrefixError error = ClearPrefixError::kNone;
  size_t size = 0;  // Zero on error.
  // Whether the frame is an Annex B stream of H.264 or H.265. If so, the prefix
  // is sent in canonical form and everything after it is escaped. False on
  // error.
  bool is_annex_b = false;
  // Whether the bytes behind the prefix are known to have no escapes, because
  // the search for slices came to their end.
  bool has_no_escapes = false;
};

// FindClearPrefix returns how many bytes at the front of `sealed`, which may be
// hostile, are in the clear.
//
// Under a `kFirstSlice` rule, the contents override `codec`: a frame with an
// H.264 slice is H.264, and any other frame with an H.265 slice is H.265. A NAL
// unit counts only if at least four bytes lie between its start code and the
// end of the frame, and if only zeros precede the first start code. The prefix
// ends with the second byte of the slice's NAL unit. Without a slice, `codec`
// and `type` decide, as in LiveKit.
//
// Under a `kVp8Header` rule, the frame's first byte overrides `type`.
[[nodiscard]] ClearPrefix FindClearPrefix(ClearRuleSet set, Codec codec,
                                          FrameType type,
                                          absl::Span<const uint8_t> sealed);

// FindClearPrefixToSeal returns how many bytes at the front of `frame` stay in
// the clear. It differs from `FindClearPrefix` under a `kFirstSlice` rule:
//
// - A frame of H.264 needs an H.264 slice, and one of H.265 a slice of either,
//   of which the first counts; the error is `kNoSlice` otherwise.
// - Units of zeros alone do not count, since they are not sent.
// - A slice of two bytes at the end counts: it is not at the end once the frame
//   is sealed.
[[nodiscard]] ClearPrefix FindClearPrefixToSeal(
    ClearRuleSet set, Codec codec, FrameType type,
    absl::Span<const uint8_t> frame);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_CLEAR_PREFIX_H_
