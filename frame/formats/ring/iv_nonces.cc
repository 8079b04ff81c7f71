// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/iv_nonces.h"

#include <atomic>
#include <cstdint>
#include <limits>

#include "sealframe/crypto/big_endian.h"
#include "sealframe/crypto/random.h"
#include "sealframe/keyring/nonce_sequence.h"

namespace sealframe {
namespace {

constexpr uint64_t kCounts = std::numeric_limits<uint32_t>::max();

uint32_t RandomStart() {
  uint8_t bytes[4];
  RandomBytes(bytes);
  return LoadBigEndian32(bytes);
}

}  // namespace

IvNonces::IvNonces(IvTail tail) : tail_(tail), start_(RandomStart()) {}

// Calls past the end keep counting, in 64 bits that never overflow.
NextNonce IvNonces::Next(const NonceInput& input) {
  const uint64_t taken = taken_.fetch_add(1, std::memory_order_relaxed);
  if (taken >= kCounts) {
    return {.error = NonceError::kExhausted};
  }
  const uint32_t count = start_ + static_cast<uint32_t>(taken);
  NextNonce next = {.counter = count};
  StoreBigEndian64(uint64_t{input.ssrc} << 32 | input.rtp_timestamp,
                   next.nonce.data());
  StoreBigEndian32(
      tail_ == IvTail::kCount ? count : input.rtp_timestamp - count,
      next.nonce.data() + 8);
  return next;
}

}  // namespace sealframe
