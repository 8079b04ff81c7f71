// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/inserted_parameter_sets.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/frame/codec/testing/test_data.h"

namespace sealframe {
namespace {

TEST(InsertedParameterSetsTest, CopiesOfLaterSetsCount) {
  struct {
    const char* name;
    const char* hex;
    size_t size;
  } const cases[] = {
      {"nothing", "", 0},
      {"no sets", "00000001 65b8aa", 0},
      {"sets once", "00000001 67aa 00000001 68bb 00000001 65b8aa", 0},
      {"inserted",
       "00000001 67aa 00000001 68bb 00000001 67aa 00000001 68bb 00000001 65b8",
       12},
      {"inserted before a delimiter",
       "00000001 67aa 00000001 68bb 00000001 09f0 00000001 67aa 00000001 68bb "
       "00000001 65b8",
       12},
      {"inserted before sets in another order",
       "00000001 67aa 00000001 68bb 00000001 68bb 00000001 67aa 00000001 65b8",
       12},
      {"inserted before sets that come twice",
       "00000001 67aa 00000001 67aa 00000001 67aa 00000001 65b8", 6},
      {"one differs",
       "00000001 67aa 00000001 68bb 00000001 67aa 00000001 68bc 00000001 65b8",
       0},
      {"only some come again",
       "00000001 67aa 00000001 68bb 00000001 67aa 00000001 65b8", 0},
      {"only one comes again, but twice",
       "00000001 67aa 00000001 68bb 00000001 67aa 00000001 67aa 00000001 65b8",
       0},
      {"H.265",
       "00000001 4001aa 00000001 4201bb 00000001 4401cc 00000001 4001aa "
       "00000001 4201bb 00000001 4401cc 00000001 2601dd",
       21},
      {"not at the front",
       "00000001 09f0 00000001 67aa 00000001 67aa 00000001 65b8", 0},
      {"behind other bytes", "ff 00000001 67aa 00000001 67aa", 0},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(InsertedParameterSets(FromHex(c.hex)), c.size) << c.name;
  }
}

TEST(InsertedParameterSetsTest, CountsTheFirstOfTooMany) {
  for (size_t count = 1; count <= kMaxInsertedParameterSets + 1; ++count) {
    std::vector<uint8_t> sets;
    for (size_t i = 0; i < count; ++i) {
      sets.insert(sets.end(), {0, 0, 0, 1, 0x68, static_cast<uint8_t>(i + 1)});
    }
    std::vector<uint8_t> frame = sets;
    frame.insert(frame.end(), sets.begin(), sets.end());
    EXPECT_EQ(InsertedParameterSets(frame),
              6 * std::min(count, kMaxInsertedParameterSets));
  }
}

TEST(InsertedParameterSetsTest, TheResultOfAnyBytesIsInBounds) {
  std::mt19937 random(17);
  for (int run = 0; run < 100000; ++run) {
    const std::vector<uint8_t> frame = HostileBytes(random, 80);
    const size_t size = InsertedParameterSets(frame);
    ASSERT_LE(size, frame.size());
    ASSERT_TRUE(size == 0 || frame[size] == 0);
  }
}

}  // namespace
}  // namespace sealframe
