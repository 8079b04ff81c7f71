// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The parts of an IV that replay windows depend on, by the layout of the
// format's IVs.
//
// Thread-safety: pure functions. They never allocate.

#ifndef SEALFRAME_KEYRING_IV_IV_FRAME_H_
#define SEALFRAME_KEYRING_IV_IV_FRAME_H_

#include <cstddef>
#include <cstdint>

#include "absl/time/time.h"
#include "sealframe/crypto/big_endian.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/clock.h"

namespace sealframe {

// IvLayout is how a format's IVs are made.
enum class IvLayout : uint8_t {
  kSsrcTimestampWord,  // 4 bytes each. Timestamps wrap.
  kPrefixCounter,      // 8 bytes and 4. Counters start at 1 and never wrap.
};

// IvRule is the replay rule of a format that sends whole IVs.
struct IvRule {
  IvLayout layout = IvLayout::kSsrcTimestampWord;
  // The frames that a window remembers exactly, a power of two. Those of an
  // SSRC: some seconds, far more than a jitter buffer would still play.
  size_t log_size = 128;
};

// IvFrame identifies a frame. Frames of one key and one SSRC or prefix form a
// lane.
struct IvFrame {
  uint64_t lane = 0;  // A hash, never below 4.
  uint32_t position = 0;
  uint32_t mark = 0;  // `kIvMarkBits` bits.
};

inline constexpr unsigned kIvMarkBits = 28;

// MixBits returns a number that depends on all bits of `value`, by a bijection
// (the last steps of MurmurHash3).
inline uint64_t MixBits(uint64_t value) {
  value = (value ^ value >> 33) * 0xff51afd7ed558ccd;
  value = (value ^ value >> 33) * 0xc4ceb9fe1a85ec53;
  return value ^ value >> 33;
}

// IvFrameOf returns the frame with `iv` and the key of this `OpeningKey::id`.
// With an SSRC, the mark is the low bits of the word. If the sender counts,
// they differ for all frames of one timestamp.
inline IvFrame IvFrameOf(IvLayout layout, uint64_t key, const Nonce& iv) {
  const uint64_t front = LoadBigEndian64(iv.data());
  const uint32_t last = LoadBigEndian32(iv.data() + 8);
  IvFrame frame;
  if (layout == IvLayout::kSsrcTimestampWord) {
    frame = {.lane = front >> 32,
             .position = static_cast<uint32_t>(front),
             .mark = last & ((uint32_t{1} << kIvMarkBits) - 1)};
  } else {
    frame = {.lane = front, .position = last};
  }
  // Keys are fingerprints, so two lanes hardly ever have one hash. The lowest
  // two bits are free for use as flags.
  frame.lane = frame.lane * 0x9e3779b97f4a7c15 ^ key * 0xd1342543de82ef95;
  frame.lane = (frame.lane & ~uint64_t{7}) | 4;
  return frame;
}

// IvTimeOf returns a time in seconds, which is never zero. Differences of later
// and earlier times are exact for 68 years.
inline uint32_t IvTimeOf(const Clock& clock) {
  return static_cast<uint32_t>(absl::ToUnixSeconds(clock.Now())) | 1;
}

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_IV_IV_FRAME_H_
