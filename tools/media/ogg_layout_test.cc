// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/ogg_layout.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/ogg_page.h"
#include "sealframe/tools/media/testing/ogg_test_stream.h"

namespace sealframe {
namespace {

using ::testing::HasSubstr;
using ::testing::TestWithParam;
using ::testing::Values;

using Parts = std::vector<OggPart>;

absl::StatusOr<Parts> ReadParts(absl::Span<const uint8_t> file) {
  ByteInput input(file);
  OggLayoutReader reader(input);
  Parts parts;
  for (;;) {
    OggPart part;
    const absl::StatusOr<bool> more = reader.Next(&part);
    if (!more.ok()) {
      return more.status();
    }
    if (!*more) {
      return parts;
    }
    parts.push_back(part);
  }
}

// Parse returns the layout pages of a stream.
Parts Parse(const std::vector<OggTestPage>& pages) {
  absl::StatusOr<Parts> parts = ReadParts(MakeOggTestStream(pages));
  EXPECT_TRUE(parts.ok()) << parts.status();
  if (!parts.ok() || parts->empty()) {
    return {};
  }
  EXPECT_TRUE(parts->front().starts_stream);
  EXPECT_EQ(parts->front().bytes.size(), kOggTestHeaders);
  EXPECT_EQ(parts->front().sequence, 2u);
  return {parts->begin() + 1, parts->end()};
}

TEST(OggLayoutTest, PacketEndsAtASegmentShorterThan255Bytes) {
  const Parts pages = Parse({{0, 2880, {10, 255, 0, 0}}});
  ASSERT_EQ(pages.size(), 1u);
  ASSERT_EQ(pages[0].packets.size(), 3u);
  EXPECT_EQ(pages[0].packets[0].size(), 10u);
  EXPECT_EQ(pages[0].packets[1].size(), 255u);
  EXPECT_EQ(pages[0].packets[2].size(), 0u);
  EXPECT_EQ(pages[0].fragments[1].segments, 2u);
}

TEST(OggLayoutTest, PacketMaySpanSeveralPages) {
  const Parts pages = Parse({{0, 960, {10, 255}},
                             {kOggContinued, kOggNoGranule, {255}},
                             {kOggContinued | kOggLast, 1920, {0}}});
  ASSERT_EQ(pages.size(), 3u);
  EXPECT_FALSE(pages[0].fragments[1].ends);
  EXPECT_FALSE(pages[1].fragments[0].ends);
  EXPECT_TRUE(pages[2].fragments[0].ends);
  EXPECT_TRUE(pages[2].last);
  EXPECT_EQ(pages[0].packets.size(), 1u);
  EXPECT_TRUE(pages[1].packets.empty());
  ASSERT_EQ(pages[2].packets.size(), 1u);
  EXPECT_EQ(pages[2].packets[0].size(), 510u);
}

TEST(OggLayoutTest, OverflowPageIsMergedIntoThePreviousPage) {
  const Parts pages =
      Parse({{0, 960, {10, 255}},
             {kOggContinued | kOggOverflow | kOggLast, 1920, {7}}});
  ASSERT_EQ(pages.size(), 1u);
  EXPECT_EQ(pages[0].granule, 1920u);
  EXPECT_TRUE(pages[0].last);
  ASSERT_EQ(pages[0].fragments.size(), 2u);
  EXPECT_EQ(pages[0].fragments[1].segments, 2u);
}

TEST(OggLayoutTest, PageDurationIsDividedAmongItsPackets) {
  const Parts pages = Parse(
      {{0, 1920, {1, 1}}, {0, 4800, {1, 1, 1}}, {kOggLast, 5000, {1, 1}}});
  EXPECT_EQ(pages[0].start, 0u);
  EXPECT_EQ(pages[0].step, 960u);
  EXPECT_EQ(pages[1].start, 1920u);
  EXPECT_EQ(pages[1].step, 960u);
  // The last page is trimmed; its packets are not.
  EXPECT_EQ(pages[2].start, 4800u);
  EXPECT_EQ(pages[2].step, 960u);
}

TEST(OggLayoutTest, PacketDurationIsCappedAtOpusMaximum) {
  // A recording that starts late and then goes backwards.
  const Parts pages = Parse({{0, 1000000, {1, 1}}, {0, 10, {1}}});
  EXPECT_EQ(pages[0].step, 5760u);
  EXPECT_EQ(pages[0].start, 1000000u - 2 * 5760);
  EXPECT_EQ(pages[1].step, 0u);
  EXPECT_EQ(pages[1].start, 10u);
}

struct Refusal {
  const char* name;
  std::vector<OggTestPage> pages;
  const char* error;  // Expected at the first page after the headers.
};
void PrintTo(const Refusal& r, std::ostream* os) { *os << r.name; }

class RefusalTest : public TestWithParam<Refusal> {};

INSTANTIATE_TEST_SUITE_P(
    Streams, RefusalTest,
    Values(Refusal{"AnotherStream", {{kOggFirst, 0, {1}}}, "multiplexed"},
           Refusal{"ContinuesNothing",
                   {{kOggContinued, 960, {1}}},
                   "no packet to continue"},
           Refusal{"OverflowsFromNothing",
                   {{kOggOverflow, 960, {1}}},
                   "overflow page without a page before it"},
           Refusal{"EndsInsideAPacket",
                   {{0, kOggNoGranule, {255}}},
                   "ends inside its last packet"},
           Refusal{"EndOfPacketWithoutTime",
                   {{0, kOggNoGranule, {1}}},
                   "no granule position"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(RefusalTest, ParseErrorNamesPageAndReason) {
  const auto layout = ReadParts(MakeOggTestStream(GetParam().pages));
  ASSERT_EQ(layout.status().code(), absl::StatusCode::kInvalidArgument);
  const std::string message(layout.status().message());
  EXPECT_THAT(message, HasSubstr(absl::StrCat("byte ", kOggTestHeaders, ":")));
  EXPECT_THAT(message, HasSubstr(GetParam().error));
}

TEST(OggLayoutTest, PageThatDoesNotContinueAnOpenPacketIsRefused) {
  const auto layout =
      ReadParts(MakeOggTestStream({{0, kOggNoGranule, {255}}, {0, 960, {1}}}));
  EXPECT_THAT(std::string(layout.status().message()),
              HasSubstr("the previous packet is not continued"));
}

TEST(OggLayoutTest, PageAfterTheLastPageIsRefused) {
  const auto layout =
      ReadParts(MakeOggTestStream({{kOggLast, 960, {1}}, {0, 1920, {1}}}));
  EXPECT_THAT(std::string(layout.status().message()),
              HasSubstr("follows the last page of the stream"));
}

// ErrorWithPageByte changes one byte of the second page's header, corrects its
// checksum and returns the parser's error.
std::string ErrorWithPageByte(size_t offset, uint8_t value) {
  std::vector<uint8_t> file = MakeOggTestStream({{0, 960, {1}}});
  file[kOggTestHeaders + offset] = value;
  SetOggChecksum(absl::MakeSpan(file).subspan(kOggTestHeaders));
  return std::string(ReadParts(file).status().message());
}

TEST(OggLayoutTest, MultiplexedStreamsAndLostPagesAreRefused) {
  EXPECT_THAT(ErrorWithPageByte(14, 9), HasSubstr("multiplexed"));
  EXPECT_THAT(ErrorWithPageByte(18, 3), HasSubstr("number is 3, not 2"));
}

TEST(OggLayoutTest, NonOpusStreamsAreRefused) {
  std::vector<uint8_t> file = MakeOggTestStream({});
  file[28] = 'X';
  SetOggChecksum(absl::MakeSpan(file).first(47));
  EXPECT_THAT(std::string(ReadParts(file).status().message()),
              HasSubstr("byte 0: not the start of an Opus stream"));
  file = MakeOggTestStream({});
  file[47 + 28] = 'X';
  SetOggChecksum(absl::MakeSpan(file).subspan(47));
  EXPECT_THAT(std::string(ReadParts(file).status().message()),
              HasSubstr("byte 47: expected OpusTags"));
}

TEST(OggLayoutTest, StreamEndsWhereTheNextOneStarts) {
  for (const uint8_t last : {uint8_t{0}, kOggLast}) {
    std::vector<uint8_t> file = MakeOggTestStream({{last, 960, {10}}});
    const size_t first = file.size();
    const std::vector<uint8_t> second =
        MakeOggTestStream({{kOggLast, 1920, {20, 30}}});
    file.insert(file.end(), second.begin(), second.end());
    const auto parts = ReadParts(file);
    ASSERT_TRUE(parts.ok()) << parts.status();
    ASSERT_EQ(parts->size(), 4u);
    EXPECT_EQ((*parts)[0].bytes.size() + (*parts)[1].bytes.size(), first);
    EXPECT_TRUE((*parts)[2].starts_stream);
    EXPECT_EQ((*parts)[3].packets.size(), 2u);
    EXPECT_EQ((*parts)[3].start, 0u);
    EXPECT_EQ((*parts)[3].time, 960u);
  }
}

TEST(OggLayoutTest, StreamThatStartsInsideAPacketIsRefused) {
  std::vector<uint8_t> file = MakeOggTestStream({{0, kOggNoGranule, {255}}});
  const std::vector<uint8_t> second = MakeOggTestStream({{0, 960, {1}}});
  file.insert(file.end(), second.begin(), second.end());
  EXPECT_THAT(std::string(ReadParts(file).status().message()),
              HasSubstr("ends inside its last packet"));
}

// OpusHead has a byte for each channel in the mapping families 1 and 255.
TEST(OggLayoutTest, HeadOfManyChannelsMayTakeSeveralSegments) {
  std::vector<uint8_t> head(21 + 255);
  const std::string name = "OpusHead";
  std::copy(name.begin(), name.end(), head.begin());
  const std::vector<uint8_t> lacing = {255, 21};
  OggPage page;
  page.flags = kOggFirst;
  page.granule = 0;
  page.lacing = lacing;
  page.body = head;
  std::vector<uint8_t> file;
  AppendOggPage(page, &file);
  const std::vector<uint8_t> usual = MakeOggTestStream({{kOggLast, 960, {1}}});
  file.insert(file.end(), usual.begin() + 28 + 19, usual.end());
  const auto layout = ReadParts(file);
  ASSERT_TRUE(layout.ok()) << layout.status();
  EXPECT_EQ(layout->back().packets.size(), 1u);
}

TEST(OggLayoutTest, TruncationInsideAPageIsRefused) {
  const std::vector<uint8_t> whole =
      MakeOggTestStream({{0, 960, {10}}, {kOggLast, 1920, {20}}});
  const size_t between = kOggTestHeaders + 28 + 10;
  for (size_t n = 0; n < whole.size(); ++n) {
    EXPECT_EQ(ReadParts(absl::MakeConstSpan(whole).first(n)).ok(),
              n == kOggTestHeaders || n == between)
        << n << " bytes";
  }
}

}  // namespace
}  // namespace sealframe
