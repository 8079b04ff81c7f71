// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Tests that hostile SFrame frames cost a receiver at most one cipher pass and
// have no other effect.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/testing/cipher_work.h"
#include "sealframe/frame/formats/sframe/sframe_header.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/stream_stats.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/replay_window.h"

namespace sealframe {
namespace {

using ::testing::Combine;
using ::testing::Each;
using ::testing::IsEmpty;
using ::testing::TestWithParam;
using ::testing::Values;
using ::testing::ValuesIn;

class AlteredFrameTest
    : public TestWithParam<std::tuple<CipherSuiteInfo, size_t>> {
 protected:
  AlteredFrameTest() {
    // The KID and counter are too large for the header's config byte.
    pair_.alice.Join("carol", 0x1234);
    pair_.bob.Hear("carol", 0x1234);
    send_ = pair_.alice.session()
                .NewSendTransform({.participant = "carol"})
                .value();
    receive_ = pair_.bob.session()
                   .NewReceiveTransform({.participant = "carol"})
                   .value();
    for (int i = 0; i < 300; ++i) {
      SealTo(*send_, {});
    }
    frame_ = TestFrame(std::get<1>(GetParam()));
    sealed_ = SealTo(*send_, frame_);
  }

  void ExpectRefused(const Bytes& altered) {
    Bytes out(altered.size() + 1, 0xcc);
    const FrameResult result = receive_->Open({}, altered, absl::MakeSpan(out));
    ASSERT_FALSE(CameOut(result.status));
    ASSERT_EQ(result.size, 0u);
    ASSERT_THAT(absl::MakeConstSpan(out).first(altered.size()), Each(0));
    Bytes in_place = altered;
    ASSERT_FALSE(
        CameOut(receive_->Open({}, in_place, absl::MakeSpan(in_place)).status));
    ASSERT_THAT(in_place, Each(0));
  }

  void ExpectTheGoodOneOpens() {
    const Opened opened = OpenFrom(*receive_, sealed_);
    EXPECT_EQ(opened.status, FrameStatus::kOk);
    EXPECT_EQ(opened.frame, frame_);
  }

  TestPair pair_{{.suite = std::get<0>(GetParam()).suite}};
  std::unique_ptr<SendTransform> send_;
  std::unique_ptr<ReceiveTransform> receive_;
  Bytes frame_;
  Bytes sealed_;
};

INSTANTIATE_TEST_SUITE_P(SuitesAndSizes, AlteredFrameTest,
                         Combine(ValuesIn(AllCipherSuites()),
                                 Values(0, 1, 20, 100)),
                         [](const auto& test) {
                           return std::string(std::get<0>(test.param).name) +
                                  "_" + std::to_string(std::get<1>(test.param));
                         });

// A frame of which nothing is left opens to nothing.
TEST_P(AlteredFrameTest, RefusesEveryTruncation) {
  for (size_t size = 1; size < sealed_.size(); ++size) {
    ExpectRefused({sealed_.begin(), sealed_.begin() + static_cast<int>(size)});
    Bytes tail(sealed_.begin() + static_cast<int>(size), sealed_.end());
    ExpectRefused(tail);
  }
  ExpectTheGoodOneOpens();
}

TEST_P(AlteredFrameTest, RefusesEveryFlippedBit) {
  for (size_t bit = 0; bit < 8 * sealed_.size(); ++bit) {
    Bytes altered = sealed_;
    altered[bit / 8] ^= static_cast<uint8_t>(1 << (bit % 8));
    ExpectRefused(altered);
  }
  ExpectTheGoodOneOpens();
}

TEST_P(AlteredFrameTest, RefusesEveryInsertedByte) {
  for (size_t place = 0; place <= sealed_.size(); ++place) {
    for (const uint8_t byte : {uint8_t{0x00}, uint8_t{0xff}}) {
      Bytes altered = sealed_;
      altered.insert(altered.begin() + static_cast<int>(place), byte);
      ExpectRefused(altered);
    }
  }
  ExpectTheGoodOneOpens();
}

// Forges frames with known and unknown KIDs, ratchet steps ahead, and old, next
// and distant counters, as well as noise.
class ForgedFramesTest : public testing::Test {
 protected:
  Bytes Forge() {
    const size_t size = 17 + 10 + static_cast<size_t>(random_() % 40);
    Bytes frame(size);
    for (uint8_t& byte : frame) {
      byte = static_cast<uint8_t>(random_());
    }
    if (random_() % 8 == 0) {
      return frame;
    }
    const uint64_t kids[] = {0, 1, 2, 8, 9, 300, random_()};
    const uint64_t ctrs[] = {0,   5,       100,       199,
                             200, 1 << 20, random_(), ~uint64_t{0}};
    const SFrameHeader header = {.kid = kids[random_() % 7],
                                 .ctr = ctrs[random_() % 8]};
    EXPECT_NE(WriteSFrameHeader(header, absl::MakeSpan(frame)), 0u);
    return frame;
  }

