// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The clear ranges of a frame that has several: an ordered list in a fixed
// space, as DAVE carries it in the footer of a frame.
//
// Thread-safety: compatible. It never allocates.

#ifndef SEALFRAME_FRAME_CODEC_CLEAR_RANGES_H_
#define SEALFRAME_FRAME_CODEC_CLEAR_RANGES_H_

#include <array>
#include <cstddef>

#include "absl/types/span.h"

namespace sealframe {

// ByteRange is a run of bytes in a frame.
struct ByteRange {
  size_t offset;
  size_t size;
};

class ClearRanges {
 public:
  // A footer is counted in one byte, and has 12 bytes beside its ranges at the
  // least. A range takes two bytes or more.
  static constexpr size_t kMaxEncodedSize = 255 - 12;
  static constexpr size_t kCapacity = kMaxEncodedSize / 2;

  // Append adds the range of `size` bytes at `offset` at the end of the list. A
  // range that begins where the last one ends becomes part of it, and an empty
  // one adds nothing. It returns false, and leaves the list as it was, if the
  // range begins inside or before the last one, ends beyond the largest size_t,
  // or does not fit.
  [[nodiscard]] bool Append(size_t offset, size_t size);

  // Clear takes all ranges off the list.
  void Clear() {
    count_ = 0;
    encoded_size_ = 0;
  }

  // ranges returns the list, ascending, with bytes between any two.
  absl::Span<const ByteRange> ranges() const {
    return absl::MakeConstSpan(ranges_.data(), count_);
  }

  // encoded_size returns the size of all offsets and sizes as LEB128 numbers.
  size_t encoded_size() const { return encoded_size_; }

 private:
  // Only the first `count_` have a value: setting all costs more than many a
  // frame's cipher.
  std::array<ByteRange, kCapacity> ranges_;
  size_t count_ = 0;
  size_t encoded_size_ = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_CLEAR_RANGES_H_
