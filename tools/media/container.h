// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Frame-by-frame rewriting of media files: IVF (VP8, VP9, AV1), Ogg (Opus) and
// Annex B byte streams (H.264, H.265).
//
// Other tools can still read the structure of a rewritten file. If the two
// rewriters are inverses, opening a sealed file restores the original byte for
// byte; files for which this cannot be guaranteed are refused before the first
// frame is rewritten.
//
// A frame may be, or become, empty. Frames cannot be removed or added; an error
// from a rewriter aborts the operation.
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

// DetectContainer returns the format that the first bytes of `file` claim.
ContainerFormat DetectContainer(absl::Span<const uint8_t> file);

// ReadFrames returns the frames of `file`, which may be hostile, or
// InvalidArgument naming the fault and its byte offset.
absl::StatusOr<std::vector<ContainerFrame>> ReadFrames(
    absl::Span<const uint8_t> file);

// A FrameRewriter writes the new bytes of a frame to `*out`, which is empty and
// does not alias `in`. An error aborts the operation and is returned unchanged.
using FrameRewriter = absl::FunctionRef<absl::Status(
    const MediaFrame& frame, absl::Span<const uint8_t> in,
    std::vector<uint8_t>* out)>;

// SealFrames returns `file` with each frame replaced by the output of
// `rewrite`, which may be any bytes, except that an Ogg packet spanning several
// pages must not shrink. In an Annex B stream a mark is put before each access
// unit (see access_unit.h); a stream that already has marks is refused.
// Returns InvalidArgument if `file` is malformed or could not be restored, and
// FailedPrecondition if the result would not split into the same frames.
absl::StatusOr<std::vector<uint8_t>> SealFrames(absl::Span<const uint8_t> file,
                                                FrameRewriter rewrite);

// OpenFrames reverses SealFrames and removes the marks. An Annex B stream
// without marks, such as a recording made by other software, is split like a
// plain one. Returns InvalidArgument as SealFrames does.
absl::StatusOr<std::vector<uint8_t>> OpenFrames(absl::Span<const uint8_t> file,
                                                FrameRewriter rewrite);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_CONTAINER_H_
