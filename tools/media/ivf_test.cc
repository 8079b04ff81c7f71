// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/ivf.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/tools/media/media_frame.h"
#include "sealframe/tools/media/testing/whole_file.h"

namespace sealframe {
namespace {

using ::testing::HasSubstr;

// TwoFrames returns a VP8 file with ticks of 1/15 s: a key frame at tick 2 and
// an empty frame at tick 3.
std::vector<uint8_t> TwoFrames() {
  return {'D',  'K',  'I',  'F', 0, 0, 32, 0, 'V', 'P', '8', '0', 160, 0, 120,
          0,    15,   0,    0,   0, 1, 0,  0, 0,   2,   0,   0,   0,   0, 0,
          0,    0,    3,    0,   0, 0, 2,  0, 0,   0,   0,   0,   0,   0,  //
          0x10, 0xaa, 0xbb,                                                //
          0,    0,    0,    0,   3, 0, 0,  0, 0,   0,   0,   0};
}

std::string ErrorOf(const std::vector<uint8_t>& file) {
  const auto frames = ReadWhole(NewIvfFile, file);
  EXPECT_EQ(frames.status().code(), absl::StatusCode::kInvalidArgument);
  return std::string(frames.status().message());
}

TEST(IvfTest, ReadIvfConvertsTimesTo90Kilohertz) {
  const auto frames = ReadWhole(NewIvfFile, TwoFrames());
  ASSERT_TRUE(frames.ok()) << frames.status();
  ASSERT_EQ(frames->size(), 2u);
  const ContainerFrame& first = frames->front();
  EXPECT_EQ(first.data, (std::vector<uint8_t>{0x10, 0xaa, 0xbb}));
  EXPECT_EQ(first.info.codec, Codec::kVp8);
  EXPECT_TRUE(first.info.key_frame);
  EXPECT_FALSE(first.info.audio());
  EXPECT_EQ(first.info.timestamp, 12000u);
  EXPECT_EQ(first.info.index, 0u);
  const ContainerFrame& second = frames->back();
  EXPECT_TRUE(second.data.empty());
  EXPECT_FALSE(second.info.key_frame);
  EXPECT_EQ(second.info.timestamp, 18000u);
  EXPECT_EQ(second.info.index, 1u);
}

TEST(IvfTest, LargestTimesWrapAt32BitsWithoutOverflow) {
  std::vector<uint8_t> file = TwoFrames();
  for (size_t i = 20; i < 24; ++i) {
    file[i] = 0xff;  // The scale.
  }
  for (size_t i = 36; i < 44; ++i) {
    file[i] = 0xff;  // The first frame's time.
  }
  const auto frames = ReadWhole(NewIvfFile, file);
  ASSERT_TRUE(frames.ok()) << frames.status();
  // (2^64 - 1) * (2^32 - 1) * 90000 / 15 modulo 2^32 is 6000.
  EXPECT_EQ(frames->front().info.timestamp, 6000u);
}

TEST(IvfTest, WriteIvfChangesOnlyPayloadsAndSizes) {
  const std::vector<uint8_t> file = TwoFrames();
  const auto written =
      WriteWhole(NewIvfFile, file, {{}, std::vector<uint8_t>(300, 0x55)});
  ASSERT_TRUE(written.ok()) << written.status();
  std::vector<uint8_t> want(file.begin(), file.begin() + 32);
  want.insert(want.end(), {0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0});
  want.insert(want.end(), {0x2c, 1, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0});
  want.insert(want.end(), 300, 0x55);
  EXPECT_EQ(*written, want);
}

TEST(IvfTest, FileWithoutFramesReadsEmptyAndWritesBack) {
  std::vector<uint8_t> file = TwoFrames();
  file.resize(32);
  const auto frames = ReadWhole(NewIvfFile, file);
  ASSERT_TRUE(frames.ok()) << frames.status();
  EXPECT_TRUE(frames->empty());
  EXPECT_EQ(*WriteWhole(NewIvfFile, file, {}), file);
}

TEST(IvfTest, TruncationInsideAFrameIsRefusedWithItsOffset) {
  const std::vector<uint8_t> whole = TwoFrames();
  for (size_t n = 0; n < whole.size(); ++n) {
    const auto frames =
        ReadWhole(NewIvfFile, absl::MakeConstSpan(whole).first(n));
    EXPECT_EQ(frames.ok(), n == 32 || n == 47) << n << " bytes";
  }
  EXPECT_THAT(ErrorOf({whole.begin(), whole.begin() + 40}),
              HasSubstr("frame 0's header, at byte 40"));
  EXPECT_THAT(ErrorOf({whole.begin(), whole.begin() + 46}),
              HasSubstr("frame 0's data, at byte 46"));
  EXPECT_THAT(ErrorOf({whole.begin(), whole.begin() + 50}),
              HasSubstr("frame 1's header, at byte 50"));
}

TEST(IvfTest, FrameLongerThanAnyIsRefusedFromItsSize) {
  std::vector<uint8_t> file = TwoFrames();
  file[35] = 0x7f;  // The first frame's size.
  EXPECT_THAT(ErrorOf(file), HasSubstr("frame 0, at byte 32, has"));
}

TEST(IvfTest, MoreEmptyFramesInARowThanARecorderWritesAreRefused) {
  constexpr size_t kMost = size_t{1} << 16;
  constexpr size_t kHeader = 12;
  std::vector<uint8_t> file = TwoFrames();
  const std::vector<uint8_t> body(file.begin() + 32, file.end() - kHeader);
  // Two runs of the largest number, with a frame between them.
  file.resize(file.size() + (kMost - 1) * kHeader);
  file.insert(file.end(), body.begin(), body.end());
  file.resize(file.size() + kMost * kHeader);
  const auto frames = ReadWhole(NewIvfFile, file);
  ASSERT_TRUE(frames.ok()) << frames.status();
  EXPECT_EQ(frames->size(), 2 * kMost + 2);
  file.resize(file.size() + kHeader);
  EXPECT_THAT(ErrorOf(file), HasSubstr("65536 empty frames in a row, up to "
                                       "frame 131074, at byte 1572926"));
}

TEST(IvfTest, UnsupportedHeadersAreRefused) {
  const struct {
    size_t at;
    uint8_t value;
    const char* error;
  } kCases[] = {{0, 'X', "signature"},         {4, 1, "version 0"},
                {6, 33, "header of 32 bytes"}, {11, '7', "\"VP87\""},
                {16, 0, "time base"},          {20, 0, "time base"}};
  for (const auto& c : kCases) {
    std::vector<uint8_t> file = TwoFrames();
    file[c.at] = c.value;
    EXPECT_THAT(ErrorOf(file), HasSubstr(c.error));
  }
}

}  // namespace
}  // namespace sealframe
