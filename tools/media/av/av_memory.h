// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Owners of libavformat's objects, and a file in memory to read from.
//
// libavformat logs instead of returning reasons. The reasons are collected
// here: a demuxer that logs an error has met a damaged file, even where it
// continues.
//
// Thread-safety: none. The log belongs to the process.

#ifndef SEALFRAME_TOOLS_MEDIA_AV_AV_MEMORY_H_
#define SEALFRAME_TOOLS_MEDIA_AV_AV_MEMORY_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

struct AVFormatContext;
struct AVIOContext;
struct AVPacket;

namespace sealframe {

struct AvPacketDeleter {
  void operator()(AVPacket* packet) const;
};
using AvPacketPtr = std::unique_ptr<AVPacket, AvPacketDeleter>;

// AvSource is a file in memory for a demuxer.
class AvSource {
 public:
  // The source keeps `file`, which must outlive it.
  explicit AvSource(absl::Span<const uint8_t> file);
  ~AvSource();
  AvSource(const AvSource&) = delete;
  AvSource& operator=(const AvSource&) = delete;

  // io returns the input for a demuxer, or null without memory.
  AVIOContext* io() const { return io_; }

 private:
  static int Read(void* source, uint8_t* buffer, int size);
  static int64_t Seek(void* source, int64_t offset, int whence);

  const absl::Span<const uint8_t> file_;
  size_t at_ = 0;
  AVIOContext* io_ = nullptr;
};

// CollectAvErrors makes libavformat log errors here and nothing elsewhere.
void CollectAvErrors();

// FirstAvError returns the first error that libavformat logged since
// `CollectAvErrors`, on one line, or "" if there was none.
std::string FirstAvError();

// AvError returns an InvalidArgument error that starts with `what`, then
// libavformat's first logged error or else its text for `code`.
absl::Status AvError(absl::string_view what, int code);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_AV_AV_MEMORY_H_
