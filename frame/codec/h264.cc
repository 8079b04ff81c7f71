// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/h264.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {
namespace {

constexpr size_t kHeaderSize = 1;
constexpr uint8_t kEmulationPrevention = 0x03;
constexpr int kTooManyZeros = 32;

// SliceBits reads the bits of a slice header and skips emulation prevention
// bytes.
class SliceBits {
 public:
  explicit SliceBits(absl::Span<const uint8_t> payload) : payload_(payload) {}

  // covered returns the number of bytes through the one with the next bit.
  size_t covered() const { return byte_ + 1; }

  // Read stores the next bit in `*bit`, or returns false if there is none.
  bool Read(bool* bit) {
    if (bit_ == 0 && AtEmulationPrevention()) {
      ++byte_;
    }
    if (byte_ >= payload_.size()) {
      return false;
    }
    *bit = (payload_[byte_] & (0x80u >> bit_)) != 0;
    bit_ = (bit_ + 1) % 8;
    byte_ += bit_ == 0 ? 1 : 0;
    return true;
  }

 private:
  bool AtEmulationPrevention() const {
    return byte_ >= 2 && byte_ < payload_.size() &&
           payload_[byte_] == kEmulationPrevention &&
           payload_[byte_ - 1] == 0 && payload_[byte_ - 2] == 0;
  }

  absl::Span<const uint8_t> payload_;
  size_t byte_ = 0;
  unsigned bit_ = 0;
};

enum class ExpGolomb : uint8_t { kRead, kTruncated, kTooLong };

ExpGolomb SkipExpGolomb(SliceBits* bits) {
  bool bit = false;
  int zeros = 0;
  while (bits->Read(&bit) && !bit) {
    if (++zeros == kTooManyZeros) {
      return ExpGolomb::kTooLong;
    }
  }
  if (!bit) {
    return ExpGolomb::kTruncated;
  }
  for (; zeros > 0; --zeros) {
    if (!bits->Read(&bit)) {
      return ExpGolomb::kTruncated;
    }
  }
  return ExpGolomb::kRead;
}

}  // namespace

size_t H264SliceClearSize(absl::Span<const uint8_t> unit) {
  if (unit.size() <= kHeaderSize) {
    return unit.size();
  }
  SliceBits bits(unit.subspan(kHeaderSize));
  for (int value = 0; value < 3; ++value) {
    switch (SkipExpGolomb(&bits)) {
      case ExpGolomb::kRead:
        break;
      case ExpGolomb::kTruncated:
        return unit.size();
      case ExpGolomb::kTooLong:
        return kHeaderSize;
    }
  }
  return std::min(unit.size(), kHeaderSize + bits.covered());
}

}  // namespace sealframe
