// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The SFrame payload descriptor (draft-ietf-avtcore-rtp-sframe-02, "RTP Header
// Usage"): the first byte of each RTP payload that carries SFrame.
//
// The descriptor is not authenticated, so anyone on the path can change it. It
// only selects the bytes to open; opening them authenticates the result.
//
// Thread-safety: pure functions. They never allocate.

#ifndef SEALFRAME_FRAME_RTP_PAYLOAD_DESCRIPTOR_H_
#define SEALFRAME_FRAME_RTP_PAYLOAD_DESCRIPTOR_H_

#include <cstddef>
#include <cstdint>

namespace sealframe {

// The size of a descriptor, in bytes.
inline constexpr size_t kPayloadDescriptorSize = 1;

// PayloadOrigin is the kind of plaintext in an SFrame ciphertext (the T bit).
enum class PayloadOrigin : uint8_t {
  kRaw,         // T=0: a whole encoded frame, as encoded transforms see it.
  kPacketized,  // T=1: the payload of one packet of a media packetizer.
};

struct PayloadDescriptor {
  bool first = false;  // S: the first fragment of a ciphertext.
  bool last = false;   // E: the last fragment of a ciphertext.
  PayloadOrigin origin = PayloadOrigin::kRaw;  // T.
};

// EncodePayloadDescriptor returns the byte for `descriptor`, with its reserved
// bits zero.
uint8_t EncodePayloadDescriptor(const PayloadDescriptor& descriptor);

// DecodePayloadDescriptor decodes `byte`. Every value is valid: reserved bits
// are ignored, so that a later draft may use them.
PayloadDescriptor DecodePayloadDescriptor(uint8_t byte);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_RTP_PAYLOAD_DESCRIPTOR_H_
