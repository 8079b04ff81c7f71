// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/iv/iv_windows.h"

#include <atomic>
#include <cstdint>
#include <memory>

#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/iv/iv_frame.h"
#include "sealframe/keyring/iv/iv_window_set.h"

namespace sealframe {

// Before the first commit, all IVs are new that can be valid.
bool IvWindows::Accepts(uint64_t key, const Nonce& iv,
                        const Clock& clock) const {
  const IvWindowSet* const set = set_.load(std::memory_order_acquire);
  return set == nullptr ? !IsInvalidIv(layout_, IvFrameOf(layout_, key, iv))
                        : set->Accepts(key, iv, clock);
}

bool IvWindows::Commit(uint64_t key, const Nonce& iv, const Clock& clock) {
  return Need().Commit(key, iv, clock);
}

// Need returns the windows. If several threads commit first, one makes them,
// and all use those.
IvWindowSet& IvWindows::Need() {
  IvWindowSet* set = set_.load(std::memory_order_acquire);
  if (set == nullptr) {
    auto made = std::make_unique<IvWindowSet>(layout_, log_size_);
    if (set_.compare_exchange_strong(set, made.get(), std::memory_order_acq_rel,
                                     std::memory_order_acquire)) {
      set = made.release();
    }
  }
  return *set;
}

}  // namespace sealframe
