// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Tests single frames of the ring formats through the engine's public
// interface: genuine frames round-trip in any buffers, and altered ones are
// refused.

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/tests/engine/testing/ring_call.h"

namespace sealframe {
namespace {

using ::testing::Each;
using ::testing::TestWithParam;
using ::testing::ValuesIn;

class RingFrameTest : public TestWithParam<RingCase> {
 protected:
  void ExpectRefused(const Bytes& altered) {
    Bytes out(altered.size() + 1, 0xcc);
    const FrameResult result =
        pair_.receive->Open(info_, altered, absl::MakeSpan(out));
    ASSERT_FALSE(CameOut(result.status)) << FrameStatusName(result.status);
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
    EXPECT_EQ(opened.frame, GetParam().opened);
  }

  TestPair pair_{{.profile = GetParam().profile}};
  const FrameInfo info_ = GetParam().info;
  const Bytes sealed_ = SealTo(*pair_.send, GetParam().frame, info_);
};

INSTANTIATE_TEST_SUITE_P(Frames, RingFrameTest, ValuesIn(RingCases()),
                         [](const auto& test) { return test.param.name; });

TEST_P(RingFrameTest, OpensExactlyOnceOutOfPlaceAndInPlace) {
  ExpectTheGoodOneOpens();
  ExpectRefused(sealed_);
  Bytes in_place = SealTo(*pair_.send, GetParam().frame, info_);
  const FrameResult result =
      pair_.receive->Open(info_, in_place, absl::MakeSpan(in_place));
  EXPECT_EQ(result.status, FrameStatus::kOk);
  in_place.resize(result.size);
  EXPECT_EQ(in_place, GetParam().opened);
}

TEST_P(RingFrameTest, SealsInPlace) {
  const Bytes& frame = GetParam().frame;
  Bytes buffer(pair_.send->MaxSealedSize(frame.size()));
  std::copy(frame.begin(), frame.end(), buffer.begin());
  const FrameResult result =
      pair_.send->Seal(info_, absl::MakeConstSpan(buffer).first(frame.size()),
                       absl::MakeSpan(buffer));
  ASSERT_EQ(result.status, FrameStatus::kOk);
  buffer.resize(result.size);
  EXPECT_EQ(OpenFrom(*pair_.receive, buffer, info_).frame, GetParam().opened);
}

TEST_P(RingFrameTest, ATooSmallBufferIsZeroFilled) {
  for (size_t size = 0; size < GetParam().opened.size(); ++size) {
    Bytes out(size, 0xcc);
    ASSERT_EQ(pair_.receive->Open(info_, sealed_, absl::MakeSpan(out)).status,
              FrameStatus::kBufferTooSmall);
    ASSERT_THAT(out, Each(0));
  }
  for (size_t size = 0; size < GetParam().opened.size() + 30; ++size) {
    Bytes out(size, 0xcc);
    ASSERT_EQ(
        pair_.send->Seal(info_, GetParam().frame, absl::MakeSpan(out)).status,
        FrameStatus::kBufferTooSmall);
    ASSERT_THAT(out, Each(0));
  }
  ExpectTheGoodOneOpens();
}

// Of H.264 and H.265 a packetizer may drop the zero at the end.
TEST_P(RingFrameTest, RefusesEveryTruncationThatNoPacketizerMakes) {
  const bool is_annex_b =
      info_.codec == Codec::kH264 || info_.codec == Codec::kH265;
  for (size_t size = 1; size < sealed_.size(); ++size) {
    if (!is_annex_b || size + 1 < sealed_.size()) {
      ExpectRefused(
          {sealed_.begin(), sealed_.begin() + static_cast<int>(size)});
    }
    ExpectRefused({sealed_.begin() + static_cast<int>(size), sealed_.end()});
  }
  ExpectTheGoodOneOpens();
}

TEST_P(RingFrameTest, RefusesEveryFlippedBit) {
  for (size_t bit = 0; bit < 8 * sealed_.size(); ++bit) {
    Bytes altered = sealed_;
    altered[bit / 8] ^= static_cast<uint8_t>(1 << (bit % 8));
    ExpectRefused(altered);
  }
  ExpectTheGoodOneOpens();
}

TEST_P(RingFrameTest, TwoThousandFramesOfGrowingSizeRoundTrip) {
  // Frames grow long enough for some ciphertexts to need escaping.
  for (uint32_t i = 0; i < 2000; ++i) {
    Bytes frame = GetParam().frame;
    frame.resize(frame.size() + 3 + 4 * i);
    FrameInfo info = info_;
    info.rtp_timestamp += i;
    const Bytes sealed = SealTo(*pair_.send, frame, info);
    const Opened opened = OpenFrom(*pair_.receive, sealed, info);
    ASSERT_EQ(opened.status, FrameStatus::kOk);
    // The first start code may have been widened.
    ASSERT_GE(opened.frame.size(), frame.size());
    const Bytes tail(opened.frame.end() - static_cast<int>(frame.size()) + 3,
                     opened.frame.end());
    ASSERT_EQ(tail, Bytes(frame.begin() + 3, frame.end()));
  }
}

}  // namespace
}  // namespace sealframe
