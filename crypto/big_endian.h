// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Integers in network byte order. Compilers turn each function into a single
// load or store with a byte swap.
//
// Thread-safety: pure functions. They never allocate.

#ifndef SEALFRAME_CRYPTO_BIG_ENDIAN_H_
#define SEALFRAME_CRYPTO_BIG_ENDIAN_H_

#include <cstdint>

namespace sealframe {

// LoadBigEndian32 reads the four bytes at `bytes`.
inline uint32_t LoadBigEndian32(const uint8_t* bytes) {
  return uint32_t{bytes[0]} << 24 | uint32_t{bytes[1]} << 16 |
         uint32_t{bytes[2]} << 8 | uint32_t{bytes[3]};
}

// LoadBigEndian64 reads the eight bytes at `bytes`.
inline uint64_t LoadBigEndian64(const uint8_t* bytes) {
  return uint64_t{LoadBigEndian32(bytes)} << 32 | LoadBigEndian32(bytes + 4);
}

// StoreBigEndian32 writes `value` to the four bytes at `bytes`.
inline void StoreBigEndian32(uint32_t value, uint8_t* bytes) {
  bytes[0] = static_cast<uint8_t>(value >> 24);
  bytes[1] = static_cast<uint8_t>(value >> 16);
  bytes[2] = static_cast<uint8_t>(value >> 8);
  bytes[3] = static_cast<uint8_t>(value);
}

// StoreBigEndian64 writes `value` to the eight bytes at `bytes`.
inline void StoreBigEndian64(uint64_t value, uint8_t* bytes) {
  bytes[0] = static_cast<uint8_t>(value >> 56);
  bytes[1] = static_cast<uint8_t>(value >> 48);
  bytes[2] = static_cast<uint8_t>(value >> 40);
  bytes[3] = static_cast<uint8_t>(value >> 32);
  bytes[4] = static_cast<uint8_t>(value >> 24);
  bytes[5] = static_cast<uint8_t>(value >> 16);
  bytes[6] = static_cast<uint8_t>(value >> 8);
  bytes[7] = static_cast<uint8_t>(value);
}

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_BIG_ENDIAN_H_
