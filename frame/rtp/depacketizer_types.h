// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The inputs, outputs and options of an SFrame depacketizer.
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

// The most packets a depacketizer can hold: enough for a frame of 16 MiB in
// payloads of 1200 bytes, and few enough for 16-bit sequence numbers to
// distinguish new packets from old ones.
inline constexpr size_t kMaxDepacketizerPackets = 16384;
// The longest payload of RTP over UDP, in bytes.
inline constexpr size_t kMaxRtpPayloadSize = 65535 - 8 - 12;
// The largest jump in sequence number accepted from a single packet, unless
// `max_packets` is larger. A longer jump is accepted only once a second packet
// continues from it, which shows that the sender restarted. One stray packet
// therefore cannot move the packet window that far.
inline constexpr int kMaxSequenceJump = 3000;

struct DepacketizerOptions {
  // The size of the packet window, clamped to 1 to `kMaxDepacketizerPackets`.
  size_t max_packets = 512;
  // Includes the descriptor byte. Clamped to 1 to `kMaxRtpPayloadSize`. The
  // object uses about `max_packets * max_payload_size` bytes of memory.
  size_t max_payload_size = 1500;
  // How long an incomplete frame is kept. When a packet arrives, runs with a
  // packet this old are dropped. The default allows a few retransmissions.
  absl::Duration timeout = absl::Seconds(1);
};

// SFrameRtpPacket holds the parts of an RTP packet that a depacketizer reads.
struct SFrameRtpPacket {
  uint16_t sequence_number = 0;
  uint32_t timestamp = 0;
  uint8_t payload_type = 0;
  bool marker = false;
  absl::Span<const uint8_t> payload;  // Padding removed.
};

enum class InsertResult : uint8_t { kHeld, kFrameReady, kDropped };

enum class NextFrameResult : uint8_t { kFrame, kNoFrame, kBufferTooSmall };

// DepacketizedFrame describes a ciphertext and the headers of its packets. All
// fields but `result` are zero unless `result` is kFrame.
struct DepacketizedFrame {
  NextFrameResult result = NextFrameResult::kNoFrame;
  size_t size = 0;
  uint32_t timestamp = 0;
  uint8_t payload_type = 0;
  bool marker = false;  // The M bit of the last packet.
  PayloadOrigin origin = PayloadOrigin::kRaw;
  // Sequence numbers extended to 64 bits. They never wrap.
  uint64_t first_sequence = 0;
  uint64_t last_sequence = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_RTP_DEPACKETIZER_TYPES_H_
