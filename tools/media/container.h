// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Frame-by-frame rewriting of media files: IVF (VP8, VP9, AV1), Ogg (Opus),
// Annex B byte streams (H.264, H.265), AV1's OBU streams, and MP4 and Matroska
// (WebM) of these codecs.
//
// Other tools can still read the structure of a rewritten file. If the two
// rewriters are inverses, opening a sealed file restores the original byte for
// byte, or, in MP4 and Matroska, the bytes and times of all packets; files for
// which this cannot be guaranteed are refused before the first frame is
// rewritten.
//
// A frame may be, or become, empty. Frames cannot be removed or added; an error
// from a rewriter aborts the operation.
//
// Thread-safety: safe to call from any thread. Whole files are held in memory.
// MP4 and Matroska take a process (av_program.h).

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

enum class ContainerFormat : uint8_t {
  kUnknown,
  kIvf,
  kOggOpus,
  kAnnexB,
  kObuStream,      // AV1 in the low-overhead format.
  kDelimitedObus,  // AV1 in the length-delimited format.
  kAv,             // MP4 or Matroska.
};

// DetectContainer returns the format that the first bytes of `file` claim.
ContainerFormat DetectContainer(absl::Span<const uint8_t> file);

// ReadFrames returns the frames of `file`, which may be hostile, or
// InvalidArgument naming the fault. Frames are as a media stack would have
// them, sealed or not: without the bytes that SealFrames adds in files.
// Unavailable if the program that reads the format is missing or fails.
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
// unit (see access_unit.h); packed_frame.h has the form of others. A file that
// is sealed already is refused if its form shows it. Returns InvalidArgument if
// `file` is malformed or could not be restored, Unavailable as ReadFrames does,
// and FailedPrecondition if the result would not split into the same frames.
absl::StatusOr<std::vector<uint8_t>> SealFrames(absl::Span<const uint8_t> file,
                                                FrameRewriter rewrite);

// OpenFrames reverses SealFrames. Files without its marks, such as a recording
// made by other software, are split like plain ones, and their frames taken as
// they are. Returns errors as SealFrames does.
absl::StatusOr<std::vector<uint8_t>> OpenFrames(absl::Span<const uint8_t> file,
                                                FrameRewriter rewrite);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_CONTAINER_H_
