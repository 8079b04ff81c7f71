// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A flood: a small call in one profile, with a relay that sends many hostile
// frames for each honest one, into the same receiving streams and into streams
// that nobody else uses. Keys may come to the receiver after their frames.
//
// Thread-safety: a function without shared state.

#ifndef SEALFRAME_TESTS_SOAK_FLOOD_H_
#define SEALFRAME_TESTS_SOAK_FLOOD_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/tests/soak/flood_stream.h"
#include "sealframe/tests/soak/hostile_sender.h"

namespace sealframe {

struct FloodOptions {
  uint64_t steps = 400;  // Each of 80 ms. Keys change in the first half.
  size_t rate = 100;     // Hostile frames for each honest one.
  CipherSuite suite = CipherSuite::kAes128GcmSha256_128;  // In SFrame.
  bool late_keys = false;
  std::optional<HostileKind> only = {};  // Else all kinds.
};

// FrameCosts is the time that frames of one kind took.
struct FrameCosts {
  uint64_t frames = 0;
  int64_t nanoseconds = 0;

  double PerFrame() const {
    return frames == 0
               ? 0
               : static_cast<double>(nanoseconds) / static_cast<double>(frames);
  }
};

// FloodReport says what happened. It is a fault if a hostile frame comes out,
// or if an honest one does not, unless it arrived before its key.
struct FloodReport {
  uint64_t sealed = 0;  // Honest frames.
  uint64_t opened = 0;
  std::vector<LateKey> late_keys;
  std::array<FrameCosts, kHostileKinds> hostile = {};
  FrameCosts honest;
  double seconds = 0;  // By the call's clock.
  size_t streams = 0;
  uint64_t polls = 0;
  uint64_t events = 0;
  uint64_t most_events = 0;  // In one poll.
  uint64_t wakes = 0;
  // How many bytes the heap grew in the last quarter of the steps.
  int64_t heap_growth = 0;
  std::vector<std::string> faults;  // In words: at most 20.

  // LateFrames returns the sum of `late_keys`.
  LateKey LateFrames() const;
  // HostileNanoseconds returns the time of all hostile frames but the largest,
  // each of which takes as long as thousands of others.
  int64_t HostileNanoseconds() const;
};

FloodReport RunFlood(const std::string& profile, const FloodOptions& options);

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_SOAK_FLOOD_H_
