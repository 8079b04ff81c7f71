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
#include "sealframe/tools/media/av/av_io.h"
#include "sealframe/tools/media/av/av_output.h"
#include "sealframe/tools/media/av/decoding_times.h"
#include "sealframe/tools/media/media_frame.h"
#include "sealframe/tools/media/temporary_file.h"

namespace sealframe {
namespace {

using ::testing::HasSubstr;
using ::testing::TestWithParam;
using ::testing::Values;
using Bytes = std::vector<uint8_t>;

std::unique_ptr<TemporaryFile> FileOf(absl::Span<const uint8_t> bytes) {
  auto file = TemporaryFile::Create();
  EXPECT_TRUE(file.ok()) << file.status();
  EXPECT_TRUE((*file)->Append(bytes).ok());
  return *std::move(file);
}

// Read returns the packets of the file `bytes`.
absl::StatusOr<std::vector<ContainerFrame>> Read(
    absl::Span<const uint8_t> bytes) {
  const auto file = FileOf(bytes);
  const auto input = AvInput::Open(file->fd());
  if (!input.ok()) {
    return input.status();
  }
  std::vector<ContainerFrame> frames;
  for (;;) {
    const absl::StatusOr<AvPacketPtr> packet = (*input)->Next();
    if (!packet.ok()) {
      return packet.status();
    }
    if (*packet == nullptr) {
      return frames;
    }
    frames.push_back((*input)->FrameOf(**packet));
  }
}

std::vector<ContainerFrame> FramesOf(absl::Span<const uint8_t> bytes) {
  auto frames = Read(bytes);
  EXPECT_TRUE(frames.ok()) << frames.status();
  return frames.ok() ? *std::move(frames) : std::vector<ContainerFrame>();
}

// Written returns `bytes`, a file, with `frames` as its contents and its times
// stored in one of the two ways.
absl::StatusOr<Bytes> Written(absl::Span<const uint8_t> bytes,
                              const std::vector<ContainerFrame>& frames,
                              AvTimes way) {
  const auto file = FileOf(bytes);
  const auto result = FileOf({});
  auto times = DecodingTimes::Read(file->fd());
  const auto input = AvInput::Open(file->fd());
  if (!times.ok() || !input.ok()) {
    return times.ok() ? input.status() : times.status();
  }
  const auto output = AvOutput::Create(**input, way, result->fd());
  absl::Status status = output.status();
  for (size_t i = 0; status.ok() && i < frames.size(); ++i) {
    const absl::StatusOr<AvPacketPtr> packet = (*input)->Next();
    times->Set(packet->get());
    status = (*output)->Write(**packet, frames[i].data);
  }
  status = status.ok() ? (*output)->Finish() : status;
  if (!status.ok()) {
    return status;
  }
  constexpr size_t kLarge = 1 << 20;
  Bytes written(kLarge);
  written.resize(*result->Read(0, absl::MakeSpan(written)));
  EXPECT_LT(written.size(), kLarge);
  return written;
}

// Rewritten returns the result of the way that keeps the times.
absl::StatusOr<Bytes> Rewritten(absl::Span<const uint8_t> bytes,
                                const std::vector<ContainerFrame>& frames) {
  absl::StatusOr<Bytes> written = Written(bytes, frames, AvTimes::kUsual);
  const auto found = written.ok() ? Read(*written) : written.status();
  const bool has_times =
      found.ok() &&
      std::equal(found->begin(), found->end(), frames.begin(), frames.end(),
                 [](const ContainerFrame& a, const ContainerFrame& b) {
                   return a.info.timestamp == b.info.timestamp;
                 });
  return has_times ? written : Written(bytes, frames, AvTimes::kOther);
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
  for (size_t i = 0; i < frames.size(); ++i) {
    frames[i].data.assign(1 + i * 37, static_cast<uint8_t>(i));
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

TEST_P(AvFileTest, TruncatedFilesAreRefused) {
  for (size_t n = 0; n + 1200 < file_.size(); n += 61) {
    const Bytes part(file_.data(), file_.data() + n);
    EXPECT_EQ(Read(part).status().code(), absl::StatusCode::kInvalidArgument)
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
    const auto frames = Read(altered);
    if (frames.ok()) {
      const auto written = Rewritten(altered, *frames);
      EXPECT_TRUE(written.ok() || written.status().code() ==
                                      absl::StatusCode::kInvalidArgument);
    } else {
      EXPECT_EQ(frames.status().code(), absl::StatusCode::kInvalidArgument);
    }
  }
}

TEST(AvFileRefusalTest, OtherFilesAreRefusedWithAReason) {
  for (const Bytes& file : {Bytes(), Bytes(1000, 0), ReadSample("opus.ogg")}) {
    const absl::Status status = Read(file).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()),
                HasSubstr("the file cannot be read: "));
  }
}

}  // namespace
}  // namespace sealframe
