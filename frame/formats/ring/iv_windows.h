// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Replay windows over the IVs of one stream, for formats that send whole IVs
// (frame/formats/ring/iv_nonces.h).
//
// Such formats have no counter that only increases, but the RTP timestamp of
// each SSRC increases. So each pair of key and SSRC has a window, which
// remembers its newest IVs by timestamp. A remembered IV is refused, and so is
// one whose timestamp is neither the newest nor after all forgotten ones.
// Timestamps are compared as serial numbers, half of their range ahead and half
// behind.
//
// Everything that honest senders do is accepted: frames out of order by up to
// `kIvWindowSize`, several frames of one timestamp, many SSRCs, counters that
// wrap or restart. The exception is a sender that is silent for half the range
// of timestamps (6 hours at 90 kHz) and continues under the same key: its
// frames are refused as replays.
//
// Three kinds of frames can be replayed: one from before its timestamps wrapped
// (13 hours at 90 kHz); one of a key and SSRC whose window was evicted, after
// `kIvWindows` other pairs; and one of a sender with constant timestamps, after
// `kIvWindowSize` newer frames.
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

// The IVs remembered per key and SSRC: some seconds of frames, far more than a
// jitter buffer would still play.
inline constexpr size_t kIvWindowSize = 128;
// The pairs of key and SSRC: a ring of 16 keys with four SSRCs each.
inline constexpr size_t kIvWindows = 64;

class IvWindows {
 public:
  IvWindows();

  // Accepts returns whether `iv` was neither opened before with the key of this
  // `OpeningKey::id` nor is too old to check. It changes nothing.
  bool Accepts(uint64_t key, const Nonce& iv) const;

  // Commit records that `iv`, which `Accepts` accepted, was opened with `key`.
  // Call it only after the frame has authenticated.
  void Commit(uint64_t key, const Nonce& iv);

 private:
  // Iv holds the part of an IV that differs within its SSRC.
  struct Iv {
    uint32_t timestamp;
    uint32_t tail;
  };

  // A window is a ring of IVs, sorted by the distance of their timestamps from
  // the newest. IVs at a distance of `too_old` or more may have been forgotten.
  struct Window {
    uint64_t key = 0;
    uint32_t ssrc = 0;
    uint64_t used = 0;  // Number of its last use; 0 if free.
    uint32_t newest = 0;
    uint32_t too_old = 0;
    size_t first = 0;
    size_t count = 0;
  };

  using Ivs = std::array<Iv, kIvWindowSize>;

  static Iv& At(const Window& window, Ivs& ivs, size_t i);
  static void Advance(Window* window, Ivs& ivs, uint32_t by);
  static void Insert(Window* window, Ivs& ivs, Iv iv);
  // The index of the window of `key` and `ssrc`, or kIvWindows.
  size_t Find(uint64_t key, uint32_t ssrc) const;
  size_t Take(uint64_t key, uint32_t ssrc, uint32_t timestamp);

  std::array<Window, kIvWindows> windows_;
  // Not initialized, so that unused memory is never touched.
  const std::unique_ptr<Ivs[]> ivs_;
  uint64_t uses_ = 0;
  size_t last_ = 0;  // The window used last, which is usually used next.
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_IV_WINDOWS_H_
