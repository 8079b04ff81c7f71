// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What an SFrame depacketizer did with the packets it was given.
//
// Thread-safety: plain values. They never allocate.

#ifndef SEALFRAME_FRAME_RTP_DEPACKETIZER_STATS_H_
#define SEALFRAME_FRAME_RTP_DEPACKETIZER_STATS_H_

#include <array>
#include <cstddef>
#include <cstdint>

namespace sealframe {

// DepacketizerDrop says why a packet never came out in a frame.
enum class DepacketizerDrop : uint8_t {
  kNoDescriptor,      // Empty payload, as of packets that are only padding.
  kTooLarge,          // Longer than `max_payload_size`.
  kSequenceJump,      // Too far from the newest, and not confirmed by a second.
  kLate,              // Behind the window.
  kDuplicate,         // Its sequence number had been seen.
  kMixedOrigin,       // In a run whose T bits differ.
  kMixedPayloadType,  // In a run whose payload types differ.
  kMixedTimestamp,    // In a run whose timestamps differ.
  kTimedOut,          // Its run was incomplete for too long.
  kWindowPassed,  // Its run was incomplete when newer packets took its place.
  kNotTaken,      // Its frame was complete, but not taken before that.
};

inline constexpr size_t kNumDepacketizerDrops =
    static_cast<size_t>(DepacketizerDrop::kNotTaken) + 1;

// DepacketizerStats counts from the start. Each packet received is in the end
// either delivered or dropped for one reason; until then it is held.
struct DepacketizerStats {
  uint64_t packets_received = 0;
  uint64_t packets_delivered = 0;
  uint64_t frames_delivered = 0;
  std::array<uint64_t, kNumDepacketizerDrops> packets_dropped = {};

  uint64_t dropped(DepacketizerDrop reason) const {
    return packets_dropped[static_cast<size_t>(reason)];
  }
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_RTP_DEPACKETIZER_STATS_H_
