// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/scratch.h"

#include <cstddef>
#include <cstdint>

#include "gtest/gtest.h"
#include "sealframe/tests/testing/counting_allocator.h"

namespace sealframe {
namespace {

TEST(ScratchTest, ReturnsTheRequestedNumberOfBytes) {
  Scratch scratch;
  for (const size_t size : {0u, 5u, 3u, 1000u}) {
    EXPECT_EQ(scratch.First(size).size(), size);
  }
}

TEST(ScratchTest, StaysInPlaceForEverySizeOfItsClass) {
  Scratch scratch;
  const uint8_t* const place = scratch.First(513).data();
  EXPECT_EQ(scratch.First(1).data(), place);
  EXPECT_EQ(scratch.First(1024).data(), place);
}

TEST(ScratchTest, TakesNoMoreThanTheSizeClassItReserved) {
  Scratch scratch;
  scratch.Reserve(513);
  EXPECT_EQ(CountAllocations([&] { scratch.First(1024); }), 0u);
  EXPECT_EQ(CountAllocations([&] { scratch.First(1025); }), 1u);
}

TEST(ScratchTest, KeepsNoMoreThanItsCap) {
  Scratch scratch;
  scratch.Reserve(kMaxKeptScratch);
  scratch.Trim();
  EXPECT_EQ(CountAllocations([&] { scratch.First(kMaxKeptScratch); }), 0u);
  scratch.Reserve(kMaxKeptScratch + 1);
  scratch.Trim();
  EXPECT_EQ(CountAllocations([&] { scratch.First(1); }), 1u);
}

}  // namespace
}  // namespace sealframe
