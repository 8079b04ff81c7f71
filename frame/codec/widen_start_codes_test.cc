// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/widen_start_codes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ostream>
#include <random>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/testing/test_data.h"

namespace sealframe {
namespace {

using ::testing::Each;
using ::testing::TestWithParam;
using ::testing::Values;

std::vector<uint8_t> Widened(absl::Span<const uint8_t> in) {
  std::vector<uint8_t> out(WidenedSize(in));
  EXPECT_EQ(WidenStartCodes(in, absl::MakeSpan(out)), out.size());
  return out;
}

struct Pair {
  const char* name;
  const char* in;
  const char* out;
};
void PrintTo(const Pair& p, std::ostream* os) { *os << p.name; }

class WidenStartCodesTest : public TestWithParam<Pair> {};

INSTANTIATE_TEST_SUITE_P(
    Pairs, WidenStartCodesTest,
    Values(Pair{"Empty", "", ""}, Pair{"NoCode", "0000020100", "0000020100"},
           Pair{"AtTheFront", "000001 65", "00000001 65"},
           Pair{"WideAlready", "00000001 65", "00000001 65"},
           Pair{"ManyZeros", "0000000001 65", "0000000001 65"},
           Pair{"AfterAnother", "000001000001", "0000000100000001"},
           Pair{"Mixed", "00000001 67 000001 68 00000001 65 b8",
                "00000001 67 00000001 68 00000001 65 b8"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(WidenStartCodesTest, WritesExactlyTheExpectedBytes) {
  EXPECT_EQ(Widened(FromHex(GetParam().in)), FromHex(GetParam().out));
}

TEST_P(WidenStartCodesTest, WidensTheEndOfItsOutputInPlace) {
  const std::vector<uint8_t> in = FromHex(GetParam().in);
  std::vector<uint8_t> out(WidenedSize(in), 0xcc);
  std::copy(in.begin(), in.end(), out.end() - static_cast<int>(in.size()));
  const auto moved = absl::MakeConstSpan(out).last(in.size());
  EXPECT_EQ(WidenStartCodes(moved, absl::MakeSpan(out)), out.size());
  EXPECT_EQ(out, FromHex(GetParam().out));
}

TEST_P(WidenStartCodesTest, AShortBufferIsLeftUnchanged) {
  const std::vector<uint8_t> in = FromHex(GetParam().in);
  for (size_t n = 0; n < WidenedSize(in); ++n) {
    std::vector<uint8_t> out(n, 0xcc);
    EXPECT_EQ(WidenStartCodes(in, absl::MakeSpan(out)), 0u);
    EXPECT_THAT(out, Each(0xcc));
  }
}

TEST(MaxWidenedSizeTest, IsReachedByConsecutiveStartCodes) {
  std::vector<uint8_t> codes;
  for (size_t n = 1; n < 50; ++n) {
    codes.insert(codes.end(), {0, 0, 1});
    EXPECT_EQ(WidenedSize(codes), MaxWidenedSize(codes.size()));
  }
}

TEST(WidenStartCodesTest, MatchesANaiveLoopAndIsIdempotent) {
  std::mt19937 random(11);
  for (int run = 0; run < 100000; ++run) {
    const std::vector<uint8_t> in = HostileBytes(random, 60);
    std::vector<uint8_t> want;
    for (size_t i = 0; i < in.size(); ++i) {
      const bool code = i + 2 < in.size() && in[i] == 0 && in[i + 1] == 0 &&
                        in[i + 2] == 1 && (i == 0 || in[i - 1] != 0);
      want.insert(want.end(), code ? 2 : 1, code ? 0 : in[i]);
    }
    const std::vector<uint8_t> out = Widened(in);
    ASSERT_EQ(out, want);
    ASSERT_LE(out.size(), MaxWidenedSize(in.size()));
    ASSERT_EQ(Widened(out), out);
  }
}

}  // namespace
}  // namespace sealframe
