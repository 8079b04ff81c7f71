// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/ogg_opus.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/media_file.h"
#include "sealframe/tools/media/media_frame.h"
#include "sealframe/tools/media/ogg_page.h"
#include "sealframe/tools/media/testing/ogg_test_stream.h"
#include "sealframe/tools/media/testing/whole_file.h"

namespace sealframe {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::TestWithParam;
using ::testing::Values;

using Packets = std::vector<std::vector<uint8_t>>;

std::unique_ptr<MediaFile> OggFile(ByteInput& input) {
  return NewOggOpusFile(input, Purpose::kOpening);
}

absl::StatusOr<std::vector<ContainerFrame>> ReadOgg(
    const std::vector<uint8_t>& file) {
  return ReadWhole(OggFile, file);
}

absl::StatusOr<std::vector<uint8_t>> WriteOgg(const std::vector<uint8_t>& file,
                                              const Packets& packets) {
  return WriteWhole(OggFile, file, packets);
}

// PagesOf returns the pages of a file.
std::vector<OggPage> PagesOf(const std::vector<uint8_t>& file) {
  std::vector<OggPage> pages;
  for (size_t at = 0; at < file.size();) {
    const auto page = ReadOggPage(absl::MakeConstSpan(file).subspan(at), at);
    EXPECT_TRUE(page.ok()) << page.status();
    if (!page.ok()) {
      break;
    }
    pages.push_back(*page);
    at += page->size;
  }
  return pages;
}

Packets PacketsOf(const std::vector<uint8_t>& file) {
  const auto frames = ReadOgg(file);
  EXPECT_TRUE(frames.ok()) << frames.status();
  Packets packets;
  if (frames.ok()) {
    for (const ContainerFrame& frame : *frames) {
      packets.push_back(frame.data);
    }
  }
  return packets;
}

struct Stream {
  const char* name;
  std::vector<OggTestPage> pages;
};
void PrintTo(const Stream& s, std::ostream* os) { *os << s.name; }

std::vector<uint8_t> Segments(size_t full, std::vector<uint8_t> rest) {
  rest.insert(rest.begin(), full, kOggFullSegment);
  return rest;
}

class WriteTest : public TestWithParam<Stream> {};

INSTANTIATE_TEST_SUITE_P(
    Streams, WriteTest,
    Values(Stream{"NoAudio", {}}, Stream{"OnePacket", {{kOggLast, 960, {10}}}},
           Stream{"WithoutTheLastPagesFlag", {{0, 960, {10}}}},
           Stream{"EmptyPackets", {{kOggLast, 2880, {0, 0, 10}}}},
           Stream{"EmptyPages",
                  {{0, kOggNoGranule, {}}, {0, 960, {5}}, {kOggLast, 960, {}}}},
           Stream{"FullOfPackets",
                  {{0, 255 * 960, std::vector<uint8_t>(255, 250)},
                   {kOggLast, 510 * 960, std::vector<uint8_t>(255, 254)}}},
           Stream{"FullOfOnePacket",
                  {{0, 960, Segments(254, {9})},
                   {kOggLast, 1920, Segments(254, {0})}}},
           Stream{"PacketOverManyPages",
                  {{0, kOggNoGranule, Segments(255, {})},
                   {kOggContinued, kOggNoGranule, Segments(255, {})},
                   {kOggContinued, 1920, Segments(255 - 2, {254, 3})},
                   {kOggLast, 2880, {7}}}},
           Stream{"PacketOverPagesThatAreNotFull",
                  {{0, 960, {5, 255}},
                   {kOggContinued, kOggNoGranule, {255, 255}},
                   {kOggContinued | kOggLast, 1920, {0}}}},
           Stream{"FullPageThatStartsAndEndsInsidePackets",
                  {{0, 960, Segments(10, {1, 255, 255})},
                   {kOggContinued, 960 * 251,
                    [] {
                      std::vector<uint8_t> lacing(255, 230);
                      lacing[0] = lacing[253] = lacing[254] = kOggFullSegment;
                      return lacing;
                    }()},
                   {kOggContinued | kOggLast, 960 * 252, {0}}}}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(WriteTest, UnchangedPacketsReproduceTheFile) {
  const std::vector<uint8_t> file = MakeOggTestStream(GetParam().pages);
  const auto written = WriteOgg(file, PacketsOf(file));
  ASSERT_TRUE(written.ok()) << written.status();
  EXPECT_EQ(*written, file);
}

TEST_P(WriteTest, GrowingAndShrinkingPacketsReproducesTheFile) {
  const std::vector<uint8_t> file = MakeOggTestStream(GetParam().pages);
  const Packets packets = PacketsOf(file);
  for (const size_t growth : {1u, 17u, 30u, 60u, 255u, 1000u}) {
    Packets longer = packets;
    for (std::vector<uint8_t>& packet : longer) {
      packet.resize(packet.size() + growth, 0x77);
    }
    const auto grown = WriteOgg(file, longer);
    ASSERT_TRUE(grown.ok()) << grown.status();
    EXPECT_EQ(PacketsOf(*grown), longer);
    const auto back = WriteOgg(*grown, packets);
    ASSERT_TRUE(back.ok()) << back.status();
    EXPECT_EQ(*back, file) << "grown by " << growth;
  }
}

// Readers rely on consecutive page numbers, a granule position on exactly the
// pages on which a packet ends, positions that never decrease, and the
// end-of-stream flag on the last page only.
TEST_P(WriteTest, GrownFileIsAValidOggStream) {
  const std::vector<uint8_t> file = MakeOggTestStream(GetParam().pages);
  Packets packets = PacketsOf(file);
  for (std::vector<uint8_t>& packet : packets) {
    packet.resize(packet.size() + 60);
  }
  const auto grown = WriteOgg(file, packets);
  ASSERT_TRUE(grown.ok()) << grown.status();
  const std::vector<OggPage> pages = PagesOf(*grown);
  bool open = false;
  uint64_t granule = 0;
  for (size_t i = 0; i < pages.size(); ++i) {
    const OggPage& page = pages[i];
    EXPECT_EQ(page.sequence, i);
    EXPECT_EQ((page.flags & kOggContinued) != 0, open) << "page " << i;
    bool ends = false;
    for (const uint8_t size : page.lacing) {
      ends |= size < kOggFullSegment;
      open = size == kOggFullSegment;
    }
    if (ends) {
      EXPECT_NE(page.granule, kOggNoGranule) << "page " << i;
      EXPECT_GE(page.granule, granule) << "page " << i;
      granule = page.granule;
    } else if (!page.lacing.empty()) {
      EXPECT_EQ(page.granule, kOggNoGranule) << "page " << i;
    }
    const bool last = i + 1 == pages.size() && i > 1 &&
                      (GetParam().pages.back().flags & kOggLast) != 0;
    EXPECT_EQ((page.flags & kOggLast) != 0, last) << "page " << i;
  }
  EXPECT_FALSE(open);
}

TEST_P(WriteTest, GrownFileKeepsItsTimestamps) {
  const std::vector<uint8_t> file = MakeOggTestStream(GetParam().pages);
  Packets packets = PacketsOf(file);
  for (std::vector<uint8_t>& packet : packets) {
    packet.resize(packet.size() + 30);
  }
  const auto before = ReadOgg(file);
  const auto after = ReadOgg(*WriteOgg(file, packets));
  ASSERT_TRUE(after.ok()) << after.status();
  ASSERT_EQ(after->size(), before->size());
  for (size_t i = 0; i < before->size(); ++i) {
    EXPECT_EQ((*after)[i].info.timestamp, (*before)[i].info.timestamp) << i;
    EXPECT_EQ((*after)[i].info.index, i);
    EXPECT_TRUE((*after)[i].info.audio());
    EXPECT_FALSE((*after)[i].info.key_frame);
  }
}

TEST(OggOpusTest, OverfullPageContinuesInAFlaggedPage) {
  const std::vector<uint8_t> file = MakeOggTestStream(
      {{kOggLast, 255 * 960, std::vector<uint8_t>(255, 250)}});
  Packets packets = PacketsOf(file);
  for (std::vector<uint8_t>& packet : packets) {
    packet.resize(packet.size() + 17);  // Each now takes two segments.
  }
  const auto grown = WriteOgg(file, packets);
  ASSERT_TRUE(grown.ok()) << grown.status();
  const std::vector<OggPage> pages = PagesOf(*grown);
  ASSERT_EQ(pages.size(), 4u);
  EXPECT_EQ(pages[2].lacing.size(), 255u);
  EXPECT_EQ(pages[2].flags, 0);
  EXPECT_EQ(pages[2].granule, 127u * 960);
  EXPECT_EQ(pages[3].lacing.size(), 255u);
  EXPECT_EQ(pages[3].flags, kOggContinued | kOggOverflow | kOggLast);
  EXPECT_EQ(pages[3].granule, 255u * 960);
}

TEST(OggOpusTest, TimestampsAreIn48KilohertzSamples) {
  const auto frames = ReadOgg(MakeOggTestStream(
      {{0, 1920, {1, 1}}, {0, 2880, {255, 1}}, {kOggLast, 3000, {1}}}));
  ASSERT_TRUE(frames.ok()) << frames.status();
  std::vector<uint32_t> times;
  for (const ContainerFrame& frame : *frames) {
    times.push_back(frame.info.timestamp);
  }
  EXPECT_THAT(times, ElementsAre(0, 960, 1920, 2880));
}

TEST(OggOpusTest, PacketTooShortForItsLastPageIsRefused) {
  const std::vector<uint8_t> file = MakeOggTestStream(
      {{0, 960, {3, 255}}, {kOggContinued | kOggLast, 1920, {9}}});
  Packets packets = PacketsOf(file);
  packets[1].resize(255);
  EXPECT_TRUE(WriteOgg(file, packets).ok());
  packets[1].resize(254);
  const auto written = WriteOgg(file, packets);
  EXPECT_EQ(written.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(written.status().message()),
              HasSubstr("packet 1, of 254 bytes"));
}

TEST(OggOpusTest, ChainedStreamsContinueInTimeAndAreWrittenEachAsItWas) {
  std::vector<uint8_t> file =
      MakeOggTestStream({{0, 1920, {10, 20}}, {kOggLast, 2880, {30}}});
  const std::vector<uint8_t> second =
      MakeOggTestStream({{kOggLast, 1920, {40, 50}}});
  file.insert(file.end(), second.begin(), second.end());
  const auto frames = ReadOgg(file);
  ASSERT_TRUE(frames.ok()) << frames.status();
  std::vector<uint32_t> times;
  Packets packets;
  for (const ContainerFrame& frame : *frames) {
    EXPECT_EQ(frame.info.index, times.size());
    times.push_back(frame.info.timestamp);
    packets.push_back(frame.data);
  }
  EXPECT_THAT(times, ElementsAre(0, 960, 1920, 2880, 3840));
  EXPECT_EQ(*WriteOgg(file, packets), file);
  for (std::vector<uint8_t>& packet : packets) {
    packet.resize(packet.size() + 300);
  }
  const auto longer = WriteOgg(file, packets);
  ASSERT_TRUE(longer.ok()) << longer.status();
  EXPECT_EQ(PacketsOf(*longer), packets);
}

}  // namespace
}  // namespace sealframe
