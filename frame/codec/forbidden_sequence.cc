// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/forbidden_sequence.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

#include "absl/types/span.h"

namespace sealframe {
namespace {

// These compile to SSE2, NEON or plain integer registers, as the target allows.
using Bytes = uint8_t __attribute__((vector_size(16)));
using Words = uint16_t __attribute__((vector_size(16)));
constexpr size_t kVector = sizeof(Bytes);
constexpr size_t kVectorsInBlock = 8;

constexpr uint8_t kHigh = static_cast<uint8_t>(~kMaxForbiddenEnd);
constexpr Bytes kMask = {0xff, kHigh, 0xff, kHigh, 0xff, kHigh, 0xff, kHigh,
                         0xff, kHigh, 0xff, kHigh, 0xff, kHigh, 0xff, kHigh};

// LowWords returns a mask of the pairs of bytes that are a zero and a byte of
// at most 3. One of two neighbours in a forbidden sequence starts at an even
// offset, and both are such pairs.
Words LowWords(const uint8_t* bytes) {
  Bytes vector;
  std::memcpy(&vector, bytes, kVector);
  return reinterpret_cast<Words>(reinterpret_cast<Words>(vector & kMask) ==
                                 Words{});
}

// HasLowWord returns whether any of the vectors at `bytes` has such a pair. It
// does not stop early, because random data rarely has one.
template <size_t... kIndex>
bool HasLowWord(const uint8_t* bytes, std::index_sequence<kIndex...>) {
  const Words found = (LowWords(bytes + kIndex * kVector) | ...);
  uint64_t halves[2];
  std::memcpy(halves, &found, sizeof(halves));
  return (halves[0] | halves[1]) != 0;
}

// Skip returns the first place at or behind `from`, in steps of `kVectors`
// vectors, where one of them has such a pair or where fewer bytes are left.
template <size_t kVectors>
size_t Skip(absl::Span<const uint8_t> bytes, size_t from) {
  constexpr size_t kStep = kVectors * kVector;
  while (
      from + kStep <= bytes.size() &&
      !HasLowWord(bytes.data() + from, std::make_index_sequence<kVectors>())) {
    from += kStep;
  }
  return from;
}

}  // namespace

size_t FindForbidden(absl::Span<const uint8_t> bytes, size_t from) {
  for (size_t i = from; i < bytes.size(); i += kVector) {
    i = Skip<1>(bytes, Skip<kVectorsInBlock>(bytes, i));
    // A sequence may begin at the last byte before its pair.
    const size_t end = std::min(i + kVector + 2, bytes.size());
    for (size_t at = i > from ? i - 1 : i; at + 2 < end; ++at) {
      if ((bytes[at] | bytes[at + 1]) == 0 &&
          bytes[at + 2] <= kMaxForbiddenEnd) {
        return at;
      }
    }
  }
  return bytes.size();
}

}  // namespace sealframe
