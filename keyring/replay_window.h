// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The replay window: the counters that one stream has opened with one key (RFC
// 9605, Section 9.3). It is a bitmap over the newest counters, as in RFC 6479:
// moving it clears whole words and shifts nothing.
//
// `Accepts` and `Commit` are separate, because a counter read from a header is
// only a claim until its frame has authenticated.
//
// Thread-safety: none; a window belongs to the thread that opens its stream.
// Allocates when constructed, never after.

#ifndef SEALFRAME_KEYRING_REPLAY_WINDOW_H_
#define SEALFRAME_KEYRING_REPLAY_WINDOW_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sealframe {

// The default size, in counters. No jitter buffer plays a frame that is this
// late.
inline constexpr size_t kDefaultReplayWindow = 1024;
inline constexpr size_t kMinReplayWindow = 64;
inline constexpr size_t kMaxReplayWindow = 1 << 16;

class ReplayWindow {
 public:
  // ReplayWindow remembers at least the newest `size` counters. `size` is
  // clamped to [kMinReplayWindow, kMaxReplayWindow] and rounded up to a power
  // of two.
  explicit ReplayWindow(size_t size = kDefaultReplayWindow);

  // Accepts returns whether `counter` is neither recorded nor older than the
  // window.
  bool Accepts(uint64_t counter) const;

  // Commit records `counter`, whose frame has authenticated. It ignores a
  // counter that `Accepts` refuses.
  void Commit(uint64_t counter);

  // Clear removes all counters.
  void Clear();

  // size returns how many counters the window remembers.
  size_t size() const { return size_; }

 private:
  size_t WordOf(uint64_t counter) const;

  // Twice the bits of `size_`, so that words cleared for new counters never
  // hold remembered ones.
  std::vector<uint64_t> words_;
  size_t size_;
  uint64_t newest_ = 0;
  bool empty_ = true;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_REPLAY_WINDOW_H_
