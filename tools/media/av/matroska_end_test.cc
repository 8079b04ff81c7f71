// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/av/matroska_end.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

// File returns a header of two bytes and the start of a segment.
Bytes File(const Bytes& segment_size) {
  Bytes file = {0x1a, 0x45, 0xdf, 0xa3, 0x82, 7, 7, 0x18, 0x53, 0x80, 0x67};
  for (const uint8_t byte : segment_size) {
    file.push_back(byte);
  }
  return file;
}

TEST(MatroskaEndTest, EndIsThatOfTheSegment) {
  EXPECT_EQ(MatroskaEnd(File({0x85})), 12u + 5);
  EXPECT_EQ(MatroskaEnd(File({0x42, 0x10})), 13u + 0x210);
  EXPECT_EQ(MatroskaEnd(File({0x01, 0, 0, 0, 0, 1, 2, 3})), 19u + 0x10203);
}

TEST(MatroskaEndTest, LiveFilesAndOthersHaveNoEnd) {
  EXPECT_EQ(MatroskaEnd(File({0xff})), std::nullopt);
  EXPECT_EQ(MatroskaEnd(File({0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff})),
            std::nullopt);
  EXPECT_EQ(MatroskaEnd(File({0x00, 1})), std::nullopt);
  const Bytes file = File({0x42, 0x10});
  for (size_t n = 0; n < file.size(); ++n) {
    EXPECT_EQ(MatroskaEnd(absl::MakeConstSpan(file).first(n)), std::nullopt);
  }
  for (const size_t at : {0u, 3u, 7u, 10u}) {
    Bytes other = file;
    other[at] ^= 1;
    EXPECT_EQ(MatroskaEnd(other), std::nullopt);
  }
}

}  // namespace
}  // namespace sealframe
