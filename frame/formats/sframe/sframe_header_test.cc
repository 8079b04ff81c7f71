// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/sframe/sframe_header.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <ostream>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/hex.h"

namespace sealframe {
namespace {

using ::testing::Each;
using ::testing::TestWithParam;
using ::testing::Values;

constexpr uint64_t kMax = std::numeric_limits<uint64_t>::max();

std::vector<uint8_t> FromHex(const std::string& hex) {
  return ParseHex(hex).value();
}

struct Encoding {
  const char* name;
  SFrameHeader header;
  const char* hex;
};
void PrintTo(const Encoding& e, std::ostream* os) { *os << e.name; }

class EncodingTest : public TestWithParam<Encoding> {};

INSTANTIATE_TEST_SUITE_P(
    Boundaries, EncodingTest,
    Values(Encoding{"BothInline", {7, 7}, "77"},
           Encoding{"SmallestCtrTail", {0, 8}, "0808"},
           Encoding{"SmallestKidTail", {8, 0}, "8008"},
           Encoding{"CtrCrossesAByte", {1, 0x100}, "190100"},
           Encoding{"KidBeforeCtr", {0x1234, 0x56}, "98123456"},
           Encoding{
               "Longest", {kMax, kMax}, "ffffffffffffffffffffffffffffffffff"}),
    [](const auto& named) { return std::string(named.param.name); });

TEST_P(EncodingTest, WritesTheExpectedBytes) {
  const std::vector<uint8_t> want = FromHex(GetParam().hex);
  std::vector<uint8_t> out(want.size());
  EXPECT_EQ(SFrameHeaderSize(GetParam().header), want.size());
  EXPECT_EQ(WriteSFrameHeader(GetParam().header, absl::MakeSpan(out)),
            want.size());
  EXPECT_EQ(out, want);
}

TEST_P(EncodingTest, ParsesBackWithoutThePayload) {
  std::vector<uint8_t> frame = FromHex(GetParam().hex);
  const size_t header_size = frame.size();
  frame.push_back(0xaa);
  const ParsedSFrameHeader parsed = ParseSFrameHeader(frame);
  ASSERT_EQ(parsed.error, SFrameHeaderError::kNone);
  EXPECT_EQ(parsed.size, header_size);
  EXPECT_EQ(parsed.header.kid, GetParam().header.kid);
  EXPECT_EQ(parsed.header.ctr, GetParam().header.ctr);
}

TEST_P(EncodingTest, EveryShorterInputIsTruncated) {
  const std::vector<uint8_t> whole = FromHex(GetParam().hex);
  for (size_t n = 0; n < whole.size(); ++n) {
    const ParsedSFrameHeader parsed =
        ParseSFrameHeader(absl::MakeConstSpan(whole).first(n));
    EXPECT_EQ(parsed.error, SFrameHeaderError::kTruncated) << n << " bytes";
    EXPECT_EQ(parsed.size, 0u) << n << " bytes";
    EXPECT_EQ(parsed.header.kid, 0u) << n << " bytes";
  }
}

TEST_P(EncodingTest, WritingToAShortBufferChangesNothing) {
  std::vector<uint8_t> out(SFrameHeaderSize(GetParam().header) - 1, 0xcc);
  EXPECT_EQ(WriteSFrameHeader(GetParam().header, absl::MakeSpan(out)), 0u);
  EXPECT_THAT(out, Each(0xcc));
}

// RFC 9605 gives each value one encoding. A second one would let a relay change
// a frame's bytes without changing the meaning of its header.
TEST(SFrameHeaderTest, RejectsEncodingsLongerThanTheValueNeeds) {
  for (const char* hex : {"8007", "0807", "090008", "0f0000000000000008"}) {
    const ParsedSFrameHeader parsed = ParseSFrameHeader(FromHex(hex));
    EXPECT_EQ(parsed.error, SFrameHeaderError::kNotMinimal) << hex;
    EXPECT_EQ(parsed.size, 0u) << hex;
  }
}

TEST(SFrameHeaderTest, EveryParsedHeaderWritesBackToTheSameBytes) {
  for (uint32_t bits = 0; bits < (1u << 24); ++bits) {
    const uint8_t in[] = {static_cast<uint8_t>(bits >> 16),
                          static_cast<uint8_t>(bits >> 8),
                          static_cast<uint8_t>(bits)};
    const ParsedSFrameHeader parsed = ParseSFrameHeader(in);
    if (parsed.error != SFrameHeaderError::kNone) {
      continue;
    }
    uint8_t out[kMaxSFrameHeaderSize];
    ASSERT_EQ(WriteSFrameHeader(parsed.header, absl::MakeSpan(out)),
              parsed.size);
    ASSERT_EQ(absl::MakeConstSpan(out, parsed.size),
              absl::MakeConstSpan(in, parsed.size));
  }
}

}  // namespace
}  // namespace sealframe
