// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/foreign_format.h"

#include <cstdint>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sealframe {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(ForeignFormatTest, WellKnownFormatIsNamedWithACommand) {
  std::vector<uint8_t> stream(188 * 3);
  stream[0] = stream[188] = stream[376] = 0x47;
  EXPECT_THAT(UnknownFormatText(stream),
              AllOf(HasSubstr("the file is MPEG-TS"),
                    HasSubstr("ffmpeg -i FILE -c copy FILE.mkv")));
  EXPECT_THAT(UnknownFormatText(std::vector<uint8_t>{'F', 'L', 'V', 1, 5}),
              HasSubstr("the file is FLV"));
  EXPECT_THAT(UnknownFormatText(std::vector<uint8_t>{0, 0, 1, 0xba}),
              HasSubstr("the file is MPEG-PS"));
}

TEST(ForeignFormatTest, SoundIsConvertedToOpus) {
  EXPECT_THAT(UnknownFormatText(std::vector<uint8_t>{'f', 'L', 'a', 'C'}),
              AllOf(HasSubstr("the file is FLAC"),
                    HasSubstr("ffmpeg -i FILE -c:a libopus FILE.ogg")));
}

TEST(ForeignFormatTest, OtherFilesAreUnknown) {
  for (const std::vector<uint8_t>& file :
       {std::vector<uint8_t>{0x47}, std::vector<uint8_t>(1000),
        std::vector<uint8_t>{'F', 'L', 'V'}}) {
    EXPECT_THAT(UnknownFormatText(file),
                AllOf(HasSubstr("unknown file format: expected IVF"),
                      Not(HasSubstr("ffmpeg"))));
    EXPECT_EQ(ForeignFormatText(file), "");
  }
  EXPECT_EQ(UnknownFormatText({}), "the file is empty");
}

}  // namespace
}  // namespace sealframe
