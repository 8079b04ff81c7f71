// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/gather_scatter.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/clear_ranges.h"

namespace sealframe {
namespace {

ClearRanges RangesOf(std::initializer_list<ByteRange> list) {
  ClearRanges ranges;
  for (const ByteRange& range : list) {
    EXPECT_TRUE(ranges.Append(range.offset, range.size));
  }
  return ranges;
}

std::vector<uint8_t> FrameOf(size_t size) {
  std::vector<uint8_t> frame(size);
  std::iota(frame.begin(), frame.end(), uint8_t{0});
  return frame;
}

struct Gathering {
  const char* name;
  std::initializer_list<ByteRange> ranges;
  std::vector<uint8_t> pieces;  // The frame 0, 1, 2, 3, 4, 5, gathered.
  bool is_prefix;
};

class GatherScatterTest : public ::testing::TestWithParam<Gathering> {};

const std::initializer_list<ByteRange> kNone = {};
const std::initializer_list<ByteRange> kFront = {{0, 2}};
const std::initializer_list<ByteRange> kAll = {{0, 6}};
const std::initializer_list<ByteRange> kMiddle = {{2, 2}};
const std::initializer_list<ByteRange> kEnd = {{4, 2}};
const std::initializer_list<ByteRange> kBothEnds = {{0, 1}, {5, 1}};
const std::initializer_list<ByteRange> kEveryOther = {{1, 1}, {3, 1}, {5, 1}};

INSTANTIATE_TEST_SUITE_P(
    Ranges, GatherScatterTest,
    ::testing::Values(
        Gathering{"None", kNone, {0, 1, 2, 3, 4, 5}, true},
        Gathering{"Front", kFront, {0, 1, 2, 3, 4, 5}, true},
        Gathering{"All", kAll, {0, 1, 2, 3, 4, 5}, true},
        Gathering{"Middle", kMiddle, {2, 3, 0, 1, 4, 5}, false},
        Gathering{"End", kEnd, {4, 5, 0, 1, 2, 3}, false},
        Gathering{"BothEnds", kBothEnds, {0, 5, 1, 2, 3, 4}, false},
        Gathering{"EveryOther", kEveryOther, {1, 3, 5, 0, 2, 4}, false}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(GatherScatterTest, GathersTheListedBytesAndScattersThemBack) {
  const ClearRanges ranges = RangesOf(GetParam().ranges);
  EXPECT_EQ(IsClearPrefix(ranges), GetParam().is_prefix);
  const std::vector<uint8_t> frame = FrameOf(6);
  std::vector<uint8_t> pieces(6, 0xcc);
  GatherRanges(frame, ranges, absl::MakeSpan(pieces));
  EXPECT_EQ(pieces, GetParam().pieces);

  const size_t clear = ClearSize(ranges);
  std::vector<uint8_t> joined(6, 0xcc);
  ScatterRanges(absl::MakeConstSpan(pieces).first(clear),
                absl::MakeConstSpan(pieces).subspan(clear), ranges,
                absl::MakeSpan(joined));
  EXPECT_EQ(joined, frame);
}

TEST(GatherScatterTest, ScattersAnyRangesInPlace) {
  std::mt19937 random(3);
  for (int run = 0; run < 10000; ++run) {
    ClearRanges ranges;
    size_t size = random() % 5;
    for (size_t i = random() % 8; i > 0; --i) {
      const size_t clear = random() % 4;
      ASSERT_TRUE(ranges.Append(size, clear));
      size += clear + random() % 5;
    }
    const std::vector<uint8_t> frame = FrameOf(size);
    std::vector<uint8_t> pieces(size);
    GatherRanges(frame, ranges, absl::MakeSpan(pieces));
    const auto clear = absl::MakeConstSpan(pieces).first(ClearSize(ranges));
    const auto secret = absl::MakeConstSpan(pieces).subspan(clear.size());
    std::vector<uint8_t> out(size, 0xcc);
    std::copy(secret.begin(), secret.end(), out.begin());
    ScatterRanges(clear, absl::MakeConstSpan(out).first(secret.size()), ranges,
                  absl::MakeSpan(out));
    ASSERT_EQ(out, frame);
  }
}

}  // namespace
}  // namespace sealframe
