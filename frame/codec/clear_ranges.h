// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The clear ranges of a frame with several: an ordered list of limited size, as
// encoded in DAVE's frame footer.
//
// Thread-safety: a list belongs to one thread at a time. It never allocates.

#ifndef SEALFRAME_FRAME_CODEC_CLEAR_RANGES_H_
#define SEALFRAME_FRAME_CODEC_CLEAR_RANGES_H_

#include <array>
#include <cstddef>

#include "absl/types/span.h"

namespace sealframe {

// ByteRange is a contiguous range of bytes in a frame.
struct ByteRange {
  size_t offset;
  size_t size;
};

class ClearRanges {
 public:
  // The footer's size field is one byte, at least 12 bytes of the footer are
  // not ranges, and each range takes at least two bytes.
  static constexpr size_t kMaxEncodedSize = 255 - 12;
  static constexpr size_t kCapacity = kMaxEncodedSize / 2;

  // Append adds the range of `size` bytes at `offset` to the end of the list. A
  // range that begins where the last one ends is merged into it, and an empty
  // range adds nothing. Append returns false and leaves the list unchanged if
  // the range begins before the end of the last one, ends beyond the largest
  // size_t, or does not fit.
  [[nodiscard]] bool Append(size_t offset, size_t size);

  // Clear removes all ranges.
  void Clear() {
    count_ = 0;
    encoded_size_ = 0;
  }

  // ranges returns the ranges in ascending order. No two of them touch.
  absl::Span<const ByteRange> ranges() const {
    return absl::MakeConstSpan(ranges_.data(), count_);
  }

  // encoded_size returns the size of all offsets and sizes encoded as LEB128.
  size_t encoded_size() const { return encoded_size_; }

 private:
  // Only the first `count_` are initialized. Initializing all of them would
  // cost more than encrypting a small frame.
  std::array<ByteRange, kCapacity> ranges_;
  size_t count_ = 0;
  size_t encoded_size_ = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_CLEAR_RANGES_H_
