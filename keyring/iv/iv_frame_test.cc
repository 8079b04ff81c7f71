// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/iv/iv_frame.h"

#include <cstddef>
#include <cstdint>
#include <set>

#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {
namespace {

constexpr Nonce kIv = {1, 2, 3, 4, 5, 6, 7, 8, 0xf9, 10, 11, 12};

TEST(IvFrameTest, AnIvWithATimestampHasItsWordsAsParts) {
  const IvFrame frame = IvFrameOf(IvLayout::kSsrcTimestampWord, 1, kIv);
  EXPECT_EQ(frame.position, 0x05060708u);
  EXPECT_EQ(frame.mark, 0x090a0b0cu);
}

TEST(IvFrameTest, AnIvWithACounterHasItAsPosition) {
  const IvFrame frame = IvFrameOf(IvLayout::kPrefixCounter, 1, kIv);
  EXPECT_EQ(frame.position, 0xf90a0b0cu);
  EXPECT_EQ(frame.mark, 0u);
}

TEST(IvFrameTest, EachKeyAndSsrcOrPrefixIsALane) {
  for (const IvLayout layout :
       {IvLayout::kSsrcTimestampWord, IvLayout::kPrefixCounter}) {
    // The bytes that name the lane.
    const size_t front = layout == IvLayout::kPrefixCounter ? 8 : 4;
    std::set<uint64_t> lanes;
    for (uint64_t key = 0; key < 100; ++key) {
      for (size_t byte = 0; byte < kNonceSize; ++byte) {
        Nonce iv = kIv;
        iv[byte] ^= 1;
        const IvFrame frame = IvFrameOf(layout, key, iv);
        EXPECT_GE(frame.lane, 2u);
        EXPECT_EQ(frame.lane & 1, 0u);
        lanes.insert(frame.lane);
      }
    }
    EXPECT_EQ(lanes.size(), 100 * (front + 1));
  }
}

TEST(IvFrameTest, TimesAreInSecondsAndNeverZero) {
  FakeClock clock(absl::UnixEpoch());
  EXPECT_NE(IvTimeOf(clock), 0u);
  clock.Set(absl::UnixEpoch() + absl::Hours(12));
  EXPECT_NEAR(IvTimeOf(clock), 12 * 3600, 1);
}

}  // namespace
}  // namespace sealframe
