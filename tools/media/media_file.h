// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A media file that is read and rewritten at the same time, a few frames at a
// time. Each format implements it.
//
// A file is processed in turns: `Next` reads the next frames, and `Put` writes
// the part of the file that holds them, with other contents.
//
// Thread-safety: none. A file holds the frames of one turn, except where its
// format says otherwise.

#ifndef SEALFRAME_TOOLS_MEDIA_MEDIA_FILE_H_
#define SEALFRAME_TOOLS_MEDIA_MEDIA_FILE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

// The largest frame, as its container holds it. The largest sealed frame fits,
// also with emulation prevention.
inline constexpr size_t kMaxPacketSize = 2 * kMaxFrameSize;

// The number of bytes that show the format of a file.
inline constexpr size_t kFrontSize = 4096;

// What a file is read for. Some formats mark sealed frames. A file that is only
// read need not be one that could be restored.
enum class Purpose : uint8_t { kReading, kSealing, kOpening };

class MediaFile {
 public:
  MediaFile() = default;
  virtual ~MediaFile() = default;
  MediaFile(const MediaFile&) = delete;
  MediaFile& operator=(const MediaFile&) = delete;

  // Next stores the frames of the next turn, as the file holds them, in
  // `*frames`. A turn may have none, such as that of the file's header. Returns
  // false at the end of the file. The file may be hostile: InvalidArgument
  // names the fault and its byte offset, or says that this part of the file
  // could not be restored.
  virtual absl::StatusOr<bool> Next(std::vector<ContainerFrame>* frames) = 0;

  // Put appends this turn's part of the file to `*out`, with `payloads` in
  // place of its frames. It is called once after each `Next` that returned
  // true, with as many payloads as there were frames. InvalidArgument if the
  // format cannot hold a payload; FailedPrecondition if a sealed file would not
  // be split into the same frames.
  virtual absl::Status Put(absl::Span<const std::vector<uint8_t>> payloads,
                           std::vector<uint8_t>* out) = 0;
};

// WouldSplitOtherwise returns FailedPrecondition for a sealed frame that the
// file would not hold as one frame.
inline absl::Status WouldSplitOtherwise() {
  return absl::FailedPreconditionError(
      "the sealed file would not split into the same frames");
}

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_MEDIA_FILE_H_
