// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/zero_pair.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "absl/types/span.h"

namespace sealframe {
namespace {

// Compiles to SSE2, NEON or plain integer registers, as the target allows.
using Vector = uint8_t __attribute__((vector_size(16)));
constexpr size_t kVector = sizeof(Vector);
constexpr size_t kVectorsInBlock = 4;
constexpr size_t kBlock = kVectorsInBlock * kVector;

Vector Load(const uint8_t* bytes) {
  Vector vector;
  std::memcpy(&vector, bytes, kVector);
  return vector;
}

bool IsZero(const Vector& vector) {
  uint64_t halves[2];
  std::memcpy(halves, &vector, kVector);
  return (halves[0] | halves[1]) == 0;
}

// HasZeroPair returns whether a pair of zeros begins in the first `kVectors`
// vectors at `bytes`. It reads one byte past them. It does not stop early,
// because random data rarely contains a pair.
template <size_t kVectors>
bool HasZeroPair(const uint8_t* bytes) {
  Vector found = {};
  for (size_t i = 0; i < kVectors * kVector; i += kVector) {
    const Vector either = Load(bytes + i) | Load(bytes + i + 1);
    found |= reinterpret_cast<Vector>(either == Vector{});
  }
  return !IsZero(found);
}

}  // namespace

size_t FindZeroPair(absl::Span<const uint8_t> bytes, size_t from) {
  const size_t size = bytes.size();
  size_t i = from;
  while (i + kBlock < size && !HasZeroPair<kVectorsInBlock>(bytes.data() + i)) {
    i += kBlock;
  }
  while (i + kVector < size && !HasZeroPair<1>(bytes.data() + i)) {
    i += kVector;
  }
  for (; i + 1 < size; ++i) {
    if ((bytes[i] | bytes[i + 1]) == 0) {
      return i;
    }
  }
  return size;
}

}  // namespace sealframe
