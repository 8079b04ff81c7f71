// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Splits one SFrame ciphertext into RTP payloads
// (draft-ietf-avtcore-rtp-sframe-02, "RTP Packetization of SFrame").
//
// The ciphertext is that of a whole frame, or (per packet, T=1) of one media
// packet's payload. The sizes are balanced: as few payloads as the limit
// allows, of sizes that differ by at most one byte, the longer ones first, so
// that pacing and forward error correction see no runt at the end.
//
// Thread-safety: an object belongs to one thread at a time. It never allocates
// and keeps no copy of the ciphertext.

#ifndef SEALFRAME_FRAME_RTP_PACKETIZER_H_
#define SEALFRAME_FRAME_RTP_PACKETIZER_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/rtp/payload_descriptor.h"

namespace sealframe {

// PacketizedPayload is what the sender needs to know of a payload to write its
// RTP header.
struct PacketizedPayload {
  size_t size = 0;      // Descriptor byte included. Zero: nothing was written.
  bool marker = false;  // The RTP header's M bit.
  bool first = false;
  bool last = false;
};

class SFramePacketizer {
 public:
  // SFramePacketizer splits `ciphertext`, which must outlive it, into payloads
  // of at most `max_payload_size` bytes, each with its descriptor byte.
  // `marker` is the frame's or media packet's M bit. There are no payloads if
  // `ciphertext` is empty (no SFrame ciphertext is) or `max_payload_size` has
  // no room for the descriptor and a byte of it.
  SFramePacketizer(absl::Span<const uint8_t> ciphertext,
                   size_t max_payload_size, PayloadOrigin origin, bool marker);

  // NumPackets returns how many payloads there are in all.
  size_t NumPackets() const { return num_packets_; }

  // NextPacketSize returns the size of the payload that NextPacket will write,
  // or zero if all are written. No payload is longer than the first.
  size_t NextPacketSize() const;

  // NextPacket writes the next payload at the front of `out`, which must not
  // overlap the ciphertext. If `out` is shorter than `NextPacketSize()` or all
  // payloads are written, it returns size zero and leaves `out` as it was, and
  // the next call is for the same payload.
  [[nodiscard]] PacketizedPayload NextPacket(absl::Span<uint8_t> out);

 private:
  absl::Span<const uint8_t> rest_;
  const PayloadOrigin origin_;
  const bool marker_;
  size_t num_packets_ = 0;
  size_t num_written_ = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_RTP_PACKETIZER_H_
