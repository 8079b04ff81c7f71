// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// RTP payloads through the C interface.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;
using PacketizerHandle = UniquePtr<sealframe_packetizer>;
using DepacketizerHandle = UniquePtr<sealframe_depacketizer>;

PacketizerHandle NewPacketizer(size_t max_payload_size) {
  PacketizerHandle packetizer;
  sealframe_packetizer_create(max_payload_size, Out(&packetizer), nullptr);
  return packetizer;
}

DepacketizerHandle NewDepacketizer(
    const sealframe_depacketizer_options* options = nullptr) {
  DepacketizerHandle depacketizer;
  sealframe_depacketizer_create(options, Out(&depacketizer), nullptr);
  return depacketizer;
}

struct Packet {
  Bytes payload;
  sealframe_rtp_packet header;
};

// Packetize returns the packets of one frame, the first numbered `sequence`.
std::vector<Packet> Packetize(const PacketizerHandle& packetizer,
                              const Bytes& sealed, uint32_t sequence) {
  std::vector<Packet> packets;
  sealframe_packetizer_start(packetizer.get(), sealed.data(), sealed.size(),
                             SEALFRAME_ORIGIN_RAW, 1);
  Bytes out(2000);
  auto payload = Defaults<sealframe_payload>();
  while (sealframe_packetizer_next(packetizer.get(), out.data(), out.size(),
                                   &payload) == SEALFRAME_FRAME_OK) {
    Packet packet = {.payload = Bytes(out.data(), out.data() + payload.size),
                     .header = Defaults<sealframe_rtp_packet>()};
    packet.header.sequence_number = sequence++ & 0xffff;
    packet.header.timestamp = 42;
    packet.header.payload_type = 96;
    packet.header.marker = payload.marker;
    EXPECT_EQ(payload.is_first, packets.empty() ? 1u : 0u);
    packets.push_back(packet);
  }
  EXPECT_EQ(payload.size, 0u);
  return packets;
}

sealframe_insert_result Insert(const DepacketizerHandle& depacketizer,
                               const Packet& packet) {
  sealframe_rtp_packet header = packet.header;
  header.payload = packet.payload.data();
  header.payload_size = packet.payload.size();
  return sealframe_depacketizer_insert(depacketizer.get(), &header);
}

TEST(RtpTest, FrameIsReassembledFromReorderedPackets) {
  const Bytes sealed(3000, 8);
  const auto packets = Packetize(NewPacketizer(1200), sealed, 65535);
  ASSERT_EQ(packets.size(), 3u);
  EXPECT_EQ(packets[0].header.marker, 0u);
  EXPECT_EQ(packets[2].header.marker, 1u);
  const DepacketizerHandle depacketizer = NewDepacketizer();
  EXPECT_EQ(Insert(depacketizer, packets[0]), SEALFRAME_INSERT_HELD);
  EXPECT_EQ(Insert(depacketizer, packets[2]), SEALFRAME_INSERT_HELD);
  EXPECT_EQ(Insert(depacketizer, packets[2]), SEALFRAME_INSERT_DROPPED);
  EXPECT_EQ(Insert(depacketizer, packets[1]), SEALFRAME_INSERT_FRAME_READY);

  ASSERT_EQ(sealframe_depacketizer_next_size(depacketizer.get()), 3000u);
  Bytes out(3000);
  auto frame = Defaults<sealframe_depacketized_frame>();
  EXPECT_EQ(
      sealframe_depacketizer_next(depacketizer.get(), out.data(), 2999, &frame),
      SEALFRAME_FRAME_BUFFER_TOO_SMALL);
  EXPECT_EQ(frame.size, 0u);
  ASSERT_EQ(sealframe_depacketizer_next(depacketizer.get(), out.data(),
                                        out.size(), &frame),
            SEALFRAME_FRAME_OK);
  EXPECT_EQ(out, sealed);
  EXPECT_EQ(frame.size, 3000u);
  EXPECT_EQ(frame.timestamp, 42u);
  EXPECT_EQ(frame.payload_type, 96u);
  EXPECT_EQ(frame.marker, 1u);
  EXPECT_EQ(frame.origin, SEALFRAME_ORIGIN_RAW);
  EXPECT_EQ(frame.last_sequence, frame.first_sequence + 2);
  EXPECT_EQ(sealframe_depacketizer_next(depacketizer.get(), out.data(),
                                        out.size(), &frame),
            SEALFRAME_FRAME_NO_FRAME);

  auto stats = Defaults<sealframe_depacketizer_stats>();
  ASSERT_EQ(sealframe_depacketizer_get_stats(depacketizer.get(), &stats),
            SEALFRAME_OK);
  EXPECT_EQ(stats.packets_received, 4u);
  EXPECT_EQ(stats.packets_delivered, 3u);
  EXPECT_EQ(stats.frames_delivered, 1u);
  EXPECT_EQ(stats.packets_dropped[SEALFRAME_DROP_DUPLICATE], 1u);
}

