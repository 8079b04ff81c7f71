// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The replay windows of GetStream's format: which frames a stream has opened,
// by IV prefix and counter.
//
// A sender draws a new prefix for each key it sets, so each prefix has a window
// of its own. Only the most recently used prefixes keep theirs. For a prefix
// that lost its window, the highest counter is remembered: the sender can
// return to that key, but older frames are refused.
//
// Replays get through only under a key that is still held, for a prefix that
// lost its window before `kClosedIvPrefixes` others did.
//
// Thread-safety: belongs to one thread. Only the constructor allocates.

#ifndef SEALFRAME_FRAME_FORMATS_GETSTREAM_IV_PREFIX_WINDOWS_H_
#define SEALFRAME_FRAME_FORMATS_GETSTREAM_IV_PREFIX_WINDOWS_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/replay_window.h"

namespace sealframe {

// The number of prefixes that have a window, and its size in counters.
inline constexpr size_t kIvPrefixWindows = 3;
inline constexpr size_t kIvPrefixWindowSize = 1024;

// The number of prefixes without a window whose highest counter is remembered.
inline constexpr size_t kClosedIvPrefixes = 61;

class IvPrefixWindows {
 public:
  // Accepts returns whether a frame with `iv` may be opened: it is neither
  // recorded nor older than the window. A counter of 0 is never used, and is
  // refused. Accepts changes nothing.
  bool Accepts(const Nonce& iv) const;

  // Commit records that a frame with `iv`, which `Accepts` accepted, was
  // opened. Call it only after the frame has authenticated.
  void Commit(const Nonce& iv);

 private:
  struct Window {
    uint64_t prefix = 0;
    uint64_t used = 0;     // The number of its last use. Zero if free.
    uint32_t closed = 0;   // Counters up to this one are refused.
    uint32_t highest = 0;  // The highest counter opened.
    ReplayWindow counters{kIvPrefixWindowSize};
  };

  struct ClosedPrefix {
    uint64_t prefix = 0;
    uint32_t highest = 0;
  };

  const Window* Find(uint64_t prefix) const;
  // FindOrOpen returns the window of `prefix`. If there is none, it reassigns
  // the least recently used one.
  Window& FindOrOpen(uint64_t prefix);
  void Close(const Window& window);
  size_t FindClosed(uint64_t prefix) const;
  // HighestOf returns the highest counter recorded for a prefix without a
  // window, or 0.
  uint32_t HighestOf(uint64_t prefix) const;

  std::array<Window, kIvPrefixWindows> windows_;
  std::array<ClosedPrefix, kClosedIvPrefixes> closed_ = {};
  size_t next_closed_ = 0;  // Index of the oldest entry, to be overwritten.
  uint64_t uses_ = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_GETSTREAM_IV_PREFIX_WINDOWS_H_
