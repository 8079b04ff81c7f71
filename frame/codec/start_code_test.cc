// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/start_code.h"

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/testing/test_data.h"

namespace sealframe {
namespace {

size_t NaiveFindStartCode(absl::Span<const uint8_t> bytes, size_t from) {
  for (size_t i = from; i + 3 <= bytes.size(); ++i) {
    if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) {
      return i;
    }
  }
  return bytes.size();
}

TEST(FindStartCodeTest, FindsTheCodeAtTheEndOfAnyRunOfZeros) {
  for (size_t zeros = 2; zeros < 300; ++zeros) {
    std::vector<uint8_t> bytes(zeros, 0);
    EXPECT_EQ(FindStartCode(bytes, 0), zeros);
    bytes.push_back(1);
    EXPECT_EQ(FindStartCode(bytes, 0), zeros - 2);
    bytes.back() = 2;
    EXPECT_EQ(FindStartCode(bytes, 0), bytes.size());
  }
}

TEST(FindStartCodeTest, MatchesANaiveLoop) {
  std::mt19937 random(2);
  for (int run = 0; run < 5000; ++run) {
    const std::vector<uint8_t> bytes = HostileBytes(random, 200);
    for (size_t from = 0; from <= bytes.size(); ++from) {
      ASSERT_EQ(FindStartCode(bytes, from), NaiveFindStartCode(bytes, from));
    }
  }
}

TEST(SectionMakesStartCodeTest, FindsCodesThatReachTwoBytesOutside) {
  const std::vector<uint8_t> frame = FromHex("ff ff 00 00 01 ff ff");
  struct {
    size_t offset, size;
    bool want;
  } const cases[] = {
      {0, 2, false}, {0, 3, true},  {2, 1, true},  {3, 1, true},
      {4, 1, true},  {5, 2, false}, {4, 3, true},  {0, 7, true},
      {1, 1, false}, {0, 0, false}, {3, 0, false}, {7, 0, false},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(SectionMakesStartCode(frame, c.offset, c.size), c.want)
        << c.offset << "+" << c.size;
  }
}

TEST(SectionMakesStartCodeTest, IgnoresCodesEntirelyOutside) {
  const std::vector<uint8_t> frame = FromHex("000001 aabb 000001");
  EXPECT_FALSE(SectionMakesStartCode(frame, 3, 2));
}

TEST(SectionMakesStartCodeTest, MatchesANaiveSearch) {
  std::mt19937 random(3);
  for (int run = 0; run < 2000; ++run) {
    const std::vector<uint8_t> frame = HostileBytes(random, 24);
    for (size_t offset = 0; offset <= frame.size(); ++offset) {
      for (size_t size = 0; offset + size <= frame.size(); ++size) {
        bool want = false;
        for (size_t i = 0; i + 3 <= frame.size(); ++i) {
          const bool touches = i < offset + size && i + 3 > offset && size > 0;
          want |= touches && NaiveFindStartCode(frame, i) == i;
        }
        ASSERT_EQ(SectionMakesStartCode(frame, offset, size), want);
      }
    }
  }
}

}  // namespace
}  // namespace sealframe