TEST(RtpTest, PacketizerWritesNothingWithoutAFrameOrRoom) {
  const PacketizerHandle packetizer = NewPacketizer(100);
  auto payload = Defaults<sealframe_payload>();
  Bytes out(100, 7);
  EXPECT_EQ(sealframe_packetizer_next(packetizer.get(), out.data(), out.size(),
                                      &payload),
            SEALFRAME_FRAME_NO_FRAME);
  const Bytes sealed(99, 8);
  EXPECT_EQ(sealframe_packetizer_start(packetizer.get(), sealed.data(),
                                       sealed.size(), SEALFRAME_ORIGIN_RAW, 0),
            1u);
  EXPECT_EQ(
      sealframe_packetizer_next(packetizer.get(), out.data(), 99, &payload),
      SEALFRAME_FRAME_BUFFER_TOO_SMALL);
  EXPECT_EQ(out, Bytes(100, 7));
  EXPECT_EQ(
      sealframe_packetizer_next(packetizer.get(), out.data(), 100, &payload),
      SEALFRAME_FRAME_OK);
  EXPECT_EQ(payload.size, 100u);
  EXPECT_EQ(payload.is_last, 1u);
}

TEST(RtpTest, PacketizerDropsItsFrameIfTheNextOneIsInvalid) {
  const PacketizerHandle packetizer = NewPacketizer(100);
  const Bytes sealed(99, 8);
  auto payload = Defaults<sealframe_payload>();
  Bytes out(100);
  for (const auto origin :
       {SEALFRAME_ORIGIN_RAW, static_cast<sealframe_payload_origin>(2)}) {
    ASSERT_EQ(sealframe_packetizer_start(packetizer.get(), sealed.data(), 99,
                                         SEALFRAME_ORIGIN_RAW, 0),
              1u);
    EXPECT_EQ(
        sealframe_packetizer_start(packetizer.get(), nullptr, 99, origin, 0),
        0u);
    EXPECT_EQ(
        sealframe_packetizer_next(packetizer.get(), out.data(), 100, &payload),
        SEALFRAME_FRAME_NO_FRAME);
  }
  EXPECT_EQ(
      sealframe_packetizer_next(packetizer.get(), out.data(), 100, nullptr),
      SEALFRAME_FRAME_INVALID_ARGUMENT);
}

TEST(RtpTest, PacketWaitsForItsFrameAsLongAsTheOptionsAllow) {
  auto options = Defaults<sealframe_depacketizer_options>();
  options.timeout_ms = 50;
  for (const bool is_late : {false, true}) {
    const DepacketizerHandle depacketizer = NewDepacketizer(&options);
    std::vector<Packet> packets =
        Packetize(NewPacketizer(100), Bytes(150, 8), 1);
    ASSERT_EQ(packets.size(), 2u);
    packets[1].header.received_ms = is_late ? 51 : 49;
    EXPECT_EQ(Insert(depacketizer, packets[0]), SEALFRAME_INSERT_HELD);
    EXPECT_EQ(Insert(depacketizer, packets[1]),
              is_late ? SEALFRAME_INSERT_HELD : SEALFRAME_INSERT_FRAME_READY);
  }
}

TEST(RtpTest, InvalidPayloadAndBufferSizesAreRefused) {
  EXPECT_EQ(NewPacketizer(1), nullptr);
  EXPECT_NE(NewPacketizer(2), nullptr);
  const struct {
    size_t max_packets;
    size_t max_payload_size;
    bool is_good;
  } cases[] = {{16385, 2, false},
               {1, 65515, true},
               {1, 65516, false},
               {16384, (size_t{64} << 20) / 16384, true},
               {16384, (size_t{64} << 20) / 16384 + 1, false},
               {1024, 65515, true},
               {1025, 65515, false}};
  for (const auto& c : cases) {
    auto options = Defaults<sealframe_depacketizer_options>();
    options.max_packets = c.max_packets;
    options.max_payload_size = c.max_payload_size;
    EXPECT_EQ(NewDepacketizer(&options) != nullptr, c.is_good)
        << c.max_packets << " of " << c.max_payload_size;
  }
  auto no_struct = Defaults<sealframe_depacketizer_options>();
  no_struct.struct_size = 0;
  EXPECT_EQ(NewDepacketizer(&no_struct), nullptr);
}

TEST(RtpTest, InvalidPacketsAreRefused) {
  const DepacketizerHandle depacketizer = NewDepacketizer();
  const Packet good = {.payload = {0xc0, 1},
                       .header = Defaults<sealframe_rtp_packet>()};
  std::vector<Packet> bad(3, good);
  bad[0].header.sequence_number = 65536;
  bad[1].header.payload_type = 128;
  bad[2].header.struct_size = 0;
  for (const Packet& packet : bad) {
    EXPECT_EQ(Insert(depacketizer, packet), SEALFRAME_INSERT_INVALID_ARGUMENT);
  }
  sealframe_rtp_packet no_payload = good.header;
  no_payload.payload_size = 1;
  EXPECT_EQ(sealframe_depacketizer_insert(depacketizer.get(), &no_payload),
            SEALFRAME_INSERT_INVALID_ARGUMENT);
  EXPECT_EQ(sealframe_depacketizer_insert(depacketizer.get(), nullptr),
            SEALFRAME_INSERT_INVALID_ARGUMENT);
}

}  // namespace
}  // namespace sealframe
