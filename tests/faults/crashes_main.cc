// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Kills processes and cuts their power. `kUsage` has the arguments.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>

#include "absl/strings/str_cat.h"
#include "sealframe/tests/faults/crashes.h"
#include "sealframe/tests/testing/command_line.h"

namespace sealframe {
namespace {

constexpr char kUsage[] =
    R"(usage: crashes [TIMES [SEED]]

Makes TIMES kills and as many power cuts of processes that seal, in each profile
that reserves counters.

  TIMES  from 20 to 1000000, by default 500. Processes are killed two at a time.
  SEED   of all random choices, from 0 to 4294967295, by default 1

By default it takes about a minute.
It exits with 1 if a counter was used twice, if no process sealed a frame, or if
anything else went wrong.
)";

void Report(const std::string& profile, const char* what,
            const Crashes& crashes) {
  std::printf(
      "%s: %zu %s, %zu of them after frames: %llu frames, counters up to "
      "%llu, %s\n",
      profile.c_str(), crashes.crashes, what, crashes.first_frames,
      static_cast<unsigned long long>(crashes.frames),
      static_cast<unsigned long long>(crashes.last_counter),
      crashes.fault.empty() ? "none used twice" : crashes.fault.c_str());
  std::fflush(stdout);
}

int Main(const CommandLine& arguments) {
  const size_t times = arguments.Number({.index = 0,
                                         .name = "TIMES",
                                         .least = 20,
                                         .most = 1'000'000,
                                         .otherwise = 500});
  const uint32_t seed = arguments.Seed(1);
  size_t kills = 0;
  size_t cuts = 0;
  uint64_t frames = 0;
  size_t faults = 0;
  const auto add = [&](const Crashes& crashes, size_t* count) {
    *count += crashes.crashes;
    frames += crashes.frames;
    faults += crashes.fault.empty() && crashes.frames > 0 ? 0 : 1;
  };
  for (const std::string& profile : CrashProfiles()) {
    const Crashes killed = KillProcesses(profile, times, seed);
    Report(profile, "kills", killed);
    add(killed, &kills);
    const Crashes cut = CutPower(profile, times, seed);
    Report(profile, "power cuts", cut);
    add(cut, &cuts);
  }
  return Verdict(absl::StrCat(kills, " kills, ", cuts, " power cuts, seed ",
                              seed, ", ", frames, " frames"),
                 faults);
}

}  // namespace
}  // namespace sealframe

int main(int argc, char** argv) {
  return sealframe::Main({argc, argv, sealframe::kUsage, 2});
}
