// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The replay windows of formats whose frames carry their IV whole
// (frame/formats/ring/iv_nonces.h): which IVs of one stream have been opened.
//
// Such formats have no counter that only goes up. What goes up is the RTP
// timestamp, for each SSRC: so a window belongs to a key and an SSRC of its
// IVs. It remembers the newest IVs by timestamp. One that is remembered is
// refused, and so is one whose timestamp is neither the newest nor after all
// that have been forgotten. Timestamps are compared as serial numbers, half of
// their range ahead and half behind.
//
// Whatever a sender may do is accepted: frames out of order by up to
// `kIvWindowSize`, several of one timestamp, many SSRCs, counters that wrap or
// start again. Only a sender that is silent for half the range of timestamps (6
// hours at 90 kHz) and goes on under the same key is taken for a replay.
//
// What can be replayed: a frame from before its timestamps have come round (13
// hours at 90 kHz); once `kIvWindows` others have been heard since, a frame of
// a key and SSRC whose window made room; and, of a sender whose timestamps
// stand still, a frame of more than `kIvWindowSize` before.
//
// Thread-safety: belongs to one thread. Only the constructor allocates.

#ifndef SEALFRAME_FRAME_FORMATS_RING_IV_WINDOWS_H_
#define SEALFRAME_FRAME_FORMATS_RING_IV_WINDOWS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "sealframe/crypto/nonce.h"

namespace sealframe {

// How many IVs of a key and SSRC are remembered: some seconds of frames, far
// over what a jitter buffer would still play.
inline constexpr size_t kIvWindowSize = 128;
// How many pairs of key and SSRC: a ring of 16 keys with four SSRCs each.
inline constexpr size_t kIvWindows = 64;

class IvWindows {
 public:
  IvWindows();

  // Accepts returns whether `iv` may be opened with the key that `OpeningKey`'s
  // id names: whether it is neither opened already nor too old to tell. It
  // changes nothing.
  bool Accepts(uint64_t key, const Nonce& iv) const;

  // Commit records that `iv`, which `Accepts` accepted, was opened with `key`.
  // Call it only once the frame has authenticated.
  void Commit(uint64_t key, const Nonce& iv);

 private:
  // Iv is what of an IV tells it from others of its SSRC.
  struct Iv {
    uint32_t timestamp;
    uint32_t tail;
  };

  // A window is a ring of IVs, sorted by how far their timestamps are behind
  // the newest. What is `too_old` behind it has been forgotten, or may have
  // been.
  struct Window {
    uint64_t key = 0;
    uint32_t ssrc = 0;
    uint64_t used = 0;  // When: windows are numbered as they are used. 0: free.
    uint32_t newest = 0;
    uint32_t too_old = 0;
    size_t first = 0;
    size_t count = 0;
  };

  using Ivs = std::array<Iv, kIvWindowSize>;

  static Iv& At(const Window& window, Ivs& ivs, size_t i);
  static void Advance(Window* window, Ivs& ivs, uint32_t by);
  static void Insert(Window* window, Ivs& ivs, Iv iv);
  // The place of the window of `key` and `ssrc`, or kIvWindows.
  size_t Find(uint64_t key, uint32_t ssrc) const;
  size_t Take(uint64_t key, uint32_t ssrc, uint32_t timestamp);

  std::array<Window, kIvWindows> windows_;
  // Not initialised: memory that is never used is never touched.
  const std::unique_ptr<Ivs[]> ivs_;
  uint64_t uses_ = 0;
  size_t last_ = 0;  // The window used last: mostly the next one, too.
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_IV_WINDOWS_H_
