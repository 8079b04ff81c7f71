// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/leb128.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/numeric/bits.h"
#include "absl/types/span.h"

namespace sealframe {
namespace {

constexpr uint8_t kMore = 0x80;

}  // namespace

size_t Leb128Size(uint64_t value) {
  return (static_cast<size_t>(absl::bit_width(value | 1)) + 6) / 7;
}

size_t WriteLeb128(uint64_t value, absl::Span<uint8_t> out) {
  const size_t size = Leb128Size(value);
  if (out.size() < size) {
    return 0;
  }
  for (size_t i = 0; i + 1 < size; ++i) {
    out[i] = static_cast<uint8_t>(value | kMore);
    value >>= 7;
  }
  out[size - 1] = static_cast<uint8_t>(value);
  return size;
}

Leb128 ReadLeb128(absl::Span<const uint8_t> bytes) {
  Leb128 read;
  const size_t limit = std::min(bytes.size(), kMaxLeb128Size);
  for (size_t i = 0; i < limit; ++i) {
    const uint8_t byte = bytes[i];
    if (i + 1 == kMaxLeb128Size && byte > 1) {
      break;  // Bits beyond the 64th.
    }
    read.value |= static_cast<uint64_t>(byte & ~kMore & 0xff) << (7 * i);
    if ((byte & kMore) == 0) {
      read.size = i + 1;
      return read;
    }
  }
  return Leb128();
}

Leb128 ReadMinimalLeb128(absl::Span<const uint8_t> bytes) {
  const Leb128 read = ReadLeb128(bytes);
  return read.size == Leb128Size(read.value) ? read : Leb128();
}

}  // namespace sealframe
