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

// FirstCount returns the count of the first nonce of every key.
uint32_t FirstCount() {
  static const uint32_t first = [] {
    uint8_t bytes[4];
    RandomBytes(bytes);
    return LoadBigEndian32(bytes);
  }();
  return first;
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
  StoreBigEndian64(uint64_t{input.ssrc} << 32 | input.rtp_timestamp,
                   next.nonce.data());
  StoreBigEndian32(
      tail_ == IvTail::kCount ? count : input.rtp_timestamp - count,
      next.nonce.data() + 8);
  return next;
}

}  // namespace sealframe
