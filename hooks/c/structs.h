// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Structs of callers that were compiled against another version of sealframe.h.
//
// Thread-safety: pure functions. They never allocate.

#ifndef SEALFRAME_HOOKS_C_STRUCTS_H_
#define SEALFRAME_HOOKS_C_STRUCTS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace sealframe {

// A larger `struct_size` comes from a struct that was not initialised.
inline constexpr size_t kMaxStructSize = 4096;

// StructSize returns the `struct_size` that the caller set, or 0 if that cannot
// be the size of a T in any version, or `from` is null. A caller may have
// declared only the first fields of a struct.
template <typename T>
size_t StructSize(const T* from) {
  if (from != nullptr && from->struct_size == sizeof(T)) {
    return sizeof(T);  // The same version, which is the common case.
  }
  if (from == nullptr || from->struct_size <= sizeof(size_t) ||
      from->struct_size > kMaxStructSize ||
      from->struct_size % alignof(T) != 0) {
    return 0;
  }
  return from->struct_size;
}

// ReadStruct copies `*from` to `*to`, with zeros for fields that the caller
// does not have. It returns false and leaves `*to` alone if `from` is null, has
// an invalid size, or sets a field that this library does not have.
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

// SameStruct returns `from` if the caller has the same version of the struct,
// or else `to`, to which `ReadStruct` copied it, or null if that refuses it.
template <typename T>
[[nodiscard]] const T* SameStruct(const T* from, T* to) {
  if (from != nullptr && from->struct_size == sizeof(T)) {
    return from;
  }
  return ReadStruct(from, to) ? to : nullptr;
}

// WriteStruct copies `from` to `*to`, as far as the caller's size goes, and
// zeros the rest. It keeps `struct_size`, which must be valid.
template <typename T>
void WriteStruct(const T& from, T* to) {
  const size_t size = to->struct_size;
  if (size == sizeof(T)) {
    *to = from;
    to->struct_size = size;
    return;
  }
  const size_t known = std::min(size, sizeof(T));
  std::memcpy(to, &from, known);
  std::memset(reinterpret_cast<uint8_t*>(to) + known, 0, size - known);
  to->struct_size = size;
}

// ClearStruct zeros `*to` but for its `struct_size`, and returns true; false if
// it is null or has an invalid size.
template <typename T>
[[nodiscard]] bool ClearStruct(T* to) {
  if (StructSize(to) == 0) {
    return false;
  }
  WriteStruct({}, to);
  return true;
}

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_C_STRUCTS_H_
