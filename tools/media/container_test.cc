// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/container.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/tests/media/sample.h"
#include "sealframe/tools/media/delimited_obus.h"
#include "sealframe/tools/media/ivf.h"
#include "sealframe/tools/media/media_frame.h"
#include "sealframe/tools/media/ogg_page.h"
#include "sealframe/tools/media/sealed_obu.h"
#include "sealframe/tools/media/testing/ogg_test_stream.h"
#include "sealframe/tools/media/testing/rewritten_file.h"
#include "sealframe/tools/media/testing/toy_cipher.h"
#include "sealframe/tools/media/testing/whole_file.h"

namespace sealframe {
namespace {

using ::testing::HasSubstr;
using ::testing::TestWithParam;
using ::testing::Values;

struct Sample {
  const char* file;
  ContainerFormat format;
  Codec codec;
  size_t frames;
  std::vector<size_t> key_frames;
  uint32_t ticks;  // Timestamp difference of consecutive frames.
};
void PrintTo(const Sample& s, std::ostream* os) { *os << s.file; }

class SampleTest : public TestWithParam<Sample> {
 protected:
  const std::vector<uint8_t> file_ = ReadSample(GetParam().file);
};

INSTANTIATE_TEST_SUITE_P(
    Media, SampleTest,
    Values(
        Sample{
            "vp8.ivf", ContainerFormat::kIvf, Codec::kVp8, 30, {0, 15}, 6000},
        Sample{
            "vp9.ivf", ContainerFormat::kIvf, Codec::kVp9, 30, {0, 15}, 6000},
        Sample{
            "av1.ivf", ContainerFormat::kIvf, Codec::kAv1, 30, {0, 15}, 6000},
        Sample{"h264.h264",
               ContainerFormat::kAnnexB,
               Codec::kH264,
               30,
               {0, 15},
               3000},
        Sample{"h265.h265",
               ContainerFormat::kAnnexB,
               Codec::kH265,
               30,
               {0, 15},
               3000},
        Sample{
            "opus.ogg", ContainerFormat::kOggOpus, Codec::kOpus, 151, {}, 960}),
    [](const auto& test) { return std::string(CodecName(test.param.codec)); });

TEST_P(SampleTest, ReadFramesReturnsFormatCodecTimestampsAndKeyFrames) {
  EXPECT_EQ(DetectContainer(file_), GetParam().format);
  const auto frames = ReadFrames(file_);
  ASSERT_TRUE(frames.ok()) << frames.status();
  ASSERT_EQ(frames->size(), GetParam().frames);
  std::vector<size_t> key_frames;
  for (size_t i = 0; i < frames->size(); ++i) {
    const MediaFrame& info = (*frames)[i].info;
    EXPECT_EQ(info.codec, GetParam().codec);
    EXPECT_EQ(info.index, i);
    EXPECT_EQ(info.timestamp, i * GetParam().ticks);
    EXPECT_EQ(info.audio(), GetParam().codec == Codec::kOpus);
    EXPECT_FALSE((*frames)[i].data.empty());
    if (info.key_frame) {
      key_frames.push_back(i);
    }
  }
  EXPECT_EQ(key_frames, GetParam().key_frames);
}

TEST_P(SampleTest, SealingAndOpeningRestoresTheFile) {
  const auto sealed = SealFrames(file_, ToySeal);
  ASSERT_TRUE(sealed.ok()) << sealed.status();
  EXPECT_NE(*sealed, file_);
  const auto opened = OpenFrames(*sealed, ToyOpen);
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_EQ(*opened, file_);
}

TEST_P(SampleTest, SealedFileReadsAsTheSameContainer) {
  const auto sealed = SealFrames(file_, ToySeal);
  ASSERT_TRUE(sealed.ok()) << sealed.status();
  EXPECT_EQ(DetectContainer(*sealed), GetParam().format);
  const auto before = ReadFrames(file_);
  const auto after = ReadFrames(*sealed);
  ASSERT_TRUE(after.ok()) << after.status();
  ASSERT_EQ(after->size(), before->size());
  for (size_t i = 0; i < before->size(); ++i) {
    std::vector<uint8_t> want;
    absl::Span<const uint8_t> plain = (*before)[i].data;
    if (GetParam().codec == Codec::kAv1) {
      plain.remove_prefix(TemporalDelimiterSize(plain));
    }
    ASSERT_TRUE(ToySeal((*before)[i].info, plain, &want).ok());
    EXPECT_EQ((*after)[i].data, want);
    EXPECT_EQ((*after)[i].info.codec, GetParam().codec);
    EXPECT_EQ((*after)[i].info.timestamp, (*before)[i].info.timestamp);
    if (GetParam().codec == Codec::kAv1) {
      EXPECT_EQ((*after)[i].info.key_frame, (*before)[i].info.key_frame);
    }
  }
}

TEST_P(SampleTest, RewriterErrorAbortsAndIsReturned) {
  size_t calls = 0;
  const auto stop = [&calls](const MediaFrame&, absl::Span<const uint8_t>,
                             std::vector<uint8_t>*) {
    return ++calls == 3 ? absl::DataLossError("enough") : absl::OkStatus();
  };
  const auto opened = OpenFrames(file_, stop);
  EXPECT_EQ(opened.status(), absl::DataLossError("enough"));
  EXPECT_EQ(calls, 3u);
}

TEST_P(SampleTest, RewriterMayEmptyAFrame) {
  const auto empty = [](const MediaFrame& frame, absl::Span<const uint8_t> in,
                        std::vector<uint8_t>* out) {
    EXPECT_TRUE(out->empty());
    if (frame.index != 1) {
      out->assign(in.begin(), in.end());
    }
    return absl::OkStatus();
  };
  const auto sealed = SealFrames(file_, empty);
  ASSERT_TRUE(sealed.ok()) << sealed.status();
  const auto frames = ReadFrames(*sealed);
  ASSERT_TRUE(frames.ok()) << frames.status();
  EXPECT_EQ(frames->size(), GetParam().frames);
  EXPECT_TRUE((*frames)[1].data.empty());
  EXPECT_FALSE((*frames)[2].data.empty());
}

TEST(ContainerTest, UnknownFormatsAreRefused) {
  for (const std::vector<uint8_t>& file :
       {std::vector<uint8_t>(), {'R', 'I', 'F', 'F', 0, 0, 0, 0}}) {
    EXPECT_EQ(DetectContainer(file), ContainerFormat::kUnknown);
    EXPECT_EQ(ReadFrames(file).status().code(),
              absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(SealFrames(file, ToySeal).status().code(),
              absl::StatusCode::kInvalidArgument);
  }
}

TEST(ContainerTest, SealingASealedFileIsRefusedWhereItsFormShowsIt) {
  for (const char* const name : {"h264.h264", "h265.h265", "av1.ivf"}) {
    const auto sealed = SealFrames(ReadSample(name), ToySeal);
    ASSERT_TRUE(sealed.ok()) << sealed.status();
    const auto again = SealFrames(*sealed, ToySeal);
    EXPECT_EQ(again.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(again.status().message()),
                HasSubstr("already sealed"));
  }
}

// Av1Units returns the temporal units of the AV1 sample.
std::vector<std::vector<uint8_t>> Av1Units() {
  std::vector<std::vector<uint8_t>> units;
  const auto frames = ReadFrames(ReadSample("av1.ivf"));
  EXPECT_TRUE(frames.ok()) << frames.status();
  for (const ContainerFrame& frame : *frames) {
    units.push_back(frame.data);
  }
  return units;
}

TEST(ContainerTest, ObuStreamsOfBothFormatsRoundTrip) {
  const std::vector<std::vector<uint8_t>> units = Av1Units();
  std::vector<uint8_t> stream;
  std::vector<uint8_t> delimited;
  for (const std::vector<uint8_t>& unit : units) {
    stream.insert(stream.end(), unit.begin(), unit.end());
    const auto made = DelimitUnit(unit);
    ASSERT_TRUE(made.ok()) << made.status();
    delimited.insert(delimited.end(), made->begin(), made->end());
  }
  const struct {
    std::vector<uint8_t> file;
    ContainerFormat format;
  } files[] = {{stream, ContainerFormat::kObuStream},
               {delimited, ContainerFormat::kDelimitedObus}};
  for (const auto& [file, format] : files) {
    EXPECT_EQ(DetectContainer(file), format);
    const auto sealed = SealFrames(file, ToySeal);
    ASSERT_TRUE(sealed.ok()) << sealed.status();
    EXPECT_EQ(DetectContainer(*sealed), format);
    EXPECT_EQ(ReadFrames(*sealed)->size(), units.size());
    const auto opened = OpenFrames(*sealed, ToyOpen);
    ASSERT_TRUE(opened.ok()) << opened.status();
    EXPECT_EQ(*opened, file);
  }
}

// As software writes them that puts frames into a container and adds nothing.
TEST(ContainerTest, Av1FramesThatOthersSealedOpen) {
  const std::vector<uint8_t> file = ReadSample("av1.ivf");
  std::vector<std::vector<uint8_t>> raw;
  const auto frames = ReadFrames(file);
  ASSERT_TRUE(frames.ok()) << frames.status();
  for (const ContainerFrame& frame : *frames) {
    raw.emplace_back();
    ASSERT_TRUE(ToySeal(frame.info, frame.data, &raw.back()).ok());
  }
  const auto opened = OpenFrames(*WriteWhole(NewIvfFile, file, raw), ToyOpen);
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_EQ(*opened, file);
}

TEST(ContainerTest, Mp4AndMatroskaAreRecognizedByTheirFirstBytes) {
  for (const std::vector<uint8_t>& file :
       {std::vector<uint8_t>{0, 0, 0, 32, 'f', 't', 'y', 'p'},
        {0, 0, 0, 24, 's', 't', 'y', 'p'},
        {0, 0, 9, 24, 'm', 'o', 'o', 'v'},
        {0, 0, 0, 8, 'w', 'i', 'd', 'e'},
        {0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x86, 0x81}}) {
    EXPECT_EQ(DetectContainer(file), ContainerFormat::kAv);
  }
}

// An overflow page after a page that had room would be merged into it.
TEST(ContainerTest, FileThatCannotBeRestoredIsRefused) {
  const std::vector<uint8_t> file =
      MakeOggTestStream({{0, 960, {10}}, {kOggOverflow | kOggLast, 1920, {7}}});
  ASSERT_TRUE(ReadFrames(file).ok());
  bool called = false;
  const auto note = [&called](const MediaFrame&, absl::Span<const uint8_t>,
                              std::vector<uint8_t>*) {
    called = true;
    return absl::OkStatus();
  };
  const auto sealed = SealFrames(file, note);
  EXPECT_EQ(sealed.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(sealed.status().message()),
              HasSubstr("could not be restored"));
  EXPECT_FALSE(called);
}

// A cipher does not produce a mark within a unit, but a rewriter could.
TEST(ContainerTest, SealedFramesThatWouldSplitDifferentlyAreRefused) {
  const auto sealed = SealFrames(ReadSample("h264.h264"), ToySeal);
  ASSERT_TRUE(sealed.ok()) << sealed.status();
  const auto nest = [&sealed](const MediaFrame&, absl::Span<const uint8_t>,
                              std::vector<uint8_t>* out) {
    *out = *sealed;
    return absl::OkStatus();
  };
  EXPECT_EQ(SealFrames(ReadSample("h264.h264"), nest).status().code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST(ContainerTest, OpenFramesAcceptsAnAnnexBStreamWithoutMarks) {
  const std::vector<uint8_t> file = ReadSample("h264.h264");
  const auto copy = [](const MediaFrame&, absl::Span<const uint8_t> in,
                       std::vector<uint8_t>* out) {
    out->assign(in.begin(), in.end());
    return absl::OkStatus();
  };
  const auto opened = OpenFrames(file, copy);
  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_EQ(*opened, file);
}

}  // namespace
}  // namespace sealframe
