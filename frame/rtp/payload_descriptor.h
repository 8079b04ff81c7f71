// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The SFrame payload descriptor (draft-ietf-avtcore-rtp-sframe-02, "RTP Header
// Usage"): the first byte of each RTP payload that carries SFrame.
//
// It is not authenticated: anybody on the path can change it. All it decides
// is which bytes are handed to an SFrame key, and that key has the last word.
//
// Thread-safety: these are pure functions. They never allocate.

#ifndef SEALFRAME_FRAME_RTP_PAYLOAD_DESCRIPTOR_H_
#define SEALFRAME_FRAME_RTP_PAYLOAD_DESCRIPTOR_H_

#include <cstddef>
#include <cstdint>

namespace sealframe {

// What a descriptor takes of each RTP payload.
inline constexpr size_t kPayloadDescriptorSize = 1;

// PayloadOrigin says what an SFrame ciphertext protects (the T bit).
enum class PayloadOrigin : uint8_t {
  kRaw,         // T=0: a whole encoded frame, as encoded transforms see it.
  kPacketized,  // T=1: the payload of one packet of a media packetizer.
};

struct PayloadDescriptor {
  bool first = false;  // S: the first fragment of a ciphertext.
  bool last = false;   // E: the last fragment of a ciphertext.
  PayloadOrigin origin = PayloadOrigin::kRaw;  // T.
};

// EncodePayloadDescriptor returns the byte for `descriptor`, its reserved bits
// zero.
uint8_t EncodePayloadDescriptor(const PayloadDescriptor& descriptor);

// DecodePayloadDescriptor reads a descriptor. Every byte is one: the reserved
// bits are ignored, so that a later draft may use them.
PayloadDescriptor DecodePayloadDescriptor(uint8_t byte);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_RTP_PAYLOAD_DESCRIPTOR_H_
