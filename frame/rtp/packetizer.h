// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Splits one SFrame ciphertext into RTP payloads
// (draft-ietf-avtcore-rtp-sframe-02, "RTP Packetization of SFrame").
//
// The ciphertext protects a whole frame or, with T=1, the payload of one media
// packet. It is split into as few payloads as the limit allows. Their sizes
// differ by at most one byte, longer ones first, so that pacing and forward
// error correction see no runt at the end.
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

// PacketizedPayload describes a payload, for writing its RTP header.
struct PacketizedPayload {
  size_t size = 0;  // With the descriptor byte. Zero if nothing was written.
  bool marker = false;  // The RTP header's M bit.
  bool first = false;
  bool last = false;
};

class SFramePacketizer {
 public:
  // Splits `ciphertext`, which must outlive this object, into payloads of at
  // most `max_payload_size` bytes, each with its descriptor byte. `marker` is
  // the M bit of the frame or media packet. The result has no payloads if
  // `ciphertext` is empty or `max_payload_size` is less than 2.
  SFramePacketizer(absl::Span<const uint8_t> ciphertext,
                   size_t max_payload_size, PayloadOrigin origin, bool marker);

  // NumPackets returns the total number of payloads.
  size_t NumPackets() const { return num_packets_; }

  // NextPacketSize returns the size of the next payload, or zero if all have
  // been written. No payload is longer than the first.
  size_t NextPacketSize() const;

  // NextPacket writes the next payload to the front of `out`, which must not
  // overlap the ciphertext. If `out` is shorter than `NextPacketSize()`, or if
  // all payloads have been written, it returns a size of zero, leaves `out`
  // unchanged and does not advance.
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
