// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What goes into an SFrame depacketizer and comes out of it.
//
// Thread-safety: plain values. They never allocate.

#ifndef SEALFRAME_FRAME_RTP_DEPACKETIZER_TYPES_H_
#define SEALFRAME_FRAME_RTP_DEPACKETIZER_TYPES_H_

#include <cstddef>
#include <cstdint>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "sealframe/frame/rtp/payload_descriptor.h"

namespace sealframe {

// The most packets a depacketizer holds: a frame of 16 MiB in payloads of 1200
// bytes, and few enough that 16-bit sequence numbers tell new from old.
inline constexpr size_t kMaxDepacketizerPackets = 16384;
// The longest payload of RTP over UDP.
inline constexpr size_t kMaxRtpPayloadSize = 65535 - 8 - 12;
// A sequence number further than this from the newest, if that is beyond the
// window, counts only if the next such packet follows on it: then the sender
// has started anew, and one stray packet cannot move the window so far.
inline constexpr int kMaxSequenceJump = 3000;

struct DepacketizerOptions {
  // Brought to 1 or `kMaxDepacketizerPackets` if outside.
  size_t max_packets = 512;
  // Descriptor byte included. Brought to 1 or `kMaxRtpPayloadSize` if outside.
  // The object holds about `max_packets * max_payload_size` bytes of memory.
  size_t max_payload_size = 1500;
  // A packet held for so long without its frame becoming whole is dropped,
  // with those it is joined to, when the next packet comes. The default has
  // room for a few retransmissions.
  absl::Duration timeout = absl::Seconds(1);
};

// SFrameRtpPacket is what a depacketizer needs of an RTP packet.
struct SFrameRtpPacket {
  uint16_t sequence_number = 0;
  uint32_t timestamp = 0;
  uint8_t payload_type = 0;
  bool marker = false;
  absl::Span<const uint8_t> payload;  // Padding removed.
};

enum class InsertResult : uint8_t { kHeld, kFrameReady, kDropped };

enum class NextFrameResult : uint8_t { kFrame, kNoFrame, kBufferTooSmall };

// DepacketizedFrame is a ciphertext's size and what its packets' headers say.
struct DepacketizedFrame {
  NextFrameResult result = NextFrameResult::kNoFrame;  // All else zero if not
  size_t size = 0;                                     // `kFrame`.
  uint32_t timestamp = 0;
  uint8_t payload_type = 0;
  bool marker = false;  // That of the last packet.
  PayloadOrigin origin = PayloadOrigin::kRaw;
  // Sequence numbers extended to 64 bits, which never wrap.
  uint64_t first_sequence = 0;
  uint64_t last_sequence = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_RTP_DEPACKETIZER_TYPES_H_
