// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/byte_input.h"

#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"

namespace sealframe {
namespace {

constexpr size_t kReadSize = size_t{1} << 16;

}  // namespace

ByteInput::ByteInput(absl::Span<const uint8_t> bytes)
    : source_([bytes](absl::Span<uint8_t> out) mutable -> size_t {
        const size_t size = std::min(out.size(), bytes.size());
        std::copy_n(bytes.begin(), size, out.begin());
        bytes.remove_prefix(size);
        return size;
      }) {}

ByteInput ByteInput::OfFile(int file) {
  const auto read =
      [file, offset = off_t{0}](
          absl::Span<uint8_t> out) mutable -> absl::StatusOr<size_t> {
    ssize_t got = 0;
    do {
      got = pread(file, out.data(), out.size(), offset);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
      return absl::UnavailableError(
          absl::StrCat("cannot read the file: ", std::strerror(errno)));
    }
    offset += got;
    return static_cast<size_t>(got);
  };
  return ByteInput(read, file);
}

absl::StatusOr<absl::Span<const uint8_t>> ByteInput::Peek(size_t size) {
  while (end_ - begin_ < size && !ended_) {
    MakeRoom();
    const absl::StatusOr<size_t> got =
        source_(absl::MakeSpan(buffer_).subspan(end_));
    if (!got.ok()) {
      return got.status();
    }
    end_ += *got;
    ended_ = *got == 0;
  }
  return absl::MakeConstSpan(buffer_).subspan(begin_, end_ - begin_);
}

void ByteInput::Skip(size_t size) {
  begin_ += size;
  offset_ += size;
}

// MakeRoom makes room for kReadSize bytes behind those that are held. It moves
// them so seldom that small reads stay cheap.
void ByteInput::MakeRoom() {
  if (buffer_.size() - end_ >= kReadSize) {
    return;
  }
  std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_),
            buffer_.begin() + static_cast<std::ptrdiff_t>(end_),
            buffer_.begin());
  end_ -= begin_;
  begin_ = 0;
  if (buffer_.size() - end_ < kReadSize) {
    buffer_.resize(2 * buffer_.size() + kReadSize);
  }
}

}  // namespace sealframe
