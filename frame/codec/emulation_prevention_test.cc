// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/emulation_prevention.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <ostream>
#include <random>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/start_code.h"
#include "sealframe/frame/codec/testing/test_data.h"

namespace sealframe {
namespace {

using ::testing::Each;
using ::testing::TestWithParam;
using ::testing::Values;

std::vector<uint8_t> NaiveEscape(absl::Span<const uint8_t> in) {
  std::vector<uint8_t> out;
  int zeros = 0;
  for (const uint8_t byte : in) {
    if (zeros >= 2 && byte <= 3) {
      out.push_back(3);
      zeros = 0;
    }
    out.push_back(byte);
    zeros = byte == 0 ? zeros + 1 : 0;
  }
  return out;
}

std::vector<uint8_t> NaiveUnescape(absl::Span<const uint8_t> in) {
  std::vector<uint8_t> out;
  int zeros = 0;
  for (const uint8_t byte : in) {
    if (zeros >= 2 && byte == 3) {
      zeros = 0;
      continue;
    }
    out.push_back(byte);
    zeros = byte == 0 ? zeros + 1 : 0;
  }
  return out;
}

std::vector<uint8_t> Escaped(absl::Span<const uint8_t> in) {
  std::vector<uint8_t> out(EscapedSize(in));
  EXPECT_EQ(Escape(in, absl::MakeSpan(out)), out.size());
  return out;
}

// FirstEscape returns the offset of the first 03 that follows two zeros.
size_t FirstEscape(absl::Span<const uint8_t> in) {
  for (size_t i = 2; i < in.size(); ++i) {
    if (in[i] == 3 && in[i - 1] == 0 && in[i - 2] == 0) {
      return i;
    }
  }
  return in.size();
}

std::vector<uint8_t> Unescaped(absl::Span<const uint8_t> in) {
  std::vector<uint8_t> out(in.size());
  out.resize(Unescape(in, absl::MakeSpan(out)));
  // Only the one escaped form has sizes.
  const bool is_escaped = Escaped(out) == absl::MakeConstSpan(in);
  const std::optional<UnescapedSizes> sizes = MeasureUnescaped(in);
  EXPECT_EQ(sizes.has_value(), is_escaped);
  if (sizes.has_value()) {
    EXPECT_EQ(sizes->size, out.size());
    EXPECT_EQ(sizes->plain, FirstEscape(in));
  }
  return out;
}

struct Pair {
  const char* name;
  const char* plain;
  const char* escaped;
};
void PrintTo(const Pair& p, std::ostream* os) { *os << p.name; }

class EscapeTest : public TestWithParam<Pair> {};

INSTANTIATE_TEST_SUITE_P(
    Pairs, EscapeTest,
    Values(Pair{"Empty", "", ""}, Pair{"OneZero", "00", "00"},
           Pair{"TwoZerosAtTheEnd", "aa0000", "aa0000"},
           Pair{"StartCode", "000001", "00000301"},
           Pair{"Three", "000003", "00000303"},
           Pair{"FourNeedsNothing", "000004", "000004"},
           Pair{"ThreeZeros", "000000", "00000300"},
           Pair{"TheZeroCountRestartsAfterAnEscape", "0000000000",
                "00000300000300"},
           Pair{"LiveKitTrailer", "0000030c00", "000003030c00"},
           Pair{"Several", "000001aa000002bb0000", "00000301aa00000302bb0000"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(EscapeTest, EscapeWritesExactlyTheExpectedBytes) {
  const std::vector<uint8_t> plain = FromHex(GetParam().plain);
  EXPECT_EQ(Escaped(plain), FromHex(GetParam().escaped));
}

TEST_P(EscapeTest, UnescapeReversesEscape) {
  EXPECT_EQ(Unescaped(FromHex(GetParam().escaped)), FromHex(GetParam().plain));
}

TEST_P(EscapeTest, AShortBufferIsLeftUnchanged) {
  const std::vector<uint8_t> plain = FromHex(GetParam().plain);
  const std::vector<uint8_t> escaped = FromHex(GetParam().escaped);
  for (size_t n = 0; n < escaped.size(); ++n) {
    std::vector<uint8_t> out(n, 0xcc);
    EXPECT_EQ(Escape(plain, absl::MakeSpan(out)), 0u);
    EXPECT_THAT(out, Each(0xcc));
    EXPECT_EQ(Unescape(escaped, absl::MakeSpan(out)), 0u);
    EXPECT_THAT(out, Each(0xcc));
  }
}

TEST(EmulationPreventionTest, UnescapeDropsAThreeAfterTwoZerosBeforeAnyByte) {
  EXPECT_EQ(Unescaped(FromHex("000003ff")), FromHex("0000ff"));
  EXPECT_EQ(Unescaped(FromHex("000003")), FromHex("0000"));
  EXPECT_EQ(Unescaped(FromHex("00000003")), FromHex("000000"));
}

TEST(EmulationPreventionTest, OtherFormsThanTheEscapedOneHaveNoSize) {
  for (const char* const form :
       {"000000", "000001", "000002", "aa000002bb", "0000030000000001",
        "000003", "000003ff", "00000304", "00000003", "000003000000"}) {
    EXPECT_FALSE(MeasureUnescaped(FromHex(form)).has_value()) << form;
  }
  for (const char* const form :
       {"", "00", "0000", "000004", "00000300", "00000303", "0000030000"}) {
    EXPECT_TRUE(MeasureUnescaped(FromHex(form)).has_value()) << form;
  }
}

TEST(EmulationPreventionTest, AllZerosReachMaxEscapedSize) {
  for (size_t size = 0; size < 100; ++size) {
    EXPECT_EQ(EscapedSize(std::vector<uint8_t>(size, 0)), MaxEscapedSize(size));
    EXPECT_EQ(EscapedSize(std::vector<uint8_t>(size, 4)), size);
  }
}

TEST(EmulationPreventionTest, MatchesANaiveLoopAndRoundTrips) {
  std::mt19937 random(7);
  for (int run = 0; run < 100000; ++run) {
    const std::vector<uint8_t> plain = HostileBytes(random, 90);
    const std::vector<uint8_t> escaped = Escaped(plain);
    ASSERT_EQ(escaped, NaiveEscape(plain));
    ASSERT_LE(escaped.size(), MaxEscapedSize(plain.size()));
    ASSERT_EQ(FindStartCode(escaped, 0), escaped.size());
    ASSERT_EQ(Unescaped(escaped), plain);
    ASSERT_EQ(Unescaped(plain), NaiveUnescape(plain));
  }
}

TEST(EmulationPreventionTest, EscapesAndUnescapesInPlace) {
  std::mt19937 random(8);
  for (int run = 0; run < 20000; ++run) {
    const std::vector<uint8_t> plain = HostileBytes(random, 90);
    std::vector<uint8_t> buffer = plain;
    buffer.resize(MaxEscapedSize(plain.size()) + 1, 0xcc);
    const absl::Span<uint8_t> all = absl::MakeSpan(buffer);
    const size_t size = Escape(all.first(plain.size()), all);
    ASSERT_EQ(all.first(size), absl::MakeConstSpan(NaiveEscape(plain)));
    ASSERT_THAT(all.subspan(buffer.size() - 1), Each(0xcc));
    ASSERT_EQ(Unescape(all.first(size), all), plain.size());
    ASSERT_EQ(all.first(plain.size()), absl::MakeConstSpan(plain));
  }
}

TEST(EmulationPreventionTest, EscapeWritesNothingAfterItsResult) {
  const std::vector<uint8_t> plain = FromHex("aa000001bb");
  std::vector<uint8_t> out(20, 0xcc);
  const size_t size = Escape(plain, absl::MakeSpan(out));
  EXPECT_THAT(absl::MakeConstSpan(out).subspan(size), Each(0xcc));
}

TEST(EmulationPreventionTest, UnescapeEndAgreesWithUnescape) {
  std::mt19937 random(9);
  for (int run = 0; run < 20000; ++run) {
    const std::vector<uint8_t> in = HostileBytes(random, 40);
    const std::vector<uint8_t> all = NaiveUnescape(in);
    for (const size_t size : {size_t{0}, all.size() / 2, all.size()}) {
      std::vector<uint8_t> end(size);
      ASSERT_TRUE(UnescapeEnd(in, absl::MakeSpan(end)));
      ASSERT_EQ(absl::MakeConstSpan(end),
                absl::MakeConstSpan(all).subspan(all.size() - size));
    }
    std::vector<uint8_t> too_many(all.size() + 1);
    ASSERT_FALSE(UnescapeEnd(in, absl::MakeSpan(too_many)));
  }
}

TEST(EmulationPreventionTest, RoundTripsAMebibyteOfZeros) {
  const std::vector<uint8_t> zeros(size_t{1} << 20, 0);
  const std::vector<uint8_t> escaped = Escaped(zeros);
  EXPECT_EQ(escaped.size(), MaxEscapedSize(zeros.size()));
  EXPECT_EQ(Unescaped(escaped), zeros);
}

}  // namespace
}  // namespace sealframe
