// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Owners of libavformat's objects, and its input and output.
//
// libavformat logs instead of returning reasons. The reasons are collected
// here: a demuxer that logs an error has met a damaged file, even where it
// continues.
//
// Thread-safety: none. The log belongs to the process.

#ifndef SEALFRAME_TOOLS_MEDIA_AV_AV_IO_H_
#define SEALFRAME_TOOLS_MEDIA_AV_AV_IO_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

struct AVFormatContext;
struct AVIOContext;
struct AVPacket;

namespace sealframe {

struct AvPacketDeleter {
  void operator()(AVPacket* packet) const;
};
using AvPacketPtr = std::unique_ptr<AVPacket, AvPacketDeleter>;

// AvIo is a file for a demuxer or a muxer. It does not move the position of the
// file's descriptor.
class AvIo {
 public:
  enum class Use : uint8_t { kReading, kWriting };

  // A demuxer that reads more than this without finding a packet has lost its
  // way, as in a file that is mostly a hole. The table of contents of an MP4
  // file with a day of media is smaller.
  static constexpr uint64_t kMaxUnused = uint64_t{256} << 20;

  // `file` is a descriptor of a regular file, and must outlive the object.
  AvIo(int file, Use use);
  ~AvIo();
  AvIo(const AvIo&) = delete;
  AvIo& operator=(const AvIo&) = delete;

  // io returns the input or output for libavformat, or null without memory.
  AVIOContext* io() const { return io_; }

  // size returns the size of the file when it was opened.
  uint64_t size() const { return size_; }

  // NoteUse notes that the bytes read so far were of use. is_lost returns
  // whether more than kMaxUnused were read since; nothing more is read then.
  void NoteUse() { unused_ = 0; }
  bool is_lost() const { return unused_ > kMaxUnused; }

 private:
  static int Read(void* self, uint8_t* buffer, int size);
  static int Write(void* self, const uint8_t* buffer, int size);
  static int64_t Seek(void* self, int64_t offset, int whence);

  const int file_;
  const Use use_;
  uint64_t size_ = 0;
  int64_t at_ = 0;
  uint64_t unused_ = 0;
  AVIOContext* io_ = nullptr;
};

// CollectAvErrors forgets the errors so far, and makes libavformat log errors
// here and nothing elsewhere.
void CollectAvErrors();

// FirstAvError returns the first error that libavformat logged since
// `CollectAvErrors`, on one line, or "" if there was none.
std::string FirstAvError();

// AvError returns an InvalidArgument error that starts with `what`, then
// libavformat's first logged error or else its text for `code`.
absl::Status AvError(absl::string_view what, int code);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_AV_AV_IO_H_
