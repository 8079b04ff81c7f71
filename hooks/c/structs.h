// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Structs whose callers were compiled with another version of them.
//
// Thread-safety: pure functions. They never allocate.

#ifndef SEALFRAME_HOOKS_C_STRUCTS_H_
#define SEALFRAME_HOOKS_C_STRUCTS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace sealframe {

// A larger `struct_size` was never set: its struct was not initialised.
inline constexpr size_t kMaxStructSize = 4096;

// StructSize returns what the caller set, or 0 if that is no size of a T or
// `from` is null. A caller may know no more of a struct than where it begins;
// no field is cut in two, since structs have no holes.
template <typename T>
size_t StructSize(const T* from) {
  if (from == nullptr || from->struct_size <= sizeof(size_t) ||
      from->struct_size > kMaxStructSize ||
      from->struct_size % alignof(T) != 0) {
    return 0;
  }
  return from->struct_size;
}

// ReadStruct copies `*from` to `*to`, with zeros for what its caller does not
// know. It returns false, with `*to` as it was, if it is null, is no such
// struct, or says something that this library does not know.
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

// WriteStruct copies as much of `from` to `*to`, for which `StructSize` is not
// 0, as its caller knows. It keeps `struct_size`, and zeros the rest.
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
