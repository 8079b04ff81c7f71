// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Measures what a flood of hostile frames costs a receiver:
//
//     flood [STEPS]
//
// By default: 2000 steps, which are 160 s of a call. It exits with 1 if an
// honest frame was lost whose key was there, a hostile one came out, or the
// hostile ones of a profile took more than 4 % of a core.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "sealframe/frame/formats/registry.h"
#include "sealframe/tests/soak/flood.h"
#include "sealframe/tests/soak/flood_stream.h"
#include "sealframe/tests/soak/hostile_sender.h"

namespace sealframe {
namespace {

constexpr double kMaxShareOfCore = 0.04;

double ShareOfCore(const FloodReport& flood) {
  return static_cast<double>(flood.HostileNanoseconds()) / flood.seconds / 1e9;
}

void PrintHead() {
  std::printf("%-11s%9s%9s", "profile", "quiet", "flooded");
  for (size_t i = 0; i < kHostileKinds; ++i) {
    std::printf(
        "%13s",
        std::string(HostileKindName(static_cast<HostileKind>(i))).c_str());
  }
  std::printf("%8s%8s\n", "ratio", "core");
}

// Print prints nanoseconds a frame, the time of all hostile frames for each
// unit of time of honest ones, and their share of a core.
void Print(const std::string& profile, const FloodReport& quiet,
           const FloodReport& flood) {
  std::printf("%-11s%9.0f%9.0f", profile.c_str(), quiet.honest.PerFrame(),
              flood.honest.PerFrame());
  for (const FrameCosts& costs : flood.hostile) {
    std::printf("%13.0f", costs.PerFrame());
  }
  std::printf("%8.0f%7.2f%%\n",
              static_cast<double>(flood.HostileNanoseconds()) /
                  static_cast<double>(flood.honest.nanoseconds),
              100 * ShareOfCore(flood));
}

// Judge prints what is wrong, and returns whether nothing is.
bool Judge(const FloodReport& flood) {
  for (const std::string& fault : flood.faults) {
    std::printf("FAULT: %s\n", fault.c_str());
  }
  return flood.faults.empty();
}

bool JudgeCost(const std::string& profile, const FloodReport& flood) {
  const bool is_cheap = ShareOfCore(flood) <= kMaxShareOfCore;
  if (!is_cheap) {
    std::printf(
        "FAULT: %s: the hostile frames took more than %.0f %% of a "
        "core\n",
        profile.c_str(), 100 * kMaxShareOfCore);
  }
  std::fflush(stdout);
  return is_cheap;
}

// MeasureCosts floods `profile` with keys that are never late.
bool MeasureCosts(const std::string& profile, FloodOptions options) {
  const FloodReport flood = RunFlood(profile, options);
  options.rate = 0;
  Print(profile, RunFlood(profile, options), flood);
  const bool is_right = Judge(flood);
  return JudgeCost(profile, flood) && is_right;
}

// MeasureLateKeys prints what became of the frames that came before their key,
// in a flood of `name`.
bool MeasureLateKeys(const std::string& profile, const char* name,
                     FloodOptions options) {
  options.late_keys = true;
  const FloodReport flood = RunFlood(profile, options);
  const LateKey late = flood.LateFrames();
  std::printf("%-11s%-14s%9llu%9zu%9llu%9llu\n", profile.c_str(), name,
              static_cast<unsigned long long>(late.sealed), late.opened.size(),
              static_cast<unsigned long long>(late.lost),
              static_cast<unsigned long long>(late.refused));
  return Judge(flood);
}

int Main(int argc, char** argv) {
  const int steps = argc > 1 ? std::atoi(argv[1]) : 2000;
  if (steps < 12) {
    std::fprintf(stderr, "usage: flood [STEPS], at least 12\n");
    return 2;
  }
  const FloodOptions options = {.steps = static_cast<uint64_t>(steps)};
  FloodOptions of_unknown_keys = options;
  of_unknown_keys.only = HostileKind::kUnknownKey;
  bool ok = true;
  PrintHead();
  for (const ProfileEntry& entry : Profiles()) {
    ok = MeasureCosts(std::string(entry.name), options) && ok;
  }
  std::printf("\n%-11s%-14s%9s%9s%9s%9s\n", "late keys", "hostile", "sealed",
              "opened", "lost", "refused");
  for (const ProfileEntry& entry : Profiles()) {
    const std::string profile(entry.name);
    ok = MeasureLateKeys(profile, "all kinds", options) && ok;
    ok = MeasureLateKeys(profile, "unknown keys", of_unknown_keys) && ok;
  }
  return ok ? 0 : 1;
}

}  // namespace
}  // namespace sealframe

int main(int argc, char** argv) { return sealframe::Main(argc, argv); }
