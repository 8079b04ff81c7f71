// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/getstream/getstream_nonces.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <limits>
#include <memory>
#include <utility>

#include "sealframe/crypto/big_endian.h"
#include "sealframe/keyring/nonce_sequence.h"

namespace sealframe {
namespace {

constexpr uint64_t kLast = std::numeric_limits<uint32_t>::max();
constexpr uint64_t kLow = kLast - (uint64_t{1} << 24);

}  // namespace

// Counted in 64 bits, which attempts past the end never fill.
uint32_t GetStreamCounter::Next() {
  const uint64_t number = next_.fetch_add(1, std::memory_order_relaxed);
  return number <= kLast ? static_cast<uint32_t>(number) : 0;
}

NonceSupply GetStreamCounter::supply() const {
  const uint64_t next = next_.load(std::memory_order_relaxed);
  if (next > kLast) {
    return NonceSupply::kNone;
  }
  return next > kLow ? NonceSupply::kLow : NonceSupply::kPlenty;
}

GetStreamNonces::GetStreamNonces(const GetStreamIvPrefix& prefix,
                                 std::shared_ptr<GetStreamCounter> counter)
    : prefix_(prefix), counter_(std::move(counter)) {}

NextNonce GetStreamNonces::Next(const NonceInput&) {
  const uint32_t number = counter_->Next();
  if (number == 0) {
    return {.error = NonceError::kExhausted};
  }
  NextNonce next = {.counter = number};
  std::copy(prefix_.begin(), prefix_.end(), next.nonce.begin());
  StoreBigEndian32(number, next.nonce.data() + prefix_.size());
  return next;
}

}  // namespace sealframe
