// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/leb128.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <ostream>
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

struct Encoding {
  const char* name;
  uint64_t value;
  const char* hex;
};
void PrintTo(const Encoding& e, std::ostream* os) { *os << e.name; }

class Leb128Test : public TestWithParam<Encoding> {};

INSTANTIATE_TEST_SUITE_P(
    Boundaries, Leb128Test,
    Values(Encoding{"Zero", 0, "00"}, Encoding{"LastOfOneByte", 127, "7f"},
           Encoding{"FirstOfTwo", 128, "8001"},
           Encoding{"LastOfTwo", 16383, "ff7f"},
           Encoding{"FirstOfThree", 16384, "808001"},
           Encoding{"ThirtyTwoBits", 0xffffffff, "ffffffff0f"},
           Encoding{"FirstOfTen", uint64_t{1} << 63, "80808080808080808001"},
           Encoding{"Largest", std::numeric_limits<uint64_t>::max(),
                    "ffffffffffffffffff01"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(Leb128Test, WritesExactlyTheExpectedBytes) {
  const std::vector<uint8_t> want = FromHex(GetParam().hex);
  std::vector<uint8_t> out(want.size());
  EXPECT_EQ(Leb128Size(GetParam().value), want.size());
  EXPECT_EQ(WriteLeb128(GetParam().value, absl::MakeSpan(out)), want.size());
  EXPECT_EQ(out, want);
}

TEST_P(Leb128Test, AShortBufferIsLeftUnchanged) {
  std::vector<uint8_t> out(Leb128Size(GetParam().value) - 1, 0xcc);
  EXPECT_EQ(WriteLeb128(GetParam().value, absl::MakeSpan(out)), 0u);
  EXPECT_THAT(out, Each(0xcc));
}

TEST_P(Leb128Test, BothReadersReadTheValueAndStopAfterIt) {
  std::vector<uint8_t> bytes = FromHex(GetParam().hex);
  const size_t size = bytes.size();
  bytes.push_back(0x55);
  for (const Leb128 read : {ReadLeb128(bytes), ReadMinimalLeb128(bytes)}) {
    EXPECT_EQ(read.value, GetParam().value);
    EXPECT_EQ(read.size, size);
  }
}

TEST_P(Leb128Test, ATruncatedEncodingFails) {
  const std::vector<uint8_t> bytes = FromHex(GetParam().hex);
  for (size_t n = 0; n < bytes.size(); ++n) {
    const Leb128 read = ReadLeb128(absl::MakeConstSpan(bytes).first(n));
    EXPECT_EQ(read.size, 0u) << n;
    EXPECT_EQ(read.value, 0u) << n;
  }
}

TEST(ReadLeb128Test, AcceptsPaddingThatTheMinimalReaderRefuses) {
  for (const char* hex : {"8000", "8400", "ff8000", "80808080808080808000"}) {
    const std::vector<uint8_t> bytes = FromHex(hex);
    EXPECT_EQ(ReadLeb128(bytes).size, bytes.size()) << hex;
    EXPECT_EQ(ReadMinimalLeb128(bytes).size, 0u) << hex;
    EXPECT_EQ(ReadMinimalLeb128(bytes).value, 0u) << hex;
  }
}

TEST(ReadLeb128Test, RefusesMoreThan64Bits) {
  for (const char* hex : {"ffffffffffffffffff02", "8080808080808080808000",
                          "ffffffffffffffffffffff"}) {
    EXPECT_EQ(ReadLeb128(FromHex(hex)).size, 0u) << hex;
  }
}

TEST(ReadLeb128Test, EveryMinimalEncodingWritesBackToTheSameBytes) {
  for (uint32_t bits = 0; bits < (1u << 24); bits += 3) {
    const uint8_t in[] = {static_cast<uint8_t>(bits >> 16),
                          static_cast<uint8_t>(bits >> 8),
                          static_cast<uint8_t>(bits)};
    const Leb128 read = ReadMinimalLeb128(in);
    if (read.size == 0) {
      continue;
    }
    uint8_t out[kMaxLeb128Size];
    ASSERT_EQ(WriteLeb128(read.value, absl::MakeSpan(out)), read.size);
    ASSERT_EQ(absl::MakeConstSpan(out, read.size),
              absl::MakeConstSpan(in, read.size));
  }
}

}  // namespace
}  // namespace sealframe
