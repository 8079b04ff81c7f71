// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/iv_nonces.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <utility>

#include "absl/base/const_init.h"
#include "absl/synchronization/mutex.h"
#include "sealframe/crypto/big_endian.h"
#include "sealframe/crypto/mutex_lock.h"
#include "sealframe/crypto/random.h"
#include "sealframe/keyring/fork_generation.h"
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

}  // namespace

// A child draws its own start, as it may set the same keys as its parent.
IvNonces::Start IvNonces::StartOfThisProcess() {
  static absl::Mutex mutex(absl::kConstInit);
  static Start start;
  const MutexLock lock(mutex);
  if (start.generation != ForkGeneration()) {
    start = {.generation = ForkGeneration(),
             .count = RandomWord(),
             .ssrc = RandomWord()};
  }
  return start;
}

IvNonces::IvNonces(IvTail tail, std::shared_ptr<SealingCounter> counter)
    : tail_(tail), counter_(std::move(counter)), start_(StartOfThisProcess()) {}

NextNonce IvNonces::Next(const NonceInput& input) {
  const NextCounter taken = counter_->Next();
  if (taken.error != NonceError::kNone) {
    return {.error = taken.error};
  }
  if (taken.counter >= kCounts) {
    return {.error = NonceError::kExhausted};
  }
  const uint32_t count = start_.count + static_cast<uint32_t>(taken.counter);
  NextNonce next = {.counter = count};
  const bool has_ssrc = input.ssrc != 0;
  const uint32_t ssrc = has_ssrc ? input.ssrc : start_.ssrc;
  const uint32_t timestamp = has_ssrc ? input.rtp_timestamp : count;
  StoreBigEndian64(uint64_t{ssrc} << 32 | timestamp, next.nonce.data());
  StoreBigEndian32(tail_ == IvTail::kCount ? count : timestamp - count,
                   next.nonce.data() + 8);
  return next;
}

}  // namespace sealframe
