// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Bytes that are read in order, with a look ahead: a file, a pipe or a span.
//
// Thread-safety: none. Its buffer has at most about four times the size of the
// longest look ahead, and at least 64 KiB.

#ifndef SEALFRAME_TOOLS_MEDIA_BYTE_INPUT_H_
#define SEALFRAME_TOOLS_MEDIA_BYTE_INPUT_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace sealframe {

class ByteInput {
 public:
  // A Source stores the next bytes in the front of its argument, which is not
  // empty, and returns how many: at least one, or zero at the end.
  using Source = std::function<absl::StatusOr<size_t>(absl::Span<uint8_t>)>;

  // `file` is a descriptor of a regular file that has the bytes of `source`
  // from its start, or -1. It must outlive the input.
  explicit ByteInput(Source source, int file = -1)
      : source_(std::move(source)), file_(file) {}

  // Reads `bytes`, which must outlive the input.
  explicit ByteInput(absl::Span<const uint8_t> bytes);

  // OfFile returns an input that reads the regular file `file` from its start,
  // and does not move its position. An error of it is Unavailable.
  static ByteInput OfFile(int file);

  ByteInput(const ByteInput&) = delete;
  ByteInput& operator=(const ByteInput&) = delete;

  // Peek returns the next bytes: `size` or more, or fewer if the input ends
  // before that. The span is valid until the next call. An error of the source
  // is returned unchanged.
  absl::StatusOr<absl::Span<const uint8_t>> Peek(size_t size);

  // Skip removes the first `size` bytes of those that Peek returned.
  void Skip(size_t size);

  // file returns the regular file with the bytes of the input, for readers that
  // seek, or -1 if there is none. They must not move its position.
  int file() const { return file_; }

  // offset returns the number of bytes skipped so far.
  uint64_t offset() const { return offset_; }

 private:
  void MakeRoom();

  Source source_;
  int file_ = -1;
  std::vector<uint8_t> buffer_;
  size_t begin_ = 0;  // The bytes before it were skipped.
  size_t end_ = 0;    // The bytes behind it are free.
  uint64_t offset_ = 0;
  bool ended_ = false;
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_BYTE_INPUT_H_
