// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/av/av_io.h"

extern "C" {
#include <libavcodec/packet.h>
#include <libavformat/avformat.h>
#include <libavformat/avio.h>
#include <libavformat/version.h>
#include <libavutil/error.h>
#include <libavutil/log.h>
#include <libavutil/mem.h>
}

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace sealframe {
namespace {

constexpr int kBufferSize = 1 << 16;

// The bytes that a muxer writes are constant in newer versions.
#if LIBAVFORMAT_VERSION_MAJOR < 61
using WriteFunction = int (*)(void*, uint8_t*, int);
#else
using WriteFunction = int (*)(void*, const uint8_t*, int);
#endif

std::string* FirstError() {
  static std::string* const first = new std::string();
  return first;
}

void Collect(void*, int level, const char* format, va_list arguments) {
  if (level > AV_LOG_ERROR || !FirstError()->empty()) {
    return;
  }
  std::array<char, 512> line = {};
  std::vsnprintf(line.data(), line.size(), format, arguments);
  *FirstError() = absl::StripAsciiWhitespace(line.data());
  std::replace(FirstError()->begin(), FirstError()->end(), '\n', ' ');
}

}  // namespace

void AvPacketDeleter::operator()(AVPacket* packet) const {
  av_packet_free(&packet);
}

AvIo::AvIo(int file, Use use) : file_(file), use_(use) {
  struct stat info;
  if (fstat(file, &info) == 0) {
    size_ = static_cast<uint64_t>(info.st_size);
  }
  auto* const buffer = static_cast<unsigned char*>(av_malloc(kBufferSize));
  if (buffer == nullptr) {
    return;
  }
#if LIBAVFORMAT_VERSION_MAJOR < 61
  const WriteFunction write = [](void* self, uint8_t* bytes, int size) {
    return Write(self, bytes, size);
  };
#else
  const WriteFunction write = Write;
#endif
  io_ = avio_alloc_context(buffer, kBufferSize, use == Use::kWriting ? 1 : 0,
                           this, use == Use::kWriting ? nullptr : Read,
                           use == Use::kWriting ? write : nullptr, Seek);
}

AvIo::~AvIo() {
  if (io_ != nullptr) {
    av_freep(&io_->buffer);
    avio_context_free(&io_);
  }
}

int AvIo::Read(void* self, uint8_t* buffer, int size) {
  auto& io = *static_cast<AvIo*>(self);
  if (io.is_lost()) {
    return AVERROR_INVALIDDATA;
  }
  ssize_t got = 0;
  do {
    got = pread(io.file_, buffer, static_cast<size_t>(size), io.at_);
  } while (got < 0 && errno == EINTR);
  if (got <= 0) {
    return got == 0 ? AVERROR_EOF : AVERROR(errno);
  }
  io.at_ += got;
  io.unused_ += static_cast<uint64_t>(got);
  return static_cast<int>(got);
}

int AvIo::Write(void* self, const uint8_t* buffer, int size) {
  auto& io = *static_cast<AvIo*>(self);
  int done = 0;
  while (done < size) {
    const ssize_t written = pwrite(io.file_, buffer + done,
                                   static_cast<size_t>(size - done), io.at_);
    if (written < 0 && errno != EINTR) {
      return AVERROR(errno);
    }
    io.at_ += std::max<ssize_t>(written, 0);
    done += static_cast<int>(std::max<ssize_t>(written, 0));
  }
  return size;
}

int64_t AvIo::Seek(void* self, int64_t offset, int whence) {
  auto& io = *static_cast<AvIo*>(self);
  struct stat info;
  if (fstat(io.file_, &info) != 0) {
    return AVERROR(errno);
  }
  if (whence == AVSEEK_SIZE) {
    return info.st_size;
  }
  const int base = whence & ~AVSEEK_FORCE;
  if (base == SEEK_CUR) {
    offset += io.at_;
  } else if (base == SEEK_END) {
    offset += info.st_size;
  }
  if (offset < 0 || (io.use_ == Use::kReading && offset > info.st_size)) {
    return AVERROR(EINVAL);
  }
  io.at_ = offset;
  return offset;
}

void CollectAvErrors() {
  FirstError()->clear();
  av_log_set_callback(Collect);
}

std::string FirstAvError() { return *FirstError(); }

absl::Status AvError(absl::string_view what, int code) {
  std::array<char, AV_ERROR_MAX_STRING_SIZE> text = {};
  av_strerror(code, text.data(), text.size());
  const std::string logged = FirstAvError();
  return absl::InvalidArgumentError(
      absl::StrCat(what, ": ", logged.empty() ? text.data() : logged.c_str()));
}

}  // namespace sealframe
