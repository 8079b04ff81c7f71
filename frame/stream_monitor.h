// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What one stream's thread leaves for others to see: its statistics and the
// states it has been in. Writing costs a few plain stores a frame.
//
// Thread-safety: `Count`, `CountLate`, `Enter` and `RecordLatency` belong to
// the stream's thread, and never allocate, block or wait; the rest is for any
// thread.

#ifndef SEALFRAME_FRAME_STREAM_MONITOR_H_
#define SEALFRAME_FRAME_STREAM_MONITOR_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/frame/stream_stats.h"

namespace sealframe {

// The same state of the same stream is told at most once in this time.
inline constexpr absl::Duration kMinEventInterval = absl::Seconds(1);

class StreamMonitor {
 public:
  struct Identity {
    std::string participant = {};
    std::string track = {};
    MediaKind media = MediaKind::kVideo;
    Direction direction = Direction::kSend;
  };

  // StreamMonitor calls `wake` from the stream's thread when a state was
  // entered and there was nothing to take, but that the stream is new; it may
  // be empty.
  StreamMonitor(Identity identity, std::function<void()> wake);

  StreamMonitor(const StreamMonitor&) = delete;
  StreamMonitor& operator=(const StreamMonitor&) = delete;

  // Count counts a frame of `in_size` bytes and enters the state that its end
  // puts the stream in.
  void Count(const FrameResult& result, size_t in_size);

  // CountLate counts how a frame ended that `Count` saw held.
  void CountLate(const FrameResult& result);

  // Enter enters the state that `status` puts the stream in, if any. `kid` is
  // what a missing key is told with.
  void Enter(FrameStatus status, uint64_t kid);

  // RecordLatency counts one measured frame.
  void RecordLatency(uint64_t nanoseconds);

  // Stats returns a copy of the numbers.
  StreamStats Stats() const;

  // TellRatcheted adds that the participant's key went on to `kid`.
  void TellRatcheted(uint64_t kid);

  // TakeEvents appends what there is to tell at `now`, the newest state last.
  // Call it from one thread at a time.
  void TakeEvents(absl::Time now, std::vector<Event>* events);

  const Identity& identity() const { return identity_; }

 private:
  void CountEnd(const FrameResult& result);
  void Tell(StreamState state, absl::Time now, std::vector<Event>* events);

  const Identity identity_;
  const std::function<void()> wake_;

  // Written by the stream's thread alone.
  std::atomic<uint64_t> frames_in_{0};
  std::atomic<uint64_t> bytes_in_{0};
  std::atomic<uint64_t> frames_out_{0};
  std::atomic<uint64_t> bytes_out_{0};
  std::array<std::atomic<uint64_t>, kFrameStatusCount> by_status_ = {};
  std::array<std::atomic<uint64_t>, kLatencyBuckets> latency_ = {};
  std::atomic<StreamState> state_{StreamState::kNew};

  // Between the stream's thread and the one that tells.
  std::atomic<uint32_t> untold_;  // A bit for each state entered.
  std::atomic<uint64_t> missing_kid_{0};
  std::atomic<uint64_t> ratcheted_kid_{0};
  std::array<absl::Time, kStreamStateCount> last_told_;  // The teller's own.
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_STREAM_MONITOR_H_
