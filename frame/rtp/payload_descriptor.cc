// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/rtp/payload_descriptor.h"

#include <cstdint>

namespace sealframe {
namespace {

constexpr uint8_t kFirstBit = 0x80;
constexpr uint8_t kLastBit = 0x40;
constexpr uint8_t kOriginBit = 0x20;

}  // namespace

uint8_t EncodePayloadDescriptor(const PayloadDescriptor& descriptor) {
  const bool packetized = descriptor.origin == PayloadOrigin::kPacketized;
  return static_cast<uint8_t>((descriptor.first ? kFirstBit : 0) |
                              (descriptor.last ? kLastBit : 0) |
                              (packetized ? kOriginBit : 0));
}

PayloadDescriptor DecodePayloadDescriptor(uint8_t byte) {
  PayloadDescriptor descriptor;
  descriptor.first = (byte & kFirstBit) != 0;
  descriptor.last = (byte & kLastBit) != 0;
  descriptor.origin = (byte & kOriginBit) != 0 ? PayloadOrigin::kPacketized
                                               : PayloadOrigin::kRaw;
  return descriptor;
}

}  // namespace sealframe
