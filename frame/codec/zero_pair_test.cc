// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/zero_pair.h"

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/testing/test_data.h"

namespace sealframe {
namespace {

size_t NaiveFindZeroPair(absl::Span<const uint8_t> bytes, size_t from) {
  for (size_t i = from; i + 1 < bytes.size(); ++i) {
    if (bytes[i] == 0 && bytes[i + 1] == 0) {
      return i;
    }
  }
  return bytes.size();
}

TEST(FindZeroPairTest, FindsAPairAtEveryOffsetOfEverySize) {
  for (size_t size = 0; size <= 200; ++size) {
    std::vector<uint8_t> bytes(size, 0x01);
    EXPECT_EQ(FindZeroPair(bytes, 0), size);
    for (size_t at = 0; at + 1 < size; ++at) {
      bytes[at] = bytes[at + 1] = 0;
      ASSERT_EQ(FindZeroPair(bytes, 0), at) << "of " << size;
      ASSERT_EQ(FindZeroPair(bytes, at), at) << "of " << size;
      ASSERT_EQ(FindZeroPair(bytes, at + 1), size) << "of " << size;
      bytes[at] = bytes[at + 1] = 0x01;
    }
  }
}

TEST(FindZeroPairTest, IgnoresSingleZeros) {
  std::vector<uint8_t> bytes(1000, 0);
  for (size_t i = 0; i < bytes.size(); i += 2) {
    bytes[i] = static_cast<uint8_t>(1 << (i / 2 % 8));
  }
  EXPECT_EQ(FindZeroPair(bytes, 0), bytes.size());
}

TEST(FindZeroPairTest, ASearchFromTheEndFindsNothing) {
  const std::vector<uint8_t> bytes(3, 0);
  EXPECT_EQ(FindZeroPair(bytes, 2), 3u);
  EXPECT_EQ(FindZeroPair(bytes, 3), 3u);
  EXPECT_EQ(FindZeroPair(bytes, 10), 3u);
}

TEST(FindZeroPairTest, MatchesANaiveLoop) {
  std::mt19937 random(1);
  for (int run = 0; run < 2000; ++run) {
    std::vector<uint8_t> bytes = RandomBytes(random, random() % 300);
    for (uint8_t& byte : bytes) {
      byte &= static_cast<uint8_t>(random() % 16 == 0 ? 0x00 : 0x81);
    }
    for (size_t from = 0; from <= bytes.size(); ++from) {
      ASSERT_EQ(FindZeroPair(bytes, from), NaiveFindZeroPair(bytes, from));
    }
  }
}

}  // namespace
}  // namespace sealframe
