// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Measures what a flood of hostile frames costs a receiver. `kUsage` has the
// arguments.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>

#include "absl/strings/str_cat.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/tests/soak/flood.h"
#include "sealframe/tests/soak/flood_stream.h"
#include "sealframe/tests/soak/hostile_sender.h"
#include "sealframe/tests/testing/command_line.h"

namespace sealframe {
namespace {

constexpr char kUsage[] =
    R"(usage: flood [STEPS]

Sends a receiver a hundred hostile frames for each honest one, in each profile,
and prints the time that frames take in nanoseconds.

  STEPS  of 80 ms of a call, from 100 to 1000000, by default 2000

By default it takes two to three minutes of processor time.
It exits with 1 if an honest frame whose key was there did not open, a hostile
one did, counts differ, or the hostile frames of a profile took more than 4 % of
a core. The last is judged from 400 steps on: the first frames take longer.
)";

// Keys come late from some 50 steps on.
constexpr uint64_t kMinSteps = 100;
constexpr uint64_t kMinStepsToJudgeCost = 400;

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

// PrintFaults returns how many faults there are.
size_t PrintFaults(const FloodReport& flood) {
  for (const std::string& fault : flood.faults) {
    std::printf("FAULT: %s\n", fault.c_str());
  }
  std::fflush(stdout);
  return flood.faults.size();
}

// JudgeCost prints a fault, and returns 1, if the hostile frames took too much.
size_t JudgeCost(const std::string& profile, const FloodReport& flood) {
  const bool is_cheap = ShareOfCore(flood) <= kMaxShareOfCore;
  if (!is_cheap) {
    std::printf(
        "FAULT: %s: the hostile frames took more than %.0f %% of a "
        "core\n",
        profile.c_str(), 100 * kMaxShareOfCore);
  }
  return is_cheap ? 0 : 1;
}

// MeasureCosts floods `profile` with keys that are never late.
size_t MeasureCosts(const std::string& profile, FloodOptions options) {
  const FloodReport flood = RunFlood(profile, options);
  options.rate = 0;
  Print(profile, RunFlood(profile, options), flood);
  const size_t faults = PrintFaults(flood);
  return options.steps < kMinStepsToJudgeCost
             ? faults
             : faults + JudgeCost(profile, flood);
}

// MeasureLateKeys prints what became of the frames that came before their key.
// `name` is what the flood consists of.
size_t MeasureLateKeys(const std::string& profile, const char* name,
                       FloodOptions options) {
  options.late_keys = true;
  const FloodReport flood = RunFlood(profile, options);
  const LateKey late = flood.LateFrames();
  std::printf("%-11s%-14s%9llu%9zu%9llu%9llu\n", profile.c_str(), name,
              static_cast<unsigned long long>(late.sealed), late.opened.size(),
              static_cast<unsigned long long>(late.lost),
              static_cast<unsigned long long>(late.refused));
  return PrintFaults(flood);
}

int Main(const CommandLine& arguments) {
  const uint64_t steps = arguments.Number({.index = 0,
                                           .name = "STEPS",
                                           .least = kMinSteps,
                                           .most = 1'000'000,
                                           .otherwise = 2000});
  const FloodOptions options = {.steps = steps};
  FloodOptions of_unknown_keys = options;
  of_unknown_keys.only = HostileKind::kUnknownKey;
  size_t faults = 0;
  PrintHead();
  for (const ProfileEntry& entry : Profiles()) {
    faults += MeasureCosts(std::string(entry.name), options);
  }
  std::printf("\n%-11s%-14s%9s%9s%9s%9s\n", "late keys", "hostile", "sealed",
              "opened", "lost", "refused");
  for (const ProfileEntry& entry : Profiles()) {
    const std::string profile(entry.name);
    faults += MeasureLateKeys(profile, "all kinds", options);
    faults += MeasureLateKeys(profile, "unknown keys", of_unknown_keys);
  }
  return Verdict(
      absl::StrCat(steps, " steps in ", Profiles().size(), " profiles",
                   steps < kMinStepsToJudgeCost ? ", cost not judged" : ""),
      faults);
}

}  // namespace
}  // namespace sealframe

int main(int argc, char** argv) {
  return sealframe::Main({argc, argv, sealframe::kUsage, 1});
}
