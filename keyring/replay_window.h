// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The replay window: which counters of one stream under one key have been
// opened (RFC 9605, Section 9.3). A bitmap over the newest counters, in the
// manner of RFC 6479: moving it clears whole words and shifts nothing.
//
// Looking (`Accepts`) and recording (`Commit`) are two calls, because a counter
// read from a header is only a claim until its frame has authenticated.
//
// Thread-safety: none; a window belongs to the thread that opens its stream.
// Allocates when constructed, never after.

#ifndef SEALFRAME_KEYRING_REPLAY_WINDOW_H_
#define SEALFRAME_KEYRING_REPLAY_WINDOW_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sealframe {

// The default size in counters. Reordering of this many frames of a sender is
// far over what a jitter buffer would still play.
inline constexpr size_t kDefaultReplayWindow = 1024;
inline constexpr size_t kMinReplayWindow = 64;
inline constexpr size_t kMaxReplayWindow = 1 << 16;

class ReplayWindow {
 public:
  // ReplayWindow makes a window that remembers at least the newest `size`
  // counters. `size` is brought into [kMinReplayWindow, kMaxReplayWindow] and
  // rounded up to a power of two.
  explicit ReplayWindow(size_t size = kDefaultReplayWindow);

  // Accepts returns whether `counter` is neither recorded nor older than the
  // window. It changes nothing.
  bool Accepts(uint64_t counter) const;

  // Commit records `counter`, whose frame has authenticated. A counter that
  // `Accepts` refuses is left as it is.
  void Commit(uint64_t counter);

  // Clear forgets everything, as if newly made.
  void Clear();

  // size returns how many counters are remembered.
  size_t size() const { return size_; }

 private:
  size_t WordOf(uint64_t counter) const;

  // Twice what `size_` needs, so that the words being cleared for new counters
  // are never ones that are still looked at.
  std::vector<uint64_t> words_;
  size_t size_;
  uint64_t newest_ = 0;
  bool empty_ = true;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_REPLAY_WINDOW_H_
