// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The form in which a container holds a frame, before and after sealing.
//
// A frame is sealed in the form that a media stack would send: H.264 and H.265
// as Annex B byte streams, even where the file has lengths instead of start
// codes, and AV1 without its temporal delimiter. The result is stored such that
// other tools can read the file (length_prefixed.h, sealed_obu.h). VP8, VP9,
// Opus and Annex B byte streams are sealed and stored as they are.
//
// Thread-safety: these are pure functions. They allocate their results.

#ifndef SEALFRAME_TOOLS_MEDIA_PACKED_FRAME_H_
#define SEALFRAME_TOOLS_MEDIA_PACKED_FRAME_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

// IsPackedSealed returns whether `packet`, a frame as its container holds it,
// has a form that only PackSealed writes. If not, the frame may still be
// sealed.
bool IsPackedSealed(const ContainerFrame& packet);

// UnpackFrame returns the frame in `packet`, sealed or not, or InvalidArgument
// if its lengths are wrong. AV1 that was not written by PackSealed stays as it
// is.
absl::StatusOr<std::vector<uint8_t>> UnpackFrame(const ContainerFrame& packet);

// PlainFrame returns the frame to seal in `packet`, or InvalidArgument if
// `packet` could not be restored from it.
absl::StatusOr<std::vector<uint8_t>> PlainFrame(const ContainerFrame& packet);

// PackSealed returns the contents to store in place of `packet` if its frame
// becomes `sealed`. UnpackFrame returns `sealed` again. InvalidArgument if
// `packet` allows sizes of less than four bytes and `sealed` needs more.
absl::StatusOr<std::vector<uint8_t>> PackSealed(
    const ContainerFrame& packet, absl::Span<const uint8_t> sealed);

// PackOpened returns the contents to store in place of `packet`, a sealed
// frame, if it becomes `opened`. InvalidArgument if `opened` is not an Annex B
// byte stream where the container needs one.
absl::StatusOr<std::vector<uint8_t>> PackOpened(
    const ContainerFrame& packet, absl::Span<const uint8_t> opened);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_PACKED_FRAME_H_
