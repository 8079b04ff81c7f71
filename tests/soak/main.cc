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

// What a receiver may come to remember of a person in the second half of the
// time (docs/limits.md: 64 windows), on average, if the windows are just then
// taken. There are two people to a place.
constexpr int64_t kMaxGrowthOfPerson = 80 << 10;

void Print(const SoakReport& report) {
  std::printf("%-10s%10s%9s%9s%9s%10s%9s%8s%9s%7s%8s%7s%8s%7s  %s\n", "profile",
              "sealed", "lost", "repeated", "forged", "opened", "held", "keys",
              "ratchets", "joins", "events", "jumps", "over", "mutes", "time");
  for (size_t i = 0; i < report.rooms.size(); ++i) {
    const RoomCounts& counts = report.rooms[i];
    std::printf(
        "%-10s%10llu%9llu%9llu%9llu%10llu%9llu%8llu%9llu%7llu%8llu%7llu%8llu%"
        "7llu  %.1f "
        "days\n",
        report.names[i].c_str(), static_cast<unsigned long long>(counts.sealed),
        static_cast<unsigned long long>(counts.lost),
        static_cast<unsigned long long>(counts.repeated),
        static_cast<unsigned long long>(counts.forged),
        static_cast<unsigned long long>(counts.opened),
        static_cast<unsigned long long>(counts.held),
        static_cast<unsigned long long>(counts.keys),
        static_cast<unsigned long long>(counts.ratchets),
        static_cast<unsigned long long>(counts.joins),
        static_cast<unsigned long long>(counts.events),
        static_cast<unsigned long long>(counts.jumps),
        static_cast<unsigned long long>(counts.jumped_over),
        static_cast<unsigned long long>(counts.long_mutes),
        absl::ToDoubleHours(counts.time) / 24);
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
