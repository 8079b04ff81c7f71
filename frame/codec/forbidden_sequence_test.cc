// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/forbidden_sequence.h"

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/testing/test_data.h"

namespace sealframe {
namespace {

size_t NaiveFindForbidden(absl::Span<const uint8_t> bytes, size_t from) {
  for (size_t i = from; i + 2 < bytes.size(); ++i) {
    if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] <= 3) {
      return i;
    }
  }
  return bytes.size();
}

TEST(FindForbiddenTest, FindsASequenceAtEveryOffsetOfEverySize) {
  for (size_t size = 0; size <= 300; ++size) {
    std::vector<uint8_t> bytes(size, 0x04);
    EXPECT_EQ(FindForbidden(bytes, 0), size);
    for (size_t at = 0; at + 2 < size; ++at) {
      bytes[at] = bytes[at + 1] = 0;
      bytes[at + 2] = static_cast<uint8_t>(at % 4);
      ASSERT_EQ(FindForbidden(bytes, 0), at) << "of " << size;
      ASSERT_EQ(FindForbidden(bytes, at), at) << "of " << size;
      ASSERT_EQ(FindForbidden(bytes, at + 1), size) << "of " << size;
      bytes[at + 2] = 0x04;
      ASSERT_EQ(FindForbidden(bytes, 0), size) << "of " << size;
      bytes[at] = bytes[at + 1] = 0x04;
    }
  }
}

TEST(FindForbiddenTest, IgnoresSingleZeros) {
  std::vector<uint8_t> bytes(1000, 0);
  for (size_t i = 0; i < bytes.size(); i += 2) {
    bytes[i] = static_cast<uint8_t>(1 << (i / 2 % 8));
  }
  EXPECT_EQ(FindForbidden(bytes, 0), bytes.size());
}

TEST(FindForbiddenTest, ASearchFromTheEndFindsNothing) {
  const std::vector<uint8_t> bytes(3, 0);
  EXPECT_EQ(FindForbidden(bytes, 2), 3u);
  EXPECT_EQ(FindForbidden(bytes, 3), 3u);
  EXPECT_EQ(FindForbidden(bytes, 10), 3u);
}

TEST(FindForbiddenTest, MatchesANaiveLoop) {
  std::mt19937 random(1);
  for (int run = 0; run < 2000; ++run) {
    std::vector<uint8_t> bytes = RandomBytes(random, random() % 300);
    for (uint8_t& byte : bytes) {
      byte &= static_cast<uint8_t>(random() % 16 == 0 ? 0x00 : 0x83);
    }
    for (size_t from = 0; from <= bytes.size(); ++from) {
      ASSERT_EQ(FindForbidden(bytes, from), NaiveFindForbidden(bytes, from));
    }
  }
}

}  // namespace
}  // namespace sealframe
