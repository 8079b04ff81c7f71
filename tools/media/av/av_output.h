// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Writes MP4 and Matroska (WebM) files through libavformat.
//
// An error is InvalidArgument: the format cannot hold a packet, or the file
// cannot be written.
//
// Thread-safety: none. MP4's muxer keeps an index with some tens of bytes for
// each packet.

#ifndef SEALFRAME_TOOLS_MEDIA_AV_AV_OUTPUT_H_
#define SEALFRAME_TOOLS_MEDIA_AV_AV_OUTPUT_H_

#include <cstdint>
#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/av/av_input.h"
#include "sealframe/tools/media/av/av_io.h"

struct AVFormatContext;
struct AVPacket;

namespace sealframe {

// AvTimes is how the muxer is made to store the times that the demuxer
// returned. One of the two ways restores them. In Matroska, versions of the
// muxer differ in whether they add the delay that the demuxer has subtracted;
// kOther adds it here. In MP4, an edit list can state when a stream starts;
// kOther has none, as in most fragmented files.
enum class AvTimes : uint8_t { kUsual, kOther };

class AvOutput {
 public:
  // Create starts a file of `input`'s format with its streams and tags, in the
  // empty file with the descriptor `file`. Both must outlive the result. The
  // same input makes the same file.
  static absl::StatusOr<std::unique_ptr<AvOutput>> Create(const AvInput& input,
                                                          AvTimes times,
                                                          int file);

  ~AvOutput();
  AvOutput(const AvOutput&) = delete;
  AvOutput& operator=(const AvOutput&) = delete;

  // Write writes `packet`, which has its decoding time, with `payload` as its
  // contents.
  absl::Status Write(const AVPacket& packet, absl::Span<const uint8_t> payload);

  // Finish completes the file.
  absl::Status Finish();

 private:
  AvOutput(const AvInput& input, AvTimes times, int file)
      : input_(input), times_(times), sink_(file, AvIo::Use::kWriting) {}

  int WriteHeader();
  int CopyPacket(const AVPacket& packet, absl::Span<const uint8_t> payload);

  const AvInput& input_;
  const AvTimes times_;
  AvIo sink_;
  AVFormatContext* context_ = nullptr;
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_AV_AV_OUTPUT_H_
