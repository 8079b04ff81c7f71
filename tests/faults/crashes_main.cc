// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Kills processes and cuts their power:
//
//     crashes [TIMES [SEED]]
//
// By default 500 times each in each profile, with seed 1. It exits with 1 if a
// counter was used twice, or if anything else went wrong.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "sealframe/tests/faults/crashes.h"

namespace sealframe {
namespace {

bool Report(const std::string& profile, const char* what,
            const Crashes& crashes) {
  std::printf(
      "%s: %zu %s, %zu of them after frames: %llu frames, counters up to "
      "%llu, %s\n",
      profile.c_str(), crashes.crashes, what, crashes.first_frames,
      static_cast<unsigned long long>(crashes.frames),
      static_cast<unsigned long long>(crashes.last_counter),
      crashes.fault.empty() ? "none used twice" : crashes.fault.c_str());
  std::fflush(stdout);
  return crashes.fault.empty();
}

int Main(int argc, char** argv) {
  const int times = argc > 1 ? std::atoi(argv[1]) : 500;
  const int seed = argc > 2 ? std::atoi(argv[2]) : 1;
  if (times < 1) {
    std::fprintf(stderr, "usage: crashes [TIMES [SEED]]\n");
    return 2;
  }
  const auto count = static_cast<size_t>(times);
  bool right = true;
  for (const std::string& profile : CrashProfiles()) {
    right &= Report(profile, "kills",
                    KillProcesses(profile, count, static_cast<uint32_t>(seed)));
    right &= Report(profile, "power cuts",
                    CutPower(profile, count, static_cast<uint32_t>(seed)));
  }
  return right ? 0 : 1;
}

}  // namespace
}  // namespace sealframe

int main(int argc, char** argv) { return sealframe::Main(argc, argv); }
