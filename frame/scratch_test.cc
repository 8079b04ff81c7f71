// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/scratch.h"

#include <cstddef>
#include <cstdint>

#include "gtest/gtest.h"

namespace sealframe {
namespace {

TEST(ScratchTest, HasAsManyBytesAsAreAskedFor) {
  Scratch scratch;
  for (const size_t size : {0u, 5u, 3u, 1000u}) {
    EXPECT_EQ(scratch.First(size).size(), size);
  }
}

TEST(ScratchTest, StaysWhereItIsUntilItHasToGrow) {
  Scratch scratch;
  const uint8_t* const place = scratch.First(1000).data();
  EXPECT_EQ(scratch.First(1).data(), place);
  EXPECT_EQ(scratch.First(1000).data(), place);
}

}  // namespace
}  // namespace sealframe
