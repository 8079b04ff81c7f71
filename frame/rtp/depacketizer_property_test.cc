// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Compares the depacketizer with a simple reference model, and with the frames
// known to have arrived, over random streams.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/rtp/depacketizer_types.h"
#include "sealframe/frame/rtp/packetizer.h"
#include "sealframe/frame/rtp/payload_descriptor.h"
#include "sealframe/frame/rtp/testing/depacketizer_fuzz.h"
#include "sealframe/frame/rtp/testing/reference_depacketizer.h"

namespace sealframe {
namespace {

constexpr size_t kMaxPayloadSize = 20;
constexpr absl::Duration kPacketInterval = absl::Milliseconds(1);
constexpr size_t kFramesPerStream = 400;

struct SentPacket {
  SFrameRtpPacket header;
  std::vector<uint8_t> payload;
  size_t frame;
};

struct Network {
  const char* name;
  double loss;
  double duplication;
  size_t max_displacement;  // In packets.
};

class Sender {
 public:
  Sender(uint32_t seed, uint16_t first_sequence_number)
      : random_(seed), sequence_number_(first_sequence_number) {}

  // Send generates a random frame and appends its packets to `packets`.
  void Send(std::vector<SentPacket>* packets) {
    std::vector<uint8_t> ciphertext(1 + random_() % 150);
    std::generate(ciphertext.begin(), ciphertext.end(),
                  [this] { return static_cast<uint8_t>(random_()); });
    const bool marker = random_() % 2 == 0;
    const PayloadOrigin origin =
        random_() % 2 == 0 ? PayloadOrigin::kRaw : PayloadOrigin::kPacketized;
    SFramePacketizer packetizer(ciphertext, kMaxPayloadSize, origin, marker);
    for (size_t i = 0; i < packetizer.NumPackets(); ++i) {
      SentPacket packet;
      packet.payload.resize(packetizer.NextPacketSize());
      packet.header.marker =
          packetizer.NextPacket(absl::MakeSpan(packet.payload)).marker;
      packet.header.sequence_number = sequence_number_++;
      packet.header.timestamp = static_cast<uint32_t>(frames_.size() * 3000);
      packet.header.payload_type = 96;
      packet.frame = frames_.size();
      packets->push_back(packet);
    }
    frames_.push_back(ciphertext);
  }

  const std::vector<std::vector<uint8_t>>& frames() const { return frames_; }

