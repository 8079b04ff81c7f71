// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/seen_frames.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "gtest/gtest.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

TEST(SeenFramesTest, FirstIdenticalFrameIsFound) {
  SeenFrames seen;
  EXPECT_EQ(seen.Add(Bytes{1, 2}, 0), std::nullopt);
  EXPECT_EQ(seen.Add(Bytes{}, 1), std::nullopt);
  EXPECT_EQ(seen.Add(Bytes{1}, 2), std::nullopt);
  EXPECT_EQ(seen.Add(Bytes{1, 2}, 3), 0u);
  EXPECT_EQ(seen.Add(Bytes{1, 2}, 4), 0u);
  EXPECT_EQ(seen.Add(Bytes{}, 5), 1u);
}

TEST(SeenFramesTest, FramesOfTheCapacityAreRememberedAndTwiceAsManyAreNot) {
  constexpr size_t kCapacity = 10;
  SeenFrames seen(kCapacity);
  const auto frame = [](size_t i) { return Bytes{static_cast<uint8_t>(i)}; };
  for (size_t i = 0; i <= 2 * kCapacity; ++i) {
    EXPECT_EQ(seen.Add(frame(i), i), std::nullopt) << i;
    const size_t oldest = i < kCapacity ? 0 : i - kCapacity;
    EXPECT_EQ(seen.Add(frame(oldest), 99), oldest);
  }
  EXPECT_EQ(seen.Add(frame(0), 100), std::nullopt);
}

}  // namespace
}  // namespace sealframe
