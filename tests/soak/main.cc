// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Soaks the engine for some minutes, and prints what happened. `kUsage` has the
// arguments.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "sealframe/tests/soak/soak.h"
#include "sealframe/tests/testing/command_line.h"

namespace sealframe {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr char kUsage[] =
    R"(usage: soak [MINUTES [PARTICIPANTS [SEED]]]

Runs a call in each profile over a bad network, all at once, and counts which
frames open.

  MINUTES       from 1 to 100000, by default 1
  PARTICIPANTS  of all calls together, from 6 to 1500, by default 200
  SEED          of all random choices, from 0 to 4294967295, by default 1

While it runs, it prints the memory in use up to ten times, and at the end a line
for each profile.
It exits with 1 if a frame that should open did not, one that should not did,
counts differ, or memory grew too much.
)";

// Each of the six calls needs a participant. Of a call with more than 256, more
// than 256 may have left at a time, and the engine then forgets the replay
// windows of some (docs/limits.md).
constexpr uint64_t kMinParticipants = 6;
constexpr uint64_t kMaxParticipants = 1500;

// The most times that the memory is printed.
constexpr int kProgressLines = 10;

// The most that a receiver comes to remember of a person in the second half of
// the time, on average: 64 windows (docs/limits.md), if they are not taken
// before. There are two people for each place.
constexpr int64_t kMaxGrowthOfPerson = 80 << 10;

void PrintRooms(const SoakReport& report) {
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
}

// Progress prints the memory in use each time that a part of the time is over.
class Progress {
 public:
  explicit Progress(std::chrono::minutes time)
      : part_(std::chrono::nanoseconds(time) / kProgressLines) {}

  // IsOver returns whether all of the time is over.
  bool IsOver(const SoakReport& report) {
    const auto now = SteadyClock::now();
    if (now >= start_ + part_ * (parts_ + 1)) {
      parts_ = (now - start_) / part_;
      PrintMemory(report);
    }
    return parts_ >= kProgressLines;
  }

  double Seconds() const {
    return std::chrono::duration<double>(SteadyClock::now() - start_).count();
  }

 private:
  void PrintMemory(const SoakReport& report) const {
    std::printf("%.0f s", Seconds());
    if (!report.memory.empty()) {
      const MemorySample& last = report.memory.back();
      std::printf(": after %llu steps and %llu keys, %.1f MB in use",
                  static_cast<unsigned long long>(last.steps),
                  static_cast<unsigned long long>(last.keys),
                  static_cast<double>(last.bytes) / 1e6);
    }
    std::printf("\n");
    std::fflush(stdout);
  }

  const SteadyClock::time_point start_ = SteadyClock::now();
  const SteadyClock::duration part_;
  int64_t parts_ = 0;
};

// MemoryGrew returns whether the heap grew too much, and prints a fault if so.
bool MemoryGrew(const SoakReport& report, uint64_t participants) {
  const int64_t growth = GrewBy(report);
  const int64_t max_growth =
      2 * static_cast<int64_t>(participants) * kMaxGrowthOfPerson;
  if (growth > max_growth) {
    std::printf("FAULT: the heap grew by %lld bytes\n",
                static_cast<long long>(growth));
  }
  return growth > max_growth;
}

int Main(const CommandLine& arguments) {
  const uint64_t minutes = arguments.Number({.index = 0,
                                             .name = "MINUTES",
                                             .least = 1,
                                             .most = 100'000,
                                             .otherwise = 1});
  const uint64_t participants = arguments.Number({.index = 1,
                                                  .name = "PARTICIPANTS",
                                                  .least = kMinParticipants,
                                                  .most = kMaxParticipants,
                                                  .otherwise = 200});
  const uint32_t seed = arguments.Seed(2);
  Progress progress{std::chrono::minutes(minutes)};
  const SoakReport report = RunSoak(
      participants, std::numeric_limits<uint64_t>::max(), seed,
      [&](const SoakReport& so_far) { return progress.IsOver(so_far); });
  PrintRooms(report);
  for (const std::string& fault : report.faults) {
    std::printf("FAULT: %s\n", fault.c_str());
  }
  const bool is_memory_judged = report.memory.size() >= 2;
  const bool has_grown = is_memory_judged && MemoryGrew(report, participants);
  RoomCounts all;
  for (const RoomCounts& counts : report.rooms) {
    all.Add(counts);
  }
  return Verdict(
      absl::StrCat(static_cast<uint64_t>(progress.Seconds()), " s, ",
                   participants, " participants, seed ", seed, ", ", all.sealed,
                   " frames sealed, ", all.opened, " opened",
                   is_memory_judged ? "" : ", memory not judged"),
      report.faults.size() + (has_grown ? 1 : 0));
}

}  // namespace
}  // namespace sealframe

int main(int argc, char** argv) {
  return sealframe::Main({argc, argv, sealframe::kUsage, 3});
}
