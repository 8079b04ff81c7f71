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

uint32_t RandomWord() {
  uint8_t bytes[4];
  RandomBytes(bytes);
  return LoadBigEndian32(bytes);
}

// SsrcOfThisProcess returns the word that stands for a missing SSRC. It is
// drawn once.
uint32_t SsrcOfThisProcess() {
  static const uint32_t word = RandomWord();
  return word;
}

}  // namespace

IvNonces::IvNonces(IvTail tail)
    : tail_(tail), start_(RandomWord()), absent_ssrc_(SsrcOfThisProcess()) {}

// Calls past the end keep counting, in 64 bits that never overflow.
NextNonce IvNonces::Next(const NonceInput& input) {
  const uint64_t taken = taken_.fetch_add(1, std::memory_order_relaxed);
  if (taken >= kCounts) {
    return {.error = NonceError::kExhausted};
  }
  const uint32_t count = start_ + static_cast<uint32_t>(taken);
  NextNonce next = {.counter = count};
  const bool has_ssrc = input.ssrc != 0;
  const uint32_t ssrc = has_ssrc ? input.ssrc : absent_ssrc_;
  const uint32_t timestamp = has_ssrc ? input.rtp_timestamp : count;
  StoreBigEndian64(uint64_t{ssrc} << 32 | timestamp, next.nonce.data());
  StoreBigEndian32(tail_ == IvTail::kCount ? count : timestamp - count,
                   next.nonce.data() + 8);
  return next;
}

}  // namespace sealframe