 private:
  std::mt19937 random_;
  uint16_t sequence_number_;
  std::vector<std::vector<uint8_t>> frames_;
};

// Transport loses, repeats and reorders packets according to `network`.
std::vector<SentPacket> Transport(const std::vector<SentPacket>& sent,
                                  const Network& network, uint32_t seed) {
  std::mt19937 random(seed);
  std::bernoulli_distribution is_lost(network.loss);
  std::bernoulli_distribution is_repeated(network.duplication);
  std::uniform_int_distribution<size_t> delay(0, network.max_displacement);
  std::multimap<size_t, SentPacket> arrivals;
  for (size_t i = 0; i < sent.size(); ++i) {
    if (!is_lost(random)) {
      arrivals.emplace(i + delay(random), sent[i]);
    }
    if (is_repeated(random)) {
      arrivals.emplace(i + delay(random), sent[i]);
    }
  }
  std::vector<SentPacket> received;
  for (const auto& [time, packet] : arrivals) {
    received.push_back(packet);
  }
  return received;
}

// WholeFrames returns the indices of the frames whose packets all arrived.
std::vector<size_t> WholeFrames(const std::vector<SentPacket>& sent,
                                const std::vector<SentPacket>& received) {
  std::map<uint16_t, bool> arrived;
  for (const SentPacket& packet : received) {
    arrived[packet.header.sequence_number] = true;
  }
  std::map<size_t, bool> whole;
  for (const SentPacket& packet : sent) {
    whole.emplace(packet.frame, true);
    whole[packet.frame] &= arrived.count(packet.header.sequence_number) != 0;
  }
  std::vector<size_t> frames;
  for (const auto& [frame, is_whole] : whole) {
    if (is_whole) {
      frames.push_back(frame);
    }
  }
  return frames;
}

// Receive feeds packets to the depacketizer and returns the sorted indices of
// the frames it reassembled. It expects each to equal the frame sent.
std::vector<size_t> Receive(const DepacketizerOptions& options,
                            std::vector<SentPacket> received,
                            const std::vector<std::vector<uint8_t>>& frames) {
  CheckedDepacketizer depacketizer(options);
  absl::Time now = absl::UnixEpoch();
  std::vector<size_t> out;
  for (SentPacket& packet : received) {
    packet.header.payload = packet.payload;
    depacketizer.Insert(packet.header, now);
    now += kPacketInterval;
    while (const auto taken = depacketizer.NextFrame()) {
      const size_t index = taken->frame.timestamp / 3000;
      EXPECT_EQ(taken->bytes, frames[index]);
      out.push_back(index);
    }
  }
  depacketizer.Finish();
  std::sort(out.begin(), out.end());
  return out;
}

class DepacketizerNetworkTest : public ::testing::TestWithParam<Network> {};

INSTANTIATE_TEST_SUITE_P(Networks, DepacketizerNetworkTest,
                         ::testing::Values(Network{"Perfect", 0, 0, 0},
                                           Network{"Lossy", 0.05, 0, 0},
                                           Network{"Repeating", 0, 0.5, 0},
                                           Network{"Reordering", 0, 0, 50},
                                           Network{"AllAtOnce", 0.03, 0.3, 50},
                                           Network{"MostlyLost", 0.6, 0.3, 30}),
                         [](const auto& test) {
                           return std::string(test.param.name);
                         });

// Sequence numbers start just before they wrap. No packet is displaced by more
// than the window or delayed by more than the timeout, so exactly the frames
// whose packets all arrived are reassembled.
TEST_P(DepacketizerNetworkTest, ReassemblesExactlyTheFramesThatArrived) {
  DepacketizerOptions options;
  options.max_packets = 64;
  options.max_payload_size = kMaxPayloadSize;
  options.timeout = absl::Milliseconds(500);
  for (uint32_t seed = 0; seed < 10; ++seed) {
    Sender sender(seed, static_cast<uint16_t>(65536 - 100 * seed - 1));
    std::vector<SentPacket> sent;
    for (size_t i = 0; i < kFramesPerStream; ++i) {
      sender.Send(&sent);
    }
    const std::vector<SentPacket> received =
        Transport(sent, GetParam(), seed + 1000);
    EXPECT_EQ(Receive(options, received, sender.frames()),
              WholeFrames(sent, received))
        << "seed " << seed;
  }
}

// With tight limits, only the reference model in Receive predicts the output.
// Every reassembled frame must still be one whose packets all arrived.
TEST_P(DepacketizerNetworkTest, TightLimitsLoseFramesButNeverInventOnes) {
  for (uint32_t seed = 0; seed < 40; ++seed) {
    DepacketizerOptions options;
    options.max_packets = 1 + seed;
    options.max_payload_size = kMaxPayloadSize;
    options.timeout = absl::Milliseconds(seed % 7 * 5);
    Sender sender(seed, static_cast<uint16_t>(65536 - seed));
    std::vector<SentPacket> sent;
    for (size_t i = 0; i < kFramesPerStream / 4; ++i) {
      sender.Send(&sent);
    }
    const std::vector<SentPacket> received =
        Transport(sent, GetParam(), seed + 2000);
    const std::vector<size_t> out = Receive(options, received, sender.frames());
    const std::vector<size_t> whole = WholeFrames(sent, received);
    EXPECT_TRUE(
        std::includes(whole.begin(), whole.end(), out.begin(), out.end()))
        << "seed " << seed;
  }
}

// The layout that the corpora of tests/fuzz have: see make_corpus.py.
TEST(FuzzDepacketizerTest, FourOptionsAndPacketsOfSixBytesMakeAFrame) {
  EXPECT_EQ(FuzzDepacketizer({7, 7,    100, 0,              //
                              0, 0x10, 1,   3, 0x01, 0x80,  // First.
                              0, 0x10, 1,   3, 0x01, 0x00,  //
                              0, 0x10, 1,   3, 0x11, 0x40}),
            1u);
}

TEST(FuzzDepacketizerTest, MatchesTheReferenceOnRandomBytes) {
  std::mt19937 random(1);
  for (int i = 0; i < 3000; ++i) {
    std::vector<uint8_t> data(random() % 1500);
    std::generate(data.begin(), data.end(),
                  [&] { return static_cast<uint8_t>(random()); });
    FuzzDepacketizer(data);
  }
}

// A small alphabet makes long runs, restarts and mixed runs likely.
TEST(FuzzDepacketizerTest, MatchesTheReferenceOnFewDistinctBytes) {
  const std::vector<uint8_t> alphabet = {0x00, 0x10, 0x1f, 0x20, 0x40,
                                         0x7f, 0x80, 0xc1, 0xf0};
  std::mt19937 random(2);
  for (int i = 0; i < 3000; ++i) {
    std::vector<uint8_t> data(random() % 1500);
    std::generate(data.begin(), data.end(),
                  [&] { return alphabet[random() % alphabet.size()]; });
    FuzzDepacketizer(data);
  }
}

}  // namespace
}  // namespace sealframe
