// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The soak: a room for each profile, all at once in one process, with a thread
// for each lane (tests/soak/room.h).
//
// Thread-safety: a function without shared state.

#ifndef SEALFRAME_TESTS_SOAK_SOAK_H_
#define SEALFRAME_TESTS_SOAK_SOAK_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sealframe/tests/soak/room.h"

namespace sealframe {

// MemorySample is the heap in use after some steps. `keys` is how many keys had
// sealed by then: the process remembers the counter of each.
struct MemorySample {
  uint64_t steps = 0;
  uint64_t keys = 0;
  size_t bytes = 0;
};

// SoakReport is the result of a soak. `rooms` and `faults` are empty until its
// end.
struct SoakReport {
  std::vector<std::string> names;  // The profiles' names.
  std::vector<RoomCounts> rooms;
  std::vector<std::string> faults;
  std::vector<MemorySample> memory;  // Every ten seconds of the rooms' time.
};

// GrewBy returns by how many bytes the heap grew in the second half of the
// time, less what the counters of new keys take. In a short run, it still
// contains what a receiver remembers of each person, up to 64 keys.
int64_t GrewBy(const SoakReport& report);

// RunSoak runs rooms with `participants` people in total, for `steps` steps or
// until `is_over`, which gets the report so far, returns true.
SoakReport RunSoak(size_t participants, uint64_t steps, uint32_t seed,
                   const std::function<bool(const SoakReport&)>& is_over);

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_SOAK_SOAK_H_
