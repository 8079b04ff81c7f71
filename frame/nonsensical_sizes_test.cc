// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Sizes that no memory has, such as an error code in place of a size: nothing
// wraps, and no plaintext stays in the output. A test of every profile.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/buffers.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/testing/test_call.h"

namespace sealframe {
namespace {

using ::testing::Each;

constexpr size_t kMax = std::numeric_limits<size_t>::max();

class NonsensicalSizesTest : public testing::TestWithParam<ProfileEntry> {
 protected:
  TestPair pair_{{.profile = GetParam().make({}).value()}};
};

INSTANTIATE_TEST_SUITE_P(Profiles, NonsensicalSizesTest,
                         testing::ValuesIn(Profiles()), [](const auto& test) {
                           return std::string(test.param.name);
                         });

TEST_P(NonsensicalSizesTest, UpperBoundsDoNotWrap) {
  for (const size_t size : {kMax, kMax - 1, kMax - 40, kMax / 2 + 1}) {
    EXPECT_GE(pair_.send->MaxSealedSize(size), size) << size;
    EXPECT_GE(pair_.receive->MaxOpenedSize(size), size / 2) << size;
  }
  EXPECT_EQ(pair_.send->MaxSealedSize(kMax), kMax);
}

TEST_P(NonsensicalSizesTest, TheWholeOutputIsZeroInPlace) {
  for (const size_t size : {kMax, kMax - 1, kMax - 40, kMax / 2 + 1}) {
    Bytes buffer(100, 7);
    const auto frame = absl::MakeConstSpan(buffer.data(), size);
    EXPECT_EQ(pair_.send->Seal({}, frame, absl::MakeSpan(buffer)).status,
              FrameStatus::kFrameTooLarge);
    EXPECT_THAT(buffer, Each(0));
    buffer.assign(100, 7);
    EXPECT_EQ(pair_.receive->Open({}, frame, absl::MakeSpan(buffer)).status,
              FrameStatus::kFrameTooLarge);
    EXPECT_THAT(buffer, Each(0));
  }
}

TEST_P(NonsensicalSizesTest, TheWholeOutputIsZeroApart) {
  Bytes buffers(200, 7);
  for (const size_t from : {0u, 100u}) {
    const auto frame = absl::MakeConstSpan(buffers.data() + from, kMax);
    const auto out = absl::MakeSpan(buffers).subspan(100 - from, 100);
    EXPECT_EQ(pair_.send->Seal({}, frame, out).status,
              FrameStatus::kFrameTooLarge);
    EXPECT_THAT(out, Each(0));
  }
}

TEST_P(NonsensicalSizesTest, AnOutputThatNoMemoryHasIsLeftAlone) {
  for (const size_t size : {kMax, kMaxBufferSize + 1}) {
    Bytes buffer(100, 7);
    EXPECT_EQ(pair_.send
                  ->Seal({}, absl::MakeConstSpan(buffer).first(20),
                         absl::MakeSpan(buffer.data(), size))
                  .status,
              FrameStatus::kBuffersOverlap);
    EXPECT_EQ(pair_.send
                  ->Seal({}, absl::MakeConstSpan(buffer.data(), kMax),
                         absl::MakeSpan(buffer.data(), size))
                  .status,
              FrameStatus::kBuffersOverlap);
    EXPECT_THAT(buffer, Each(7));
  }
}

}  // namespace
}  // namespace sealframe
