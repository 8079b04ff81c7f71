// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The replay windows of GetStream's format: which frames a stream has opened,
// by IV prefix and counter.
//
// A sender has a new prefix for each key it sets, so a window belongs to a
// prefix, and only the prefixes used last have one. A prefix that made room for
// another goes on where it stopped if its sender comes back to that key: frames
// at or below its highest counter are refused.
//
// What can be replayed: under a key that is still held, frames of a prefix that
// `kClosedIvPrefixes` others have followed out of their windows.
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

// How many prefixes have a window, and how many counters it remembers.
inline constexpr size_t kIvPrefixWindows = 3;
inline constexpr size_t kIvPrefixWindowSize = 1024;

// How many prefixes without a window are remembered by their highest counter.
inline constexpr size_t kClosedIvPrefixes = 61;

class IvPrefixWindows {
 public:
  // Accepts returns whether a frame with `iv` may be opened: whether it is
  // neither opened already nor too old to tell. A counter of 0, which no sender
  // uses, is refused. It changes nothing.
  bool Accepts(const Nonce& iv) const;

  // Commit records that a frame with `iv`, which `Accepts` accepted, was
  // opened. Call it only once the frame has authenticated.
  void Commit(const Nonce& iv);

 private:
  struct Window {
    uint64_t prefix = 0;
    uint64_t used = 0;     // When: uses are numbered. 0: free.
    uint32_t closed = 0;   // Counters up to this one are refused.
    uint32_t highest = 0;  // The highest counter opened.
    ReplayWindow counters{kIvPrefixWindowSize};
  };

  struct ClosedPrefix {
    uint64_t prefix = 0;
    uint32_t highest = 0;
  };

  const Window* Find(uint64_t prefix) const;
  // FindOrOpen returns the window of `prefix`, for which it closes the one that
  // has not been used for longest if there is none.
  Window& FindOrOpen(uint64_t prefix);
  // HighestOf returns the highest counter opened of a prefix without a window.
  uint32_t HighestOf(uint64_t prefix) const;

  std::array<Window, kIvPrefixWindows> windows_;
  std::array<ClosedPrefix, kClosedIvPrefixes> closed_ = {};
  size_t next_closed_ = 0;  // Where the next one is written, round and round.
  uint64_t uses_ = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_GETSTREAM_IV_PREFIX_WINDOWS_H_
