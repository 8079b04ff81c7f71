// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// For fuzzers: opens hostile frames with the keys of a call, and checks that
// they cost little, leave nothing behind, and do not disturb good frames.
//
// Thread-safety: none. Allocates.

#ifndef SEALFRAME_TESTS_FUZZ_HOSTILE_FRAME_H_
#define SEALFRAME_TESTS_FUZZ_HOSTILE_FRAME_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/testing/test_call.h"

namespace sealframe {

// The key with which tests/fuzz/make_frames.cc seals. The sender of a
// `LastingPair` uses key 0, so counters of the two never meet.
inline constexpr uint64_t kSeedKey = 1;

// LastingPair is a TestPair for any number of hostile frames. Its receiver also
// has the keys `others`. It begins anew before forged frames bring a key to its
// limit, from which on no frame would open.
class LastingPair {
 public:
  LastingPair(const TestEndOptions& options, std::vector<uint64_t> others);

  // Get returns the pair, which is valid until the next call.
  TestPair& Get();

 private:
  const TestEndOptions options_;
  const std::vector<uint64_t> others_;
  std::unique_ptr<TestPair> pair_;
};

struct HostileFrame {
  FrameInfo info = {};
  bool in_place = false;
  size_t lacking = 0;  // By how many bytes the output is too short.
  absl::Span<const uint8_t> bytes = {};
};

// OpenHostile opens `frame`. It checks that this costs at most `max_passes`
// cipher passes over its bytes, counted in the ciphers, and that the output is
// zero unless a frame comes out.
Opened OpenHostile(TestPair& pair, const HostileFrame& frame,
                   uint64_t max_passes);

// SealAndOpen checks that `frame` seals, and opens to the same bytes.
void SealAndOpen(TestPair& pair, const FrameInfo& info,
                 absl::Span<const uint8_t> frame);

// OpenGoodFrame checks that a frame of the sender opens, whatever the receiver
// had to open before.
void OpenGoodFrame(TestPair& pair);

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_FUZZ_HOSTILE_FRAME_H_
