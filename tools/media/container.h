// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Media files, a frame at a time: IVF (VP8, VP9, AV1), Ogg (Opus) and Annex B
// byte streams (H.264, H.265).
//
// A rewritten file is still one that other tools read, and no information is
// lost on the way: opening what was sealed gives back the file that it was made
// from, byte for byte, if the rewriters undo each other. A file of which that
// cannot be promised is refused before the first frame is rewritten.
//
// A frame may be empty, and may become empty. Frames cannot be left out or
// added; a rewriter that cannot go on ends the rewriting with its error.
//
// Thread-safety: these are pure functions. They hold whole files on the heap.

#ifndef SEALFRAME_TOOLS_MEDIA_CONTAINER_H_
#define SEALFRAME_TOOLS_MEDIA_CONTAINER_H_

#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

enum class ContainerFormat : uint8_t { kUnknown, kIvf, kOggOpus, kAnnexB };

// DetectContainer tells by its first bytes what `file` claims to be.
ContainerFormat DetectContainer(absl::Span<const uint8_t> file);

// ReadFrames returns the frames of `file`, which may be hostile, or
// InvalidArgument naming what is wrong and at which byte.
absl::StatusOr<std::vector<ContainerFrame>> ReadFrames(
    absl::Span<const uint8_t> file);

// A FrameRewriter puts what a frame becomes into `*out`, which is empty and
// does not alias `in`. Its error ends the rewriting and is returned as it is.
using FrameRewriter = absl::FunctionRef<absl::Status(
    const MediaFrame& frame, absl::Span<const uint8_t> in,
    std::vector<uint8_t>* out)>;

// SealFrames returns `file` with each frame replaced by what `rewrite` makes of
// it. Frames may become any bytes, not shorter ones where an Ogg packet lies on
// several pages. A sealed Annex B stream has a mark in front of each access
// unit (see access_unit.h), so that one that has marks is refused.
// InvalidArgument if `file` does not read or could not be given back;
// FailedPrecondition if the frames could not be told apart again in the result.
absl::StatusOr<std::vector<uint8_t>> SealFrames(absl::Span<const uint8_t> file,
                                                FrameRewriter rewrite);

// OpenFrames is the way back, and takes the marks away. An Annex B stream that
// has none is split like a plain one, as a recording from elsewhere may allow.
// Errors are those of SealFrames.
absl::StatusOr<std::vector<uint8_t>> OpenFrames(absl::Span<const uint8_t> file,
                                                FrameRewriter rewrite);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_CONTAINER_H_
