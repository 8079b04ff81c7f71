// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The replay window: the counters that a participant's streams have opened with
// one key (RFC 9605, Section 9.3). It is a bitmap over the newest counters, in
// blocks: moving it overwrites the oldest block and shifts nothing.
//
// `Accepts` and `Commit` are separate, because a counter read from a header is
// only a claim until its frame has authenticated.
//
// Thread-safety: may be used from several threads, without locks or waiting,
// except `Clear`. Only the first `Commit` may allocate, if no memory is spare
// (keyring/spare_arrays.h).

#ifndef SEALFRAME_KEYRING_REPLAY_WINDOW_H_
#define SEALFRAME_KEYRING_REPLAY_WINDOW_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include "sealframe/keyring/spare_arrays.h"

namespace sealframe {

// The default size, in counters. All streams of a sender count together: screen
// and camera with three layers and a microphone make 170 frames a second, which
// is 23 seconds. A window of this size takes 1 KiB.
inline constexpr size_t kDefaultReplayWindow = 4000;
inline constexpr size_t kMinReplayWindow = 64;
inline constexpr size_t kMaxReplayWindow = 1 << 16;  // Takes 32 KiB.

// ReplaySlots is the memory of windows, which have none before they record a
// counter. NewReplaySlots returns that of windows of `size` counters, which is
// clamped to [kMinReplayWindow, kMaxReplayWindow].
using ReplaySlots = SpareArrays<std::atomic<uint64_t>>;
std::shared_ptr<ReplaySlots> NewReplaySlots(size_t size);

class ReplayWindow {
 public:
  // ReplayWindow remembers at least as many of the newest counters as `memory`
  // is for, or `size`.
  explicit ReplayWindow(std::shared_ptr<ReplaySlots> memory);
  explicit ReplayWindow(size_t size = kDefaultReplayWindow)
      : ReplayWindow(NewReplaySlots(size)) {}

  // Accepts returns whether `counter` is neither recorded nor older than the
  // window. It changes nothing.
  bool Accepts(uint64_t counter) const;

  // Commit records `counter`, whose frame has authenticated. It returns false
  // if `Accepts` refuses it by now: of several calls with one counter, on any
  // threads, at most one returns true.
  [[nodiscard]] bool Commit(uint64_t counter);

  // empty returns whether no counter is recorded.
  bool empty() const;

  // Clear removes all counters. No other thread may use the window meanwhile.
  void Clear();

  // size returns how many of the newest counters the window remembers.
  size_t size() const;

 private:
  // Place is where a counter is recorded.
  struct Place {
    uint64_t block;
    size_t slot;
    uint64_t tag;  // The slot's upper half while it holds `block`.
    uint64_t bit;  // The counter's, in its lower half.
  };

  size_t SlotCount() const { return size_t{1} << slot_bits_; }
  Place PlaceOf(uint64_t counter) const;
  // TryCommit is one attempt of `Commit`, for the counter of `place`, whose
  // slot held `*seen`. If another thread has changed the slot since, it returns
  // nullopt and stores the slot's content in `*seen`.
  std::optional<bool> TryCommit(const Place& place, std::atomic<uint64_t>* slot,
                                uint64_t* seen);
  bool IsTooOld(const Place& place, uint64_t newest) const;
  void Advance(uint64_t block, uint64_t newest);

  friend class ReplayWindowTestPeer;

  // Each slot holds the counters of one block; replay_window.cc describes how.
  LateArray<std::atomic<uint64_t>> slots_;
  const int slot_bits_;  // The number of slots is 2 to this power.
  std::atomic<uint64_t> newest_block_{0};
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_REPLAY_WINDOW_H_
