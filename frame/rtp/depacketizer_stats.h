// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Packet and frame counts of an SFrame depacketizer.
//
// Thread-safety: plain values. They never allocate.

#ifndef SEALFRAME_FRAME_RTP_DEPACKETIZER_STATS_H_
#define SEALFRAME_FRAME_RTP_DEPACKETIZER_STATS_H_

#include <array>
#include <cstddef>
#include <cstdint>

namespace sealframe {

// DepacketizerDrop is the reason that a packet was dropped.
enum class DepacketizerDrop : uint8_t {
  kNoDescriptor,      // The payload was empty, as in padding-only packets.
  kTooLarge,          // The payload exceeded `max_payload_size`.
  kSequenceJump,      // Too far from the newest, and not confirmed by another.
  kLate,              // Older than the packet window.
  kDuplicate,         // Its sequence number was already received.
  kMixedOrigin,       // Its run had differing T bits.
  kMixedPayloadType,  // Its run had differing payload types.
  kMixedTimestamp,    // Its run had differing timestamps.
  kTimedOut,          // Its run was incomplete for too long.
  kWindowPassed,      // Newer packets replaced its incomplete run.
  kNotTaken,          // Newer packets replaced its frame before NextFrame.
};

inline constexpr size_t kNumDepacketizerDrops =
    static_cast<size_t>(DepacketizerDrop::kNotTaken) + 1;

// DepacketizerStats holds totals since construction. Each received packet is
// held until it is either delivered or dropped for exactly one reason.
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
