// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Senders whose processes are killed, or whose machine loses power, again and
// again. Each life uses the keys and the folders of the last one. No counter of
// a key may be used in two frames, in all lives together.
//
// Thread-safety: for processes with one thread.

#ifndef SEALFRAME_TESTS_FAULTS_CRASHES_H_
#define SEALFRAME_TESTS_FAULTS_CRASHES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace sealframe {

// CrashProfiles returns the profiles that reserve counters.
std::vector<std::string> CrashProfiles();

struct Crashes {
  size_t crashes = 0;
  size_t first_frames = 0;  // Crashes before which frames had come out.
  uint64_t frames = 0;      // That came out, and were compared.
  uint64_t last_counter = 0;
  std::string fault;  // The first fault, which ends the lives.
};

// KillProcesses kills processes at random moments, two at a time. In each, two
// providers seal on threads of their own while a third thread changes keys. One
// provider reserves in a folder, the other through the application's callback.
Crashes KillProcesses(const std::string& profile, size_t kills, uint32_t seed);

// CutPower simulates power failures at random calls that change the folder. Of
// what was not synced then, any part is lost (keyring/testing/crash_model.h).
Crashes CutPower(const std::string& profile, size_t cuts, uint32_t seed);

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_FAULTS_CRASHES_H_