  std::mt19937_64 random_{7};
  const TestEndOptions options_ = {
      .suite = CipherSuite::kAes128CtrHmacSha256_80, .ratchet_bits = 4};
};

// StateOf returns the statistics that forged frames must not change.
std::vector<uint64_t> StateOf(const StreamStats& stats) {
  std::vector<uint64_t> state = {stats.frames_out, stats.bytes_out,
                                 stats.frames(FrameStatus::kOk)};
  for (const StreamKeyStats& key : stats.keys) {
    state.insert(state.end(), {key.kid, key.opened});
  }
  return state;
}

TEST_F(ForgedFramesTest, AHundredThousandChangeNothingAndCostAtMostOnePass) {
  TestPair pair(options_);
  std::vector<Bytes> sealed;
  for (uint64_t i = 0; i < 200; ++i) {
    sealed.push_back(SealTo(*pair.send, TestFrame(20, i)));
  }
  for (size_t i = 0; i < 200; i += 2) {
    ASSERT_EQ(OpenFrom(*pair.receive, sealed[i]).status, FrameStatus::kOk);
  }
  pair.bob.session().Poll();
  const std::vector<uint64_t> state = StateOf(pair.receive->Stats());
  for (int i = 0; i < 100000; ++i) {
    const Bytes forged = Forge();
    const uint64_t before = TotalCipherWork().passes;
    ASSERT_FALSE(CameOut(OpenFrom(*pair.receive, forged).status));
    ASSERT_LE(TotalCipherWork().passes - before, 1u);
    if (i % 1000 == 0) {
      pair.bob.session().Poll();
    }
  }
  EXPECT_EQ(StateOf(pair.receive->Stats()), state);
  // The replay window and the keys, including those ahead, are unchanged.
  for (size_t i = 0; i < 200; ++i) {
    EXPECT_EQ(OpenFrom(*pair.receive, sealed[i]).status,
              i % 2 == 0 ? FrameStatus::kReplayed : FrameStatus::kOk);
  }
  for (int step = 0; step < 8; ++step) {
    MustBeOk(pair.alice.keys().Ratchet("alice"));
  }
  EXPECT_EQ(OpenFrom(*pair.receive, SealTo(*pair.send, TestFrame(9))).status,
            FrameStatus::kOk);
}

TEST_F(ForgedFramesTest, ReplayedFramesAndUnknownKidsCostNoPass) {
  TestPair pair(options_);
  const Bytes sealed = SealTo(*pair.send, TestFrame(20));
  OpenFrom(*pair.receive, sealed);
  const uint64_t before = TotalCipherWork().passes;
  EXPECT_EQ(OpenFrom(*pair.receive, sealed).status, FrameStatus::kReplayed);
  Bytes unknown = TestFrame(40);
  EXPECT_NE(WriteSFrameHeader({.kid = 1000, .ctr = 1}, absl::MakeSpan(unknown)),
            0u);
  EXPECT_EQ(OpenFrom(*pair.receive, unknown).status, FrameStatus::kMissingKey);
  EXPECT_EQ(TotalCipherWork().passes, before);
}

TEST_F(ForgedFramesTest, StatsCountDropsByReason) {
  TestPair pair(options_);
  OpenFrom(*pair.receive, Bytes());
  OpenFrom(*pair.receive, Bytes{0x80, 0x07});
  OpenFrom(*pair.receive, Bytes{0x01});
  OpenFrom(*pair.receive, Bytes{0x71});
  OpenFrom(*pair.receive, Bytes(30));
  OpenFrom(*pair.receive, Bytes{0x81, 0x40});
  const StreamStats stats = pair.receive->Stats();
  EXPECT_EQ(stats.frames_in, 6u);
  EXPECT_EQ(stats.frames_out, 1u);
  EXPECT_EQ(stats.empty_frames, 1u);
  EXPECT_EQ(stats.frames(FrameStatus::kMalformed), 3u);
  EXPECT_EQ(stats.frames(FrameStatus::kNotAuthentic), 1u);
  EXPECT_EQ(stats.frames(FrameStatus::kMissingKey), 1u);
  EXPECT_THAT(stats.keys, IsEmpty());
}

}  // namespace
}  // namespace sealframe
