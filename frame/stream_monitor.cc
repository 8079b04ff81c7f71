// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/stream_monitor.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/numeric/bits.h"
#include "absl/time/time.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/stall_detector.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/frame/stream_stats.h"
#include "sealframe/keyring/due_list.h"

namespace sealframe {
namespace {

// Add adds to a number that only the calling thread writes: the addition need
// not be atomic, only the store, for readers.
template <typename T>
void Add(std::atomic<T>* number, T more) {
  number->store(number->load(std::memory_order_relaxed) + more,
                std::memory_order_relaxed);
}

// Call lets no exception pass through the frame path: it would leave a frame
// that was counted as out without its result.
void Call(const std::function<void()>& wake) noexcept { wake(); }

uint32_t BitOf(StreamState state) {
  return uint32_t{1} << static_cast<unsigned>(state);
}

}  // namespace

StreamMonitor::StreamMonitor(Identity identity,
                             const std::function<void()>* wake,
                             std::weak_ptr<DueList<StreamMonitor>> list)
    : Item(std::move(list)), identity_(std::move(identity)), wake_(wake) {}

void StreamMonitor::Count(const FrameResult& result, size_t in_size) {
  Add<uint64_t>(&frames_in_, 1);
  Add<uint64_t>(&bytes_in_, in_size);
  if (in_size == 0 && result.status == FrameStatus::kPassedThrough) {
    Add<uint64_t>(&empty_frames_, 1);
  }
  CountOutcome(result);
  if (!CameOut(result.status)) {
    KidOf(StreamState::kStalled).store(result.kid, std::memory_order_relaxed);
    MarkDue();
  }
}

void StreamMonitor::CountOutcome(const FrameResult& result) {
  Add<uint64_t>(&by_status_[static_cast<size_t>(result.status)], 1);
  if (CameOut(result.status)) {
    Add<uint64_t>(&bytes_out_, result.size);
  }
  // Nearly all frames end here: they come out, as the one before did.
  if (result.status != FrameStatus::kOk ||
      state_.load(std::memory_order_relaxed) != StreamState::kOk) {
    Enter(result.status, result.kid);
  }
}

void StreamMonitor::Enter(FrameStatus status, uint64_t kid) {
  const std::optional<StreamState> state =
      StateAfter(status, identity_.direction);
  if (!state.has_value()) {
    return;
  }
  // Another missing key is reported again.
  const bool same_kid = *state != StreamState::kMissingKey ||
                        KidOf(*state).load(std::memory_order_relaxed) == kid;
  if (*state == state_.load(std::memory_order_relaxed) && same_kid) {
    return;
  }
  KidOf(*state).store(kid, std::memory_order_relaxed);
  state_.store(*state, std::memory_order_relaxed);
  const uint32_t before =
      unreported_.fetch_or(BitOf(*state), std::memory_order_release);
  MarkDue();
  if (before == 0 && wake_ != nullptr && *wake_) {
    Call(*wake_);
  }
}

void StreamMonitor::RecordLatency(uint64_t nanoseconds) {
  const auto bucket = static_cast<size_t>(absl::bit_width(nanoseconds | 1) - 1);
  Add<uint32_t>(&latency_[std::min(bucket, kLatencyBuckets - 1)], 1);
}

StreamStats StreamMonitor::Stats() const {
  const auto read = [](const auto& number) {
    return number.load(std::memory_order_relaxed);
  };
  StreamStats stats;
  stats.frames_in = read(frames_in_);
  stats.bytes_in = read(bytes_in_);
  stats.bytes_out = read(bytes_out_);
  stats.empty_frames = read(empty_frames_);
  for (size_t i = 0; i < kFrameStatusCount; ++i) {
    stats.frames_by_status[i] = read(by_status_[i]);
    if (CameOut(static_cast<FrameStatus>(i))) {
      stats.frames_out += stats.frames_by_status[i];
    }
  }
  std::transform(latency_.begin(), latency_.end(), stats.latency.begin(), read);
  return stats;
}

void StreamMonitor::AddRatcheted(uint64_t kid) {
  KidOf(StreamState::kKeyRatcheted).store(kid, std::memory_order_relaxed);
  unreported_.fetch_or(BitOf(StreamState::kKeyRatcheted),
                       std::memory_order_release);
  MarkDueByCall();
}

bool StreamMonitor::Watch(absl::Time last) {
  if (is_watched_) {
    return false;
  }
  is_watched_ = true;
  stall_detector_.Resume(last);
  return true;
}

// A stall ends with kOk even if no frame has changed the state, as when all
// were replayed. A state that is too soon to repeat is reported later only
// while it is the newest: an application believes the last event it got.
bool StreamMonitor::TakeEvents(absl::Time now, std::vector<Event>* events) {
  uint32_t unreported = unreported_.exchange(0, std::memory_order_acquire);
  const StallDetector::Change change = stall_detector_.Update(now, Stats());
  std::erase_if(reported_, [now](const auto& reported) {
    // If the clock has gone back, the time of the last report means nothing.
    return now < reported.second || now - reported.second >= kMinEventInterval;
  });
  if (change == StallDetector::Change::kFlowing) {
    unreported |= BitOf(StreamState::kOk);
    std::erase_if(reported_, [](const auto& reported) {
      return reported.first == StreamState::kOk;
    });
  }
  const StreamState newest = state_.load(std::memory_order_relaxed);
  uint32_t too_soon = 0;
  const auto take = [&](StreamState state) {
    if ((unreported & BitOf(state)) == 0) {
      return;
    }
    if (WasReported(state)) {
      too_soon |= BitOf(state);
      return;
    }
    Report(state, now, events);
  };
  for (size_t i = 0; i < kStreamStateCount; ++i) {
    if (const auto state = static_cast<StreamState>(i); state != newest) {
      take(state);
    }
  }
  take(newest);
  if (change == StallDetector::Change::kStalled) {
    Report(StreamState::kStalled, now, events);
  }
  const uint32_t kept =
      too_soon & (BitOf(newest) | BitOf(StreamState::kKeyRatcheted));
  unreported_.fetch_or(kept, std::memory_order_relaxed);
  is_watched_ = kept != 0 || stall_detector_.must_update();
  return is_watched_;
}

bool StreamMonitor::WasReported(StreamState state) const {
  return std::any_of(
      reported_.begin(), reported_.end(),
      [state](const auto& reported) { return reported.first == state; });
}

void StreamMonitor::Report(StreamState state, absl::Time now,
                           std::vector<Event>* events) {
  reported_.emplace_back(state, now);
  Event event = {.kind = EventKind::kStreamState,
                 .participant = identity_.participant,
                 .kid = KidOf(state).load(std::memory_order_relaxed),
                 .track = identity_.track,
                 .media = identity_.media,
                 .direction = identity_.direction,
                 .state = state};
  if (state == StreamState::kStalled) {
    event.reason = stall_detector_.reason();
  }
  events->push_back(std::move(event));
}

}  // namespace sealframe
