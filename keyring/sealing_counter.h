// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The counter of one AEAD key: it numbers the frames that the key seals, and
// counts their units (keyring/key_limits.h). All sealing keys of the process
// with the same AEAD key share one (keyring/sealing_counter_table.h).
//
// Counters start at zero, or come in reserved blocks.
//
// Thread-safety: may be used from several threads. Only `Replenish` may
// allocate or block.

#ifndef SEALFRAME_KEYRING_SEALING_COUNTER_H_
#define SEALFRAME_KEYRING_SEALING_COUNTER_H_

#include <atomic>
#include <cstdint>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "sealframe/crypto/prefetch.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/fork_generation.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/nonce_sequence.h"

namespace sealframe {

// How many counters are reserved at a time: enough for some minutes of audio
// and several video streams. A restart skips at most twice as many.
inline constexpr uint64_t kCounterBlock = 1 << 16;

// SealingKeyUse counts the use of a key. It outlives all counters of the key.
struct SealingKeyUse {
  std::atomic<uint64_t> next{0};          // The next counter to be taken.
  std::atomic<uint64_t> sealed_units{0};  // Including those over the limit.
  const uint64_t generation = ForkGeneration();
};

struct NextCounter {
  NonceError error = NonceError::kNone;
  uint64_t counter = 0;
};

class SealingCounter {
 public:
  // SealingCounter continues `use`, which must outlive it. If `reservations` is
  // not null, it must outlive the counter too, and supplies the counters of
  // `key`: none before the first `Replenish`.
  SealingCounter(SealingKeyUse* use, const KeyFingerprint& key,
                 CounterReservations* reservations);

  // Next takes the next counter. On error it takes none.
  NextCounter Next();

  // next returns the next counter to be taken.
  uint64_t next() const { return use_->next.load(std::memory_order_relaxed); }

  // AddUnits counts `units` as sealed, and returns the sum.
  uint64_t AddUnits(uint64_t units) {
    return use_->sealed_units.fetch_add(units, std::memory_order_relaxed) +
           units;
  }
  uint64_t sealed_units() const {
    return use_->sealed_units.load(std::memory_order_relaxed);
  }

  // is_forked returns whether the counter was made before this process was
  // forked. Its counters are then the parent's.
  bool is_forked() const { return use_->generation != ForkGeneration(); }

  // is_low returns whether `Replenish` is due, or is after one more counter.
  bool is_low() const {
    return end_.load(std::memory_order_relaxed) - next() <= kCounterBlock / 2;
  }

  // Prefetch fetches what `Next` uses into the caches.
  void Prefetch() const { sealframe::Prefetch(use_, sizeof(*use_)); }

  CounterReservations* reservations() const { return reservations_; }

  // Replenish reserves another block when less than half of one is left. If the
  // block does not follow the last one, the counters between are skipped with
  // the rest of the last one. A block that goes back is an error.
  absl::Status Replenish();

 private:
  absl::StatusOr<CounterRange> Reserve(uint64_t begin)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(replenishing_);

  SealingKeyUse* const use_;
  const KeyFingerprint key_;
  CounterReservations* const reservations_;  // Null: all counters are free.
  absl::Mutex replenishing_;
  bool has_block_ ABSL_GUARDED_BY(replenishing_) = false;
  std::atomic<uint64_t> end_;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_SEALING_COUNTER_H_
