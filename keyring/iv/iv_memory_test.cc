// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/iv/iv_memory.h"

#include <cstddef>
#include <cstdint>
#include <memory>

#include "gtest/gtest.h"
#include "sealframe/keyring/iv/iv_frame.h"
#include "sealframe/keyring/iv/iv_windows.h"
#include "sealframe/keyring/iv/testing/iv_fixture.h"
#include "sealframe/keyring/spare_arrays.h"
#include "sealframe/tests/testing/counting_allocator.h"

namespace sealframe {
namespace {

class IvMemoryTest : public IvFixture {
 protected:
  // CountFor opens two frames of each of `ssrcs` new SSRCs, and returns the
  // number of allocations.
  size_t CountFor(size_t ssrcs) {
    return CountAllocations([this, ssrcs] {
      for (size_t i = 0; i < ssrcs; ++i, ++ssrc_) {
        EXPECT_TRUE(Open(Iv(ssrc_, 5, 1)));
        EXPECT_TRUE(Open(Iv(ssrc_, 5, 2)));
      }
    });
  }

  uint32_t ssrc_ = 1;
};

TEST_F(IvMemoryTest, AParticipantWhoSendsNothingTakesLittle) {
  EXPECT_LE(sizeof(IvWindows), 2048u);
  EXPECT_EQ(CountAllocations([this] {
              EXPECT_EQ(std::make_unique<IvWindows>(
                            IvLayout::kSsrcTimestampWord, memory_)
                            ->Accepts(kKey, Iv(1, 5, 1), clock_),
                        true);
            }),
            1u);
}

TEST_F(IvMemoryTest, FramesAllocateNothingWhileMemoryIsReady) {
  EXPECT_EQ(CountFor(kSpareArrays), 0u);
  EXPECT_EQ(CountFor(1), 1u);
  memory_->Refill();
  EXPECT_EQ(CountFor(kSpareArrays), 0u);
}

TEST_F(IvMemoryTest, TheFirstArchivedLaneAllocates) {
  CountFor(kIvWindows - kSpareArrays);
  memory_->Refill();
  EXPECT_EQ(CountFor(kSpareArrays), 0u);
  EXPECT_EQ(CountFor(1), 1u);
  EXPECT_EQ(CountFor(10), 0u);
}

}  // namespace
}  // namespace sealframe
