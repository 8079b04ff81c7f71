// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Tests that hostile DAVE frames cost a receiver at most a few cipher passes
// and have no other effect.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <ostream>
#include <random>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/clear_ranges.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/dave/dave_footer.h"
#include "sealframe/frame/formats/dave/dave_key_scheme.h"
#include "sealframe/frame/formats/dave/dave_opener.h"
#include "sealframe/frame/formats/dave/dave_profile.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/stream_stats.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {
namespace {

using ::testing::Each;

struct Kind {
  const char* name;
  Codec codec;
  const char* frame;
};
void PrintTo(const Kind& kind, std::ostream* os) { *os << kind.name; }

class AlteredDaveFrameTest : public ::testing::TestWithParam<Kind> {
 protected:
  AlteredDaveFrameTest() {
    for (int i = 0; i < 200; ++i) {
      SealTo(*pair_.send, {1});  // Advances the nonce to two bytes.
    }
    sealed_ = SealTo(*pair_.send, frame_, info_);
  }

  void ExpectRefused(const Bytes& altered) {
    Bytes out(altered.size() + 1, 0xcc);
    const FrameResult result =
        pair_.receive->Open(info_, altered, absl::MakeSpan(out));
    ASSERT_FALSE(CameOut(result.status));
    ASSERT_EQ(result.size, 0u);
    ASSERT_THAT(absl::MakeConstSpan(out).first(altered.size()), Each(0));
    Bytes in_place = altered;
    ASSERT_FALSE(CameOut(
        pair_.receive->Open(info_, in_place, absl::MakeSpan(in_place)).status));
    ASSERT_THAT(in_place, Each(0));
  }

  void ExpectTheGoodOneOpens() {
    const Opened opened = OpenFrom(*pair_.receive, sealed_, info_);
    EXPECT_EQ(opened.status, FrameStatus::kOk);
    EXPECT_EQ(opened.frame, frame_);
  }

