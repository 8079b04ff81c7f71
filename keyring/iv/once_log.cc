// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/iv/once_log.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace sealframe {

// The end is read again after the entry: if it has passed `number`, the entry
// may be of any later lap, and 4 bits cannot tell which.
OnceLog::Place OnceLog::Next() const {
  uint64_t number = end_.load();
  for (;;) {
    const uint64_t entry = slots_[IndexOf(number)].load();
    const bool is_of_lap_before =
        ((LapOf(number) - (entry >> kValueBits)) & kLapMask) == 1;
    const uint64_t end = end_.load();
    if (is_of_lap_before && end <= number) {
      return {
          .number = number, .entry = entry, .is_free = number < slots_.size()};
    }
    number = std::max(end, number + 1);
  }
}

// The end is raised first, so that a thread that sleeps behind its append
// leaves it one behind, no more.
bool OnceLog::Append(const Place& place, uint64_t value) {
  RaiseEnd(place.number);
  uint64_t entry = place.entry;
  return slots_[IndexOf(place)].compare_exchange_strong(
      entry, LapOf(place.number) << kValueBits | value);
}

void OnceLog::RaiseEnd(uint64_t end) {
  uint64_t seen = end_.load();
  while (seen < end && !end_.compare_exchange_weak(seen, end)) {
  }
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
