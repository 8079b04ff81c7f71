// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Soaks the engine for some minutes, and prints what happened:
//
//     soak [MINUTES [PARTICIPANTS [SEED]]]
//
// By default: 1 minute, 200 participants, seed 1. It exits with 1 if anything
// went wrong.

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>

#include "absl/time/time.h"
#include "sealframe/tests/soak/soak.h"

namespace sealframe {
namespace {

// The most that a receiver comes to remember of a person in the second half of
// the time, on average: 64 windows (docs/limits.md), if they are not taken
// before. There are two people for each place.
constexpr int64_t kMaxGrowthOfPerson = 80 << 10;

void Print(const SoakReport& report) {
  for (size_t i = 0; i < report.rooms.size(); ++i) {
    const RoomCounts& counts = report.rooms[i];
    std::printf("%s: %.1f days", report.names[i].c_str(),
                absl::ToDoubleHours(counts.time) / 24);
    const auto print = [](const char* name, uint64_t count) {
      std::printf(", %llu %s", static_cast<unsigned long long>(count), name);
    };
    print("sealed", counts.sealed);
    print("lost", counts.lost);
    print("under way when their sender was removed", counts.abandoned);
    print("came before their key", counts.too_early);
    print("opened", counts.opened);
    print("repeated", counts.repeated);
    print("forged", counts.forged);
    print("old ones replayed", counts.old);
    print("of these seen by a replay window", counts.old_known);
    print("sealed after leaving", counts.after_leaving);
    print("held", counts.held);
    print("keys", counts.keys);
    print("ratchets", counts.ratchets);
    print("joins", counts.joins);
    print("returns", counts.returns);
    print("events", counts.events);
    print("jumps", counts.jumps);
    print("jumped over", counts.jumped_over);
    print("long mutes", counts.long_mutes);
    std::printf("\n");
  }
  for (const MemorySample& sample : report.memory) {
    std::printf("after %llu steps and %llu keys: %.1f MB in use\n",
                static_cast<unsigned long long>(sample.steps),
                static_cast<unsigned long long>(sample.keys),
                static_cast<double>(sample.bytes) / 1e6);
  }
}

int Main(int argc, char** argv) {
  const int minutes = argc > 1 ? std::atoi(argv[1]) : 1;
  const int participants = argc > 2 ? std::atoi(argv[2]) : 200;
  const int seed = argc > 3 ? std::atoi(argv[3]) : 1;
  if (minutes < 1 || participants < 6) {
    std::fprintf(stderr, "usage: soak [MINUTES [PARTICIPANTS [SEED]]]\n");
    return 2;
  }
  const auto end =
      std::chrono::steady_clock::now() + std::chrono::minutes(minutes);
  const SoakReport report =
      RunSoak(static_cast<size_t>(participants),
              std::numeric_limits<uint64_t>::max(), static_cast<uint32_t>(seed),
              [end] { return std::chrono::steady_clock::now() >= end; });
  Print(report);
  for (const std::string& fault : report.faults) {
    std::printf("FAULT: %s\n", fault.c_str());
  }
  const int64_t growth = GrewBy(report);
  const int64_t max_growth = int64_t{2} * participants * kMaxGrowthOfPerson;
  if (growth > max_growth) {
    std::printf("FAULT: the heap grew by %lld bytes\n",
                static_cast<long long>(growth));
  }
  return report.faults.empty() && growth <= max_growth ? 0 : 1;
}

}  // namespace
}  // namespace sealframe

int main(int argc, char** argv) { return sealframe::Main(argc, argv); }
