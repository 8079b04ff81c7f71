// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "frame/codec/zero_pair.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "absl/types/span.h"

namespace sealframe {
namespace {

constexpr size_t kWord = sizeof(uint64_t);
constexpr size_t kBlock = 8 * kWord;

uint64_t Load(const uint8_t* bytes) {
  uint64_t word;
  std::memcpy(&word, bytes, kWord);
  return word;
}

// BlockHasZeroPair looks at the `kBlock` pairs that begin in a block, and so
// reads one byte more than the block. It has no branches: a block of random
// bytes hardly ever holds a pair.
bool BlockHasZeroPair(const uint8_t* block) {
  constexpr uint64_t kLowBits = 0x0101010101010101;
  constexpr uint64_t kHighBits = 0x8080808080808080;
  uint64_t found = 0;
  for (size_t i = 0; i < kBlock; i += kWord) {
    // A byte is zero in `either` where a pair begins. Taking one from each byte
    // then sets its high bit, and there is no such bit without a zero byte.
    const uint64_t either = Load(block + i) | Load(block + i + 1);
    found |= (either - kLowBits) & ~either;
  }
  return (found & kHighBits) != 0;
}

}  // namespace

size_t FindZeroPair(absl::Span<const uint8_t> bytes, size_t from) {
  const size_t size = bytes.size();
  size_t i = from;
  while (i + kBlock < size && !BlockHasZeroPair(bytes.data() + i)) {
    i += kBlock;
  }
  for (; i + 1 < size; ++i) {
    if ((bytes[i] | bytes[i + 1]) == 0) {
      return i;
    }
  }
  return size;
}

}  // namespace sealframe
