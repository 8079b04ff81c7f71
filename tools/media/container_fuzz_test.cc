// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/testing/container_fuzz.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/tests/media/sample.h"
#include "sealframe/tools/media/container.h"
#include "sealframe/tools/media/delimited_obus.h"
#include "sealframe/tools/media/media_frame.h"
#include "sealframe/tools/media/ogg_page.h"

namespace sealframe {
namespace {

using ::testing::TestWithParam;
using ::testing::Values;

class HostileFileTest : public TestWithParam<const char*> {
 protected:
  const std::vector<uint8_t> file_ = ReadSample(GetParam());
};

INSTANTIATE_TEST_SUITE_P(Samples, HostileFileTest,
                         Values("vp8.ivf", "vp9.ivf", "av1.ivf", "h264.h264",
                                "h265.h265", "opus.ogg"),
                         [](const auto& test) {
                           const std::string name = test.param;
                           return name.substr(0, name.find('.'));
                         });

TEST_P(HostileFileTest, EveryTruncatedSampleReadsOrIsRefused) {
  const absl::Span<const uint8_t> whole = file_;
  ASSERT_FALSE(whole.empty());
  const auto frames = ReadFrames(whole);
  ASSERT_TRUE(frames.ok()) << frames.status();
  for (size_t n = 0; n < whole.size(); ++n) {
    // A separate copy, so that a sanitizer detects reads past its end.
    const std::vector<uint8_t> part(whole.begin(), whole.begin() + n);
    const auto read = ReadFrames(part);
    ASSERT_TRUE(!read.ok() || read->size() <= frames->size()) << n << " bytes";
  }
}

// SetChecksums corrects the checksums of the consecutive pages that `file`
// starts with, so that mutations get past them.
void SetChecksums(absl::Span<uint8_t> file) {
  constexpr size_t kHeader = 27;
  while (file.size() >= kHeader && LooksLikeOgg(file)) {
    const size_t segments = file[26];
    size_t size = kHeader + segments;
    for (size_t i = 0; i < segments && kHeader + i < file.size(); ++i) {
      size += file[kHeader + i];
    }
    if (size > file.size()) {
      return;
    }
    SetOggChecksum(file.first(size));
    file.remove_prefix(size);
  }
}

std::vector<uint8_t> Mutate(std::vector<uint8_t> file, std::mt19937* random) {
  constexpr uint8_t kAwkward[] = {0x00, 0x01, 0x03, 0x7f, 0x80, 0xff};
  for (uint32_t changes = 1 + (*random)() % 4; changes > 0; --changes) {
    // Half of all mutations hit the front, where the headers are.
    const size_t range = (*random)() % 2 == 0 ? file.size() : 200;
    uint8_t& byte = file[(*random)() % std::min(range, file.size())];
    switch ((*random)() % 3) {
      case 0:
        byte ^= static_cast<uint8_t>(1u << (*random)() % 8);
        break;
      case 1:
        byte = kAwkward[(*random)() % sizeof(kAwkward)];
        break;
      default:
        byte = static_cast<uint8_t>((*random)());
    }
  }
  SetChecksums(absl::MakeSpan(file));
  return file;
}

// Mutating the front of a sample, which holds several frames, is faster than
// mutating all of it.
TEST_P(HostileFileTest, RandomlyMutatedSamplesRoundTripOrAreRefused) {
  constexpr size_t kFront = 6000;
  std::vector<uint8_t> front = file_;
  front.resize(std::min(front.size(), kFront));
  while (!ReadFrames(front).ok()) {
    front.pop_back();
  }
  std::mt19937 random(20260101);
  for (int i = 0; i < 4000; ++i) {
    FuzzContainer(Mutate(front, &random));
  }
}

TEST_P(HostileFileTest, UnmodifiedSampleRoundTrips) { FuzzContainer(file_); }

TEST(ObuStreamTest, RandomlyMutatedObuStreamsRoundTripOrAreRefused) {
  std::vector<uint8_t> stream;
  std::vector<uint8_t> delimited;
  const auto frames = ReadFrames(ReadSample("av1.ivf"));
  ASSERT_TRUE(frames.ok()) << frames.status();
  for (size_t i = 0; i < 8; ++i) {
    const std::vector<uint8_t>& unit = (*frames)[i].data;
    const std::vector<uint8_t> made = *DelimitUnit(unit);
    stream.insert(stream.end(), unit.begin(), unit.end());
    delimited.insert(delimited.end(), made.begin(), made.end());
  }
  std::mt19937 random(20260101);
  for (const std::vector<uint8_t>& file : {stream, delimited}) {
    FuzzContainer(file);
    for (int i = 0; i < 4000; ++i) {
      FuzzContainer(Mutate(file, &random));
    }
  }
}

}  // namespace
}  // namespace sealframe