  const FrameInfo info_ = {.kind = GetParam().codec == Codec::kOpus
                                       ? MediaKind::kAudio
                                       : MediaKind::kVideo,
                           .codec = GetParam().codec};
  const Bytes frame_ = FromHex(GetParam().frame);
  TestPair pair_{{.profile = DaveProfile()}};
  Bytes sealed_;
};

INSTANTIATE_TEST_SUITE_P(
    Codecs, AlteredDaveFrameTest,
    ::testing::Values(
        Kind{"Opus", Codec::kOpus, "78aabbccddeeff00112233445566778899"},
        Kind{"Vp8Key", Codec::kVp8, "10aabbccddeeff00112233445566778899"},
        Kind{"Vp8Delta", Codec::kVp8, "11aabbccddeeff00112233445566778899"},
        Kind{"Vp9", Codec::kVp9, "82aabbccddeeff00112233445566778899"},
        Kind{"H264", Codec::kH264,
             "000000016742c00d0000000168ce3c800000000165b8aabbccdd"
             "0000000165b8eeff01020304"},
        Kind{"H264Clear", Codec::kH264, "000000016742c00d"},
        Kind{"H265", Codec::kH265, "000000010201aabbccdd000000010201eeff"},
        Kind{"Av1", Codec::kAv1, "0a03ccddee3204aabbccdd30eeff0102"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(AlteredDaveFrameTest, RefusesEveryTruncation) {
  for (size_t size = 1; size < sealed_.size(); ++size) {
    ExpectRefused({sealed_.begin(), sealed_.begin() + static_cast<int>(size)});
    ExpectRefused({sealed_.end() - static_cast<int>(size), sealed_.end()});
  }
  ExpectTheGoodOneOpens();
}

TEST_P(AlteredDaveFrameTest, RefusesEveryChangedByte) {
  for (size_t place = 0; place < sealed_.size(); ++place) {
    for (int change = 1; change < 256; ++change) {
      Bytes altered = sealed_;
      altered[place] ^= static_cast<uint8_t>(change);
      ExpectRefused(altered);
    }
  }
  ExpectTheGoodOneOpens();
}

TEST_P(AlteredDaveFrameTest, RefusesEveryInsertedByte) {
  for (size_t place = 0; place <= sealed_.size(); ++place) {
    for (const uint8_t byte : {uint8_t{0x00}, uint8_t{0x01}, uint8_t{0xfa}}) {
      Bytes altered = sealed_;
      altered.insert(altered.begin() + static_cast<int>(place), byte);
      ExpectRefused(altered);
    }
  }
  ExpectTheGoodOneOpens();
}

// Forges frames of known and unknown generations, with old and new counters.
class ForgedDaveFramesTest : public ::testing::Test {
 protected:
  ForgedDaveFramesTest() {
    for (uint64_t index = 1; index < kEpochs; ++index) {
      pair_.bob.Hear("alice", index);
    }
  }

  Bytes Forge() {
    const uint32_t counters[] = {0, 1, 100, 101, 5000, 0xffffff};
    const auto generation =
        static_cast<uint32_t>(random_() % (random_() % 3 != 0 ? 5 : 256));
    const uint32_t nonce = generation << 24 | counters[random_() % 6];
    const size_t media_size = random_() % 40;
    ClearRanges ranges;
    size_t end = 0;
    for (size_t i = random_() % 4; i > 0; --i) {
      const size_t size = 1 + random_() % 5;
      if (end + size <= media_size) {
        EXPECT_TRUE(ranges.Append(end, size));
        end += size + 1 + random_() % 3;
      }
    }
    Bytes frame(media_size + DaveFooterSize(nonce, ranges));
    for (uint8_t& byte : frame) {
      byte = static_cast<uint8_t>(random_());
    }
    WriteDaveFooter(nonce, ranges,
                    absl::MakeSpan(frame).subspan(media_size + kDaveTagSize));
    return frame;
  }

  KeyringState Keys() {
    return pair_.bob.keys().OpeningKeyringOf("alice").value()->State();
  }

  static constexpr uint64_t kEpochs = 5;
  std::mt19937 random_{7};
  TestPair pair_{{.profile = DaveProfile()}};
};

// StateOf returns the statistics that forged frames must not change.
std::vector<uint64_t> StateOf(const StreamStats& stats) {
  std::vector<uint64_t> state = {stats.frames_out, stats.bytes_out};
  for (const StreamKeyStats& key : stats.keys) {
    state.insert(state.end(), {key.kid, key.opened});
  }
  return state;
}

TEST_F(ForgedDaveFramesTest, FiftyThousandChangeNothingAndCostOnePassPerEpoch) {
  std::vector<Bytes> sealed;
  for (uint64_t i = 0; i < 200; ++i) {
    sealed.push_back(SealTo(*pair_.send, TestFrame(20, i)));
  }
  for (size_t i = 0; i < 200; i += 2) {
    ASSERT_EQ(OpenFrom(*pair_.receive, sealed[i]).status, FrameStatus::kOk);
  }
  pair_.bob.session().Poll();
  const std::vector<uint64_t> state = StateOf(pair_.receive->Stats());
  const uint64_t version = Keys().version;
  uint64_t most = 0;
  for (int i = 0; i < 50000; ++i) {
    const Bytes forged = Forge();
    const uint64_t before = FailedPasses(pair_.bob.keys());
    ASSERT_FALSE(CameOut(OpenFrom(*pair_.receive, forged).status));
    most = std::max(most, FailedPasses(pair_.bob.keys()) - before);
    if (i % 1000 == 0) {
      pair_.bob.session().Poll();
    }
  }
  EXPECT_EQ(most, kEpochs);
  EXPECT_EQ(StateOf(pair_.receive->Stats()), state);
  EXPECT_EQ(Keys().version, version) << "no key was derived or dropped";
  for (size_t i = 0; i < 200; ++i) {
    EXPECT_EQ(OpenFrom(*pair_.receive, sealed[i]).status,
              i % 2 == 0 ? FrameStatus::kReplayed : FrameStatus::kOk);
  }
}

TEST_F(ForgedDaveFramesTest, CostAtMostOnePassPerKeyOfAFullKeyring) {
  for (uint64_t index = kEpochs; index < kMaxDaveTries; ++index) {
    pair_.bob.Hear("alice", index);
  }
  Bytes forged = SealTo(*pair_.send, TestFrame(20));
  ASSERT_EQ(OpenFrom(*pair_.receive, forged).status, FrameStatus::kOk);
  forged = SealTo(*pair_.send, TestFrame(20));
  forged[0] ^= 1;
  const uint64_t before = FailedPasses(pair_.bob.keys());
  EXPECT_EQ(OpenFrom(*pair_.receive, forged).status,
            FrameStatus::kNotAuthentic);
  EXPECT_EQ(FailedPasses(pair_.bob.keys()) - before, kMaxDaveTries);
}

TEST_F(ForgedDaveFramesTest, CostNoPassWithoutAKeyOfTheirGeneration) {
  for (uint64_t generation = kDaveStepsAhead + 1; generation < 256;
       ++generation) {
    const uint32_t nonce = static_cast<uint32_t>(generation) << 24;
    Bytes frame(20 + DaveFooterSize(nonce, ClearRanges()));
    WriteDaveFooter(nonce, ClearRanges(),
                    absl::MakeSpan(frame).subspan(20 + kDaveTagSize));
    ASSERT_EQ(OpenFrom(*pair_.receive, frame).status, FrameStatus::kMissingKey)
        << generation;
  }
  EXPECT_EQ(FailedPasses(pair_.bob.keys()), 0u);
}

TEST_F(ForgedDaveFramesTest, RandomBytesAreRefused) {
  for (int i = 0; i < 100000; ++i) {
    Bytes frame(1 + random_() % 40);
    for (uint8_t& byte : frame) {
      byte = static_cast<uint8_t>(random_() % 2 != 0 ? random_() : 0xfa);
    }
    ASSERT_FALSE(CameOut(OpenFrom(*pair_.receive, frame).status));
  }
}

}  // namespace
}  // namespace sealframe
