// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Key frame detection from a frame's first bytes.
//
// The rules use only bytes that codec-aware profiles leave in the clear, so a
// frame gives the same answer before and after it is sealed: VP8's frame
// tag (RFC 6386, Section 9.1), VP9's uncompressed header (Section 6.2), the
// presence of a sequence header in an AV1 temporal unit (AV1, Section 7.5) and
// the type of the first slice's NAL unit (H.264 Table 7-1, H.265 Table 7-1).
//
// Thread-safety: a pure function. It never allocates.

#ifndef SEALFRAME_TOOLS_MEDIA_KEY_FRAME_H_
#define SEALFRAME_TOOLS_MEDIA_KEY_FRAME_H_

#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"

namespace sealframe {

// IsKeyFrame returns whether `frame`, which may be hostile, is a key frame of
// `codec`. It returns false for audio, an unknown codec and malformed frames.
bool IsKeyFrame(Codec codec, absl::Span<const uint8_t> frame);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_KEY_FRAME_H_
