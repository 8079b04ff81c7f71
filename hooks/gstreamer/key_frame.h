// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Whether an encoded frame is a key frame, by its bytes. Not all parsers and
// depayloaders mark delta units, so their flags are not used.
//
// Thread-safety: pure functions. They never allocate.

#ifndef SEALFRAME_HOOKS_GSTREAMER_KEY_FRAME_H_
#define SEALFRAME_HOOKS_GSTREAMER_KEY_FRAME_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "sealframe/hooks/c/sealframe.h"

namespace sealframe::gst {

// IsKeyFrame returns whether `frame`, in the clear, is a key frame:
// - VP8: by its first bit (RFC 6386, Section 9.1);
// - VP9: by the frame type in its first byte (VP9 specification, Section 6.2);
// - AV1: if a sequence header comes before all but temporal delimiters, as
//   encoders begin key frames (AV1 specification, Section 7.5);
// - H.264 and H.265: if its first slice is of an IDR or random access picture.
// It returns nothing for other media and for frames that do not show it.
std::optional<bool> IsKeyFrame(sealframe_codec codec, const uint8_t* frame,
                               size_t size);

// IsSealedKeyFrame returns the result of `IsKeyFrame` for the frame before it
// was sealed, if its first three bytes are in the clear and decide that. It
// returns nothing for H.264 and H.265.
std::optional<bool> IsSealedKeyFrame(sealframe_codec codec,
                                     const uint8_t* frame, size_t size);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_KEY_FRAME_H_
