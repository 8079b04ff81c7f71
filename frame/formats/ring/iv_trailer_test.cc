// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/iv_trailer.h"

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/nonce.h"

namespace sealframe {
namespace {

constexpr Nonce kIv = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

TEST(IvTrailerTest, ATrailerIsTheIvItsSizeAndTheRingIndex) {
  std::vector<uint8_t> out(kIvTrailerSize);
  WriteIvTrailer(kIv, 0xfe, absl::MakeSpan(out));
  EXPECT_EQ(out, (std::vector<uint8_t>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
                                       12, 0xfe}));
  for (const size_t front : {0u, 1u, 100u}) {
    std::vector<uint8_t> frame(front, 0xcc);
    frame.insert(frame.end(), out.begin(), out.end());
    ASSERT_TRUE(HasIvTrailer(frame));
    EXPECT_EQ(ReadIvTrailer(frame).iv, kIv);
    EXPECT_EQ(ReadIvTrailer(frame).key_index, 0xfe);
  }
}

TEST(IvTrailerTest, OtherIvSizesAndShortFramesHaveNoTrailer) {
  for (size_t size = 0; size < kIvTrailerSize; ++size) {
    EXPECT_FALSE(HasIvTrailer(std::vector<uint8_t>(size, 12)));
  }
  for (int iv_size = 0; iv_size < 256; ++iv_size) {
    std::vector<uint8_t> frame(300);
    frame[298] = static_cast<uint8_t>(iv_size);
    EXPECT_EQ(HasIvTrailer(frame), iv_size == 12);
  }
}

}  // namespace
}  // namespace sealframe
