// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Frame-by-frame rewriting of media files: IVF (VP8, VP9, AV1), Ogg (Opus),
// Annex B byte streams (H.264, H.265), AV1's OBU streams, and MP4 and Matroska
// (WebM) of these codecs.
//
// Other tools can still read the structure of a rewritten file. If the two
// rewriters are inverses, opening a sealed file restores the original byte for
// byte, or, in MP4 and Matroska, the bytes and times of all packets. A part of
// a file for which this cannot be guaranteed is refused before its frames are
// rewritten.
//
// A frame may be, or become, empty. Frames cannot be removed or added; an error
// from a rewriter aborts the operation.
//
// Files are read, rewritten and written frame by frame. MP4 and Matroska files
// take a process and temporary files (av_file.h).
//
// Thread-safety: safe to call from any thread.

#ifndef SEALFRAME_TOOLS_MEDIA_CONTAINER_H_
#define SEALFRAME_TOOLS_MEDIA_CONTAINER_H_

#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/byte_input.h"
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

// DetectContainer returns the format that a file claims whose first kFrontSize
// bytes, or all if it has fewer, are `front`.
ContainerFormat DetectContainer(absl::Span<const uint8_t> front);

// A FrameVisitor takes the next frame. An error ends the reading and is
// returned unchanged.
using FrameVisitor = absl::FunctionRef<absl::Status(const ContainerFrame&)>;

// VisitFrames passes the frames of `input`, which may be hostile, to `visit`.
// InvalidArgument names a fault of the file. Frames are as a media stack would
// have them, sealed or not: without the bytes that SealFrames adds in files.
// Unavailable if the program that reads the format is missing or fails. An
// error of the input is returned unchanged.
absl::Status VisitFrames(ByteInput& input, FrameVisitor visit);

// ReadFrames returns the frames of a small file likewise.
absl::StatusOr<std::vector<ContainerFrame>> ReadFrames(
    absl::Span<const uint8_t> file);

// A FrameRewriter writes the new bytes of a frame to `*out`, which is empty and
// does not alias `in`. An error aborts the operation and is returned unchanged.
using FrameRewriter = absl::FunctionRef<absl::Status(
    const MediaFrame& frame, absl::Span<const uint8_t> in,
    std::vector<uint8_t>* out)>;

// A ByteSink takes the next bytes of the new file. An error aborts the
// operation and is returned unchanged.
using ByteSink = absl::FunctionRef<absl::Status(absl::Span<const uint8_t>)>;

// SealFrames passes the file in `input` to `write`, with each frame replaced by
// the output of `rewrite`, which may be any bytes, except that an Ogg packet
// spanning several pages must not shrink. In an Annex B stream a mark is put
// before each access unit (see access_unit.h); packed_frame.h has the form of
// others. A file that is sealed already is refused if its form shows it. If it
// returns an error, a part of the file may have been written. Returns
// InvalidArgument if the file is malformed or could not be restored,
// Unavailable as VisitFrames does, and FailedPrecondition if the result would
// not split into the same frames.
absl::Status SealFrames(ByteInput& input, FrameRewriter rewrite,
                        ByteSink write);

// OpenFrames reverses SealFrames. Files without its marks, such as a recording
// made by other software, are split like plain ones, and their frames taken as
// they are. Returns errors as SealFrames does.
absl::Status OpenFrames(ByteInput& input, FrameRewriter rewrite,
                        ByteSink write);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_CONTAINER_H_
