// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/av/av_memory.h"

extern "C" {
#include <libavcodec/packet.h>
#include <libavformat/avformat.h>
#include <libavformat/avio.h>
#include <libavutil/error.h>
#include <libavutil/log.h>
#include <libavutil/mem.h>
}

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
#include "absl/types/span.h"

namespace sealframe {
namespace {

constexpr int kBufferSize = 1 << 16;

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

AvSource::AvSource(absl::Span<const uint8_t> file) : file_(file) {
  auto* const buffer = static_cast<unsigned char*>(av_malloc(kBufferSize));
  if (buffer != nullptr) {
    io_ = avio_alloc_context(buffer, kBufferSize, /*write_flag=*/0, this, Read,
                             nullptr, Seek);
  }
}

AvSource::~AvSource() {
  if (io_ != nullptr) {
    av_freep(&io_->buffer);
    avio_context_free(&io_);
  }
}

int AvSource::Read(void* source, uint8_t* buffer, int size) {
  auto& self = *static_cast<AvSource*>(source);
  const size_t left = self.file_.size() - self.at_;
  const size_t taken = std::min(left, static_cast<size_t>(size));
  if (taken == 0) {
    return AVERROR_EOF;
  }
  std::copy_n(self.file_.begin() + self.at_, taken, buffer);
  self.at_ += taken;
  return static_cast<int>(taken);
}

int64_t AvSource::Seek(void* source, int64_t offset, int whence) {
  auto& self = *static_cast<AvSource*>(source);
  const auto size = static_cast<int64_t>(self.file_.size());
  if (whence == AVSEEK_SIZE) {
    return size;
  }
  const int base = whence & ~AVSEEK_FORCE;
  if (base == SEEK_CUR) {
    offset += static_cast<int64_t>(self.at_);
  } else if (base == SEEK_END) {
    offset += size;
  }
  if (offset < 0 || offset > size) {
    return AVERROR(EINVAL);
  }
  self.at_ = static_cast<size_t>(offset);
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
