// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What the calls of one stream returned, as their caller counts it, to compare
// with the engine's own statistics.
//
// Thread-safety: none.

#ifndef SEALFRAME_TESTS_SOAK_CALL_COUNTS_H_
#define SEALFRAME_TESTS_SOAK_CALL_COUNTS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/stream_stats.h"

namespace sealframe {

class CallCounts {
 public:
  // Add counts a call of `Seal` or `Open` with `in_size` bytes.
  void Add(const FrameResult& result, size_t in_size);

  // AddHeld counts a call of `OpenHeld`.
  void AddHeld(const FrameResult& result);

  // of returns how many calls returned `status`.
  uint64_t of(FrameStatus status) const {
    return by_status_[static_cast<size_t>(status)];
  }

  // Differences returns, in words, each entry of `stats` that differs from
  // these counts. `held` frames still wait. Held frames that expire are in the
  // statistics only: they must be those that were held and did not come out.
  std::string Differences(const StreamStats& stats, size_t held) const;

 private:
  void Count(const FrameResult& result);

  uint64_t frames_in_ = 0;
  uint64_t bytes_in_ = 0;
  uint64_t frames_out_ = 0;
  uint64_t bytes_out_ = 0;
  uint64_t left_hold_ = 0;  // Frames that `OpenHeld` removed.
  std::array<uint64_t, kFrameStatusCount> by_status_ = {};
};

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_SOAK_CALL_COUNTS_H_
