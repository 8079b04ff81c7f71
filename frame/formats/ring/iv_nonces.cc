// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/iv_nonces.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <utility>

#include "sealframe/crypto/big_endian.h"
#include "sealframe/crypto/random.h"
#include "sealframe/keyring/nonce_sequence.h"
#include "sealframe/keyring/sealing_counter.h"

namespace sealframe {
namespace {

constexpr uint64_t kCounts = std::numeric_limits<uint32_t>::max();

uint32_t RandomWord() {
  uint8_t bytes[4];
  RandomBytes(bytes);
  return LoadBigEndian32(bytes);
}

// FirstCount returns the count of the first nonce of every key.
uint32_t FirstCount() {
  static const uint32_t first = RandomWord();
  return first;
}

// SsrcOfThisProcess returns the word that stands for a missing SSRC. It is
// drawn once.
uint32_t SsrcOfThisProcess() {
  static const uint32_t word = RandomWord();
  return word;
}

}  // namespace

IvNonces::IvNonces(IvTail tail, std::shared_ptr<SealingCounter> counter)
    : tail_(tail), counter_(std::move(counter)) {}

NextNonce IvNonces::Next(const NonceInput& input) {
  const NextCounter taken = counter_->Next();
  if (taken.error != NonceError::kNone) {
    return {.error = taken.error};
  }
  if (taken.counter >= kCounts) {
    return {.error = NonceError::kExhausted};
  }
  const uint32_t count = FirstCount() + static_cast<uint32_t>(taken.counter);
  NextNonce next = {.counter = count};
  const bool has_ssrc = input.ssrc != 0;
  const uint32_t ssrc = has_ssrc ? input.ssrc : SsrcOfThisProcess();
  const uint32_t timestamp = has_ssrc ? input.rtp_timestamp : count;
  StoreBigEndian64(uint64_t{ssrc} << 32 | timestamp, next.nonce.data());
  StoreBigEndian32(tail_ == IvTail::kCount ? count : timestamp - count,
                   next.nonce.data() + 8);
  return next;
}

}  // namespace sealframe
