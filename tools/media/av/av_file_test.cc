// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <ostream>
#include <random>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/tests/media/sample.h"
#include "sealframe/tools/media/av/av_input.h"
#include "sealframe/tools/media/av/av_output.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {
namespace {

using ::testing::HasSubstr;
using ::testing::TestWithParam;
using ::testing::Values;
using Bytes = std::vector<uint8_t>;

std::vector<ContainerFrame> FramesOf(absl::Span<const uint8_t> file) {
  const auto input = AvInput::Read(file);
  EXPECT_TRUE(input.ok()) << input.status();
  return input.ok() ? (*input)->Frames() : std::vector<ContainerFrame>();
}

// Rewritten returns `file` with `frames` as its contents.
absl::StatusOr<Bytes> Rewritten(absl::Span<const uint8_t> file,
                                const std::vector<ContainerFrame>& frames) {
  const auto input = AvInput::Read(file);
  if (!input.ok()) {
    return input.status();
  }
  std::vector<absl::Span<const uint8_t>> payloads;
  for (const ContainerFrame& frame : frames) {
    payloads.push_back(frame.data);
  }
  return WriteAvFile(**input, payloads);
}

void ExpectSame(const std::vector<ContainerFrame>& found,
                const std::vector<ContainerFrame>& want) {
  ASSERT_EQ(found.size(), want.size());
  for (size_t i = 0; i < want.size(); ++i) {
    EXPECT_EQ(found[i].data, want[i].data) << i;
    EXPECT_EQ(found[i].info.codec, want[i].info.codec) << i;
    EXPECT_EQ(found[i].info.stream, want[i].info.stream) << i;
    EXPECT_EQ(found[i].info.timestamp, want[i].info.timestamp) << i;
    EXPECT_EQ(found[i].length_size, want[i].length_size) << i;
  }
}

struct Sample {
  const char* name;
  Codec video;
  size_t length_size;
};
void PrintTo(const Sample& s, std::ostream* os) { *os << s.name; }

class AvFileTest : public TestWithParam<Sample> {
 protected:
  const Bytes file_ = ReadSample(GetParam().name);
};

INSTANTIATE_TEST_SUITE_P(Samples, AvFileTest,
                         Values(Sample{"h264_opus.mp4", Codec::kH264, 4},
                                Sample{"vp8_opus.webm", Codec::kVp8, 0}),
                         [](const auto& test) {
                           return std::string(CodecName(test.param.video));
                         });

TEST_P(AvFileTest, PacketsHaveTheirStreamCodecAndTime) {
  size_t videos = 0;
  size_t sounds = 0;
  std::vector<uint32_t> times;
  for (const ContainerFrame& frame : FramesOf(file_)) {
    if (frame.info.stream == 0) {
      EXPECT_EQ(frame.info.codec, GetParam().video);
      EXPECT_EQ(frame.length_size, GetParam().length_size);
      times.push_back(frame.info.timestamp);
      ++videos;
    } else {
      EXPECT_EQ(frame.info.stream, 1u);
      EXPECT_EQ(frame.info.codec, Codec::kOpus);
      EXPECT_EQ(frame.length_size, 0u);
      ++sounds;
    }
    EXPECT_EQ(frame.info.index, videos + sounds - 1);
  }
  EXPECT_EQ(videos, 9u);
  EXPECT_EQ(sounds, 31u);
  // With B-frames, pictures are not in the order of their times.
  EXPECT_EQ(std::is_sorted(times.begin(), times.end()),
            GetParam().video != Codec::kH264);
  std::sort(times.begin(), times.end());
  for (size_t i = 1; i < times.size(); ++i) {
    EXPECT_NEAR(times[i] - times[i - 1], 6000.0, 90) << i;
  }
}

TEST_P(AvFileTest, OtherContentsOfAnySizeComeBackAtTheSameTimes) {
  std::vector<ContainerFrame> frames = FramesOf(file_);
  for (ContainerFrame& frame : frames) {
    frame.data.assign(1 + frame.info.index * 37,
                      static_cast<uint8_t>(frame.info.index));
  }
  const auto written = Rewritten(file_, frames);
  ASSERT_TRUE(written.ok()) << written.status();
  ExpectSame(FramesOf(*written), frames);
  // And back.
  const auto again = Rewritten(*written, FramesOf(file_));
  ASSERT_TRUE(again.ok()) << again.status();
  ExpectSame(FramesOf(*again), FramesOf(file_));
  EXPECT_EQ(*Rewritten(*written, FramesOf(file_)), *again);
}

TEST_P(AvFileTest, NumberOfPayloadsMustBeThatOfThePackets) {
  std::vector<ContainerFrame> frames = FramesOf(file_);
  frames.pop_back();
  EXPECT_EQ(Rewritten(file_, frames).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST_P(AvFileTest, TruncatedFilesAreRefused) {
  for (size_t n = 0; n + 1200 < file_.size(); n += 61) {
    const Bytes part(file_.begin(), file_.begin() + n);
    EXPECT_EQ(AvInput::Read(part).status().code(),
              absl::StatusCode::kInvalidArgument)
        << n << " bytes";
  }
}

TEST_P(AvFileTest, AlteredFilesAreReadOrRefused) {
  std::mt19937 random(20260101);
  for (int i = 0; i < 300; ++i) {
    Bytes altered = file_;
    for (int changes = 0; changes < 6; ++changes) {
      const size_t range = random() % 2 == 0 ? 800 : altered.size();
      altered[random() % range] = static_cast<uint8_t>(random());
    }
    const auto input = AvInput::Read(altered);
    if (input.ok()) {
      std::vector<ContainerFrame> frames = (*input)->Frames();
      const auto written = Rewritten(altered, frames);
      EXPECT_TRUE(written.ok() || written.status().code() ==
                                      absl::StatusCode::kInvalidArgument);
    } else {
      EXPECT_EQ(input.status().code(), absl::StatusCode::kInvalidArgument);
    }
  }
}

TEST(AvFileRefusalTest, OtherFilesAreRefusedWithAReason) {
  for (const Bytes& file : {Bytes(), Bytes(1000, 0), ReadSample("opus.ogg")}) {
    const auto input = AvInput::Read(file);
    EXPECT_EQ(input.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(input.status().message()),
                HasSubstr("the file cannot be read: "));
  }
}

}  // namespace
}  // namespace sealframe
