// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/iv/once_log.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace sealframe {

OnceLog::Place OnceLog::Next() const {
  uint64_t number = end_.load(std::memory_order_acquire);
  for (;;) {
    const uint64_t entry = slots_[IndexOf(number)].load();
    if (((LapOf(number) - (entry >> kValueBits)) & kLapMask) == 1) {
      // Written in the lap before.
      return {
          .number = number, .entry = entry, .is_free = number < slots_.size()};
    }
    ++number;
  }
}

bool OnceLog::Append(const Place& place, uint64_t value) {
  uint64_t entry = place.entry;
  if (!slots_[IndexOf(place)].compare_exchange_strong(
          entry, LapOf(place.number) << kValueBits | value)) {
    return false;
  }
  end_.store(place.number + 1, std::memory_order_release);
  return true;
}

size_t OnceLog::Find(const Place& place, uint64_t value, uint64_t mask) const {
  const auto filled =
      static_cast<size_t>(std::min<uint64_t>(place.number, slots_.size()));
  for (size_t i = 0; i < filled; ++i) {
    if (((At(i) ^ value) & mask) == 0) {
      return i;
    }
  }
  return slots_.size();
}

void OnceLog::Clear() {
  for (Slot& slot : slots_) {
    slot.store(0);
  }
  end_.store(0);
}

}  // namespace sealframe
