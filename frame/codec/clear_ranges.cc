// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/clear_ranges.h"

#include <cstddef>
#include <limits>

#include "sealframe/frame/codec/leb128.h"

namespace sealframe {
namespace {

size_t EncodedSize(const ByteRange& range) {
  return Leb128Size(range.offset) + Leb128Size(range.size);
}

}  // namespace

bool ClearRanges::Append(size_t offset, size_t size) {
  if (offset > std::numeric_limits<size_t>::max() - size) {
    return false;
  }
  ByteRange range = {offset, size};
  size_t index = count_;
  size_t encoded_size = encoded_size_;
  if (count_ > 0) {
    const ByteRange& last = ranges_[count_ - 1];
    const size_t end = last.offset + last.size;
    if (offset < end) {
      return false;
    }
    if (offset == end) {
      range = {last.offset, last.size + size};
      index = count_ - 1;
      encoded_size -= EncodedSize(last);
    }
  }
  if (size == 0) {
    return true;
  }
  encoded_size += EncodedSize(range);
  if (encoded_size > kMaxEncodedSize) {
    return false;
  }
  ranges_[index] = range;
  count_ = index + 1;
  encoded_size_ = encoded_size;
  return true;
}

}  // namespace sealframe
