// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Passes statistics and states from a stream's thread to other threads, at a
// few plain stores a frame. A frame that enters a state or does not come out
// puts the monitor into its session's list of those to look at.
//
// Thread-safety: `Count`, `CountOutcome`, `Enter` and `RecordLatency` belong to
// the stream's thread and never allocate, block or wait; any thread may call
// the others.

#ifndef SEALFRAME_FRAME_STREAM_MONITOR_H_
#define SEALFRAME_FRAME_STREAM_MONITOR_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "sealframe/crypto/prefetch.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/stall_detector.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/frame/stream_stats.h"
#include "sealframe/keyring/due_list.h"

namespace sealframe {

// A stream reports the same state at most once in this time.
inline constexpr absl::Duration kMinEventInterval = absl::Seconds(1);

class StreamMonitor : public DueList<StreamMonitor>::Item {
 public:
  struct Identity {
    std::string participant = {};
    std::string track = {};
    MediaKind media = MediaKind::kVideo;
    Direction direction = Direction::kSend;
  };

  // StreamMonitor calls `*wake` from the stream's thread when it has its first
  // event to take, unless `wake` is null or the function empty. The function
  // outlives the monitor. A stall is not noticed in that thread.
  StreamMonitor(Identity identity, const std::function<void()>* wake,
                std::weak_ptr<DueList<StreamMonitor>> list = {});

  // Count counts a frame of `in_size` bytes and enters the state that follows
  // from its result. CountOutcome does so for one that was counted as held.
  void Count(const FrameResult& result, size_t in_size);
  void CountOutcome(const FrameResult& result);

  // Enter enters the state that follows from `status`, if any, of a frame with
  // key id `kid`.
  void Enter(FrameStatus status, uint64_t kid);

  // RecordLatency counts one measured frame.
  void RecordLatency(uint64_t nanoseconds);
  // Prefetch fetches the 40 bytes that `Count` mostly uses into the caches.
  void Prefetch() const { sealframe::Prefetch(&state_, 40); }

  // Stats returns a copy of the statistics, and frames_in one of them.
  StreamStats Stats() const;
  uint64_t frames_in() const {
    return frames_in_.load(std::memory_order_relaxed);
  }

  // AddRatcheted adds the event that the participant's key advanced to `kid`.
  void AddRatcheted(uint64_t kid);

  // Watch begins to watch the stream, which was taken from the list; the poll
  // before was at `last`. It returns false if the stream is watched already.
  bool Watch(absl::Time last);

  // TakeEvents appends the events due at `now`, the newest state last. A state
  // entered again within kMinEventInterval of its last event waits until then,
  // and is reported if the stream is still in it. A stalled stream
  // (frame/stall_detector.h) is reported once, until kOk ends that. It returns
  // whether the next poll must call it. Call both from one thread at a time.
  bool TakeEvents(absl::Time now, std::vector<Event>* events);

  const Identity& identity() const { return identity_; }

 private:
  std::atomic<uint64_t>& KidOf(StreamState state) {
    return kids_[static_cast<size_t>(state)];
  }
  bool WasReported(StreamState state) const;
  void Report(StreamState state, absl::Time now, std::vector<Event>* events);

  const Identity identity_;
  // Written by the stream's thread. Frames that come out touch the first few.
  std::atomic<StreamState> state_{StreamState::kNew};
  std::atomic<uint64_t> frames_in_{0};
  std::atomic<uint64_t> bytes_in_{0};
  std::atomic<uint64_t> bytes_out_{0};
  std::array<std::atomic<uint64_t>, kFrameStatusCount> by_status_ = {};
  std::atomic<uint64_t> empty_frames_{0};
  std::array<std::atomic<uint32_t>, kLatencyBuckets> latency_ = {};  // Sampled.
  // Shared by the stream's thread and the one that takes events.
  std::atomic<uint32_t> unreported_{0};  // A bit for each state entered.
  // The key id of the frame that entered each state, of the last frame that did
  // not come out for kStalled, and of the new step for kKeyRatcheted.
  std::array<std::atomic<uint64_t>, kStreamStateCount> kids_ = {};
  // Used by the thread that takes events only. Reported in kMinEventInterval:
  std::vector<std::pair<StreamState, absl::Time>> reported_;
  StallDetector stall_detector_;
  const std::function<void()>* const wake_;
  bool is_watched_ = false;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_STREAM_MONITOR_H_
