// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Reads and writes structs of callers that may be compiled with another version
// of the interface.
//
// Thread-safety: pure functions. They never allocate.

#ifndef SEALFRAME_HOOKS_C_STRUCTS_H_
#define SEALFRAME_HOOKS_C_STRUCTS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace sealframe {

// A larger `struct_size` means that its struct was not initialised.
inline constexpr size_t kMaxStructSize = 4096;

// StructSize returns the size that the caller set, or 0 if it is not a size of
// T in any version, or `from` is null. No size cuts a field in two, since
// structs have no holes.
template <typename T>
size_t StructSize(const T* from) {
  if (from == nullptr || from->struct_size <= sizeof(size_t) ||
      from->struct_size > kMaxStructSize ||
      from->struct_size % alignof(T) != 0) {
    return 0;
  }
  return from->struct_size;
}

// ReadStruct copies `*from` to `*to`, with zeros for fields that its caller's
// version lacks. It returns false and leaves `*to` alone if `from` is null or
// not such a struct, or sets a field that this library's version lacks.
template <typename T>
[[nodiscard]] bool ReadStruct(const T* from, T* to) {
  const size_t size = StructSize(from);
  if (size == 0) {
    return false;
  }
  const auto* const bytes = reinterpret_cast<const uint8_t*>(from);
  if (size > sizeof(T) && std::any_of(bytes + sizeof(T), bytes + size,
                                      [](uint8_t byte) { return byte != 0; })) {
    return false;
  }
  *to = {};
  std::memcpy(to, from, std::min(size, sizeof(T)));
  return true;
}

// WriteStruct copies the fields of `from` that the caller's version has to
// `*to`, for which `StructSize` is not 0. It keeps `struct_size` and zeroes the
// rest.
template <typename T>
void WriteStruct(const T& from, T* to) {
  const size_t size = to->struct_size;
  const size_t known = std::min(size, sizeof(T));
  std::memcpy(to, &from, known);
  std::memset(reinterpret_cast<uint8_t*>(to) + known, 0, size - known);
  to->struct_size = size;
}

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_C_STRUCTS_H_
