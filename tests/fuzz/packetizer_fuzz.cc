// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Splits arbitrary bytes into RTP payloads, and joins them again in the order
// that the input gives: the same bytes come out, exactly once, and no payload
// exceeds the limit. A payload descriptor is written back to the same byte,
// without its reserved bits.
//
// The first three bytes of the input are the payload size, the flags, and the
// step of the order; the rest is the frame.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "sealframe/frame/rtp/depacketizer.h"
#include "sealframe/frame/rtp/depacketizer_types.h"
#include "sealframe/frame/rtp/packetizer.h"
#include "sealframe/frame/rtp/payload_descriptor.h"
#include "sealframe/tests/fuzz/check.h"

namespace sealframe {
namespace {

constexpr size_t kMaxPackets = 4096;

struct Packet {
  std::vector<uint8_t> payload;
  bool marker;
};

std::vector<Packet> Split(absl::Span<const uint8_t> frame, size_t max_size,
                          PayloadOrigin origin, bool marker) {
  SFramePacketizer packetizer(frame, max_size, origin, marker);
  std::vector<Packet> packets;
  while (packetizer.NextPacketSize() != 0) {
    const size_t size = packetizer.NextPacketSize();
    Check(size <= max_size);
    std::vector<uint8_t> payload(size - 1, 0xcc);
    Check(packetizer.NextPacket(absl::MakeSpan(payload)).size == 0);
    Check(std::count(payload.begin(), payload.end(), 0xcc) ==
          static_cast<ptrdiff_t>(size - 1));
    payload.resize(size);
    const PacketizedPayload written =
        packetizer.NextPacket(absl::MakeSpan(payload));
    Check(written.size == size && written.first == packets.empty() &&
          written.last == (packetizer.NextPacketSize() == 0) &&
          written.marker == (written.last && marker));
    packets.push_back({.payload = payload, .marker = written.marker});
  }
  Check(packets.size() == packetizer.NumPackets());
  return packets;
}

void RewriteDescriptor(uint8_t byte) {
  constexpr uint8_t kReserved = 0x1f;
  Check(EncodePayloadDescriptor(DecodePayloadDescriptor(byte)) ==
        (byte & ~kReserved));
}

void RunOne(size_t max_size, uint8_t flags, size_t step,
            absl::Span<const uint8_t> frame) {
  const auto origin =
      (flags & 1) != 0 ? PayloadOrigin::kPacketized : PayloadOrigin::kRaw;
  const std::vector<Packet> packets =
      Split(frame, max_size, origin, (flags & 2) != 0);
  Check(packets.empty() == (frame.empty() || max_size < 2));
  if (packets.empty() || packets.size() > kMaxPackets) {
    return;
  }
  while (std::gcd(step, packets.size()) != 1) {
    ++step;
  }
  SFrameDepacketizer depacketizer(
      {.max_packets = packets.size(), .max_payload_size = max_size});
  size_t ready = 0;
  for (size_t i = 0, at = 0; i < packets.size(); ++i) {
    const SFrameRtpPacket packet = {
        .sequence_number = static_cast<uint16_t>(0xfff0 + at),
        .marker = packets[at].marker,
        .payload = packets[at].payload};
    ready += depacketizer.Insert(packet, absl::UnixEpoch()) ==
             InsertResult::kFrameReady;
    at = (at + step) % packets.size();
  }
  Check(ready == 1 && depacketizer.NextFrameSize() == frame.size());
  std::vector<uint8_t> joined(frame.size());
  const DepacketizedFrame result =
      depacketizer.NextFrame(absl::MakeSpan(joined));
  Check(result.result == NextFrameResult::kFrame && result.origin == origin);
  Check(absl::MakeConstSpan(joined) == frame);
}

}  // namespace
}  // namespace sealframe

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size >= 3) {
    sealframe::RewriteDescriptor(data[1]);
    sealframe::RunOne(data[0], data[1], 1 + data[2],
                      absl::MakeConstSpan(data + 3, size - 3));
  }
  return 0;
}
