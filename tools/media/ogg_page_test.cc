// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/ogg_page.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/hex.h"

namespace sealframe {
namespace {

using ::testing::HasSubstr;

// KnownPage returns the first page of tests/media/opus.ogg, which libopus and
// ffmpeg wrote.
std::vector<uint8_t> KnownPage() {
  return ParseHex(
             "4f6767530002000000000000000001000000000000001c9ff5d901134f707573"
             "486561640101380180bb0000000000")
      .value();
}

TEST(OggPageTest, ReadOggPageReadsAPageWrittenByFfmpeg) {
  const std::vector<uint8_t> file = KnownPage();
  const auto page = ReadOggPage(file, 0);
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_EQ(page->flags, kOggFirst);
  EXPECT_EQ(page->granule, 0u);
  EXPECT_EQ(page->serial, 1u);
  EXPECT_EQ(page->sequence, 0u);
  EXPECT_EQ(page->lacing, absl::MakeConstSpan({uint8_t{19}}));
  EXPECT_EQ(page->body, absl::MakeConstSpan(file).last(19));
  EXPECT_EQ(page->size, file.size());
}

TEST(OggPageTest, AppendOggPageReproducesAPageWrittenByFfmpeg) {
  const std::vector<uint8_t> file = KnownPage();
  const auto page = ReadOggPage(file, 0);
  ASSERT_TRUE(page.ok()) << page.status();
  std::vector<uint8_t> out = {0xcc};
  AppendOggPage(*page, &out);
  EXPECT_EQ(out[0], 0xcc);
  EXPECT_EQ(absl::MakeConstSpan(out).subspan(1), absl::MakeConstSpan(file));
}

TEST(OggPageTest, PagesOf0And255SegmentsRoundTrip) {
  for (const size_t segments : {size_t{0}, kMaxOggSegments}) {
    const std::vector<uint8_t> lacing(segments, kOggFullSegment);
    const std::vector<uint8_t> body(segments * kOggFullSegment, 0x5a);
    OggPage page;
    page.flags = kOggContinued | kOggOverflow;
    page.serial = 0x89abcdef;
    page.sequence = 0xfedcba98;
    page.lacing = lacing;
    page.body = body;
    std::vector<uint8_t> out;
    AppendOggPage(page, &out);
    const auto read = ReadOggPage(out, 0);
    ASSERT_TRUE(read.ok()) << read.status();
    EXPECT_EQ(read->flags, page.flags);
    EXPECT_EQ(read->granule, kOggNoGranule);
    EXPECT_EQ(read->serial, page.serial);
    EXPECT_EQ(read->sequence, page.sequence);
    EXPECT_EQ(read->lacing, page.lacing);
    EXPECT_EQ(read->body, page.body);
  }
}

TEST(OggPageTest, SizeOfAPageIsKnownStepByStep) {
  const std::vector<uint8_t> whole = KnownPage();
  const absl::Span<const uint8_t> page = whole;
  EXPECT_EQ(OggPageNeeds({}), 27u);
  EXPECT_EQ(OggPageNeeds(page.first(26)), 27u);
  const size_t table = 27u + whole[26];
  EXPECT_EQ(OggPageNeeds(page.first(27)), table);
  EXPECT_EQ(OggPageNeeds(page.first(table)), whole.size());
  EXPECT_EQ(OggPageNeeds(page), whole.size());
}

TEST(OggPageTest, EveryTruncatedOrBitFlippedPageIsRefused) {
  const std::vector<uint8_t> whole = KnownPage();
  for (size_t n = 0; n < whole.size(); ++n) {
    EXPECT_FALSE(ReadOggPage(absl::MakeConstSpan(whole).first(n), 0).ok()) << n;
  }
  for (size_t bit = 0; bit < whole.size() * 8; ++bit) {
    std::vector<uint8_t> flipped = whole;
    flipped[bit / 8] ^= static_cast<uint8_t>(1u << (bit % 8));
    EXPECT_EQ(ReadOggPage(flipped, 0).status().code(),
              absl::StatusCode::kInvalidArgument)
        << bit;
  }
}

TEST(OggPageTest, ReadOggPageErrorNamesOffsetAndReason) {
  std::vector<uint8_t> file = KnownPage();
  file.push_back(0);
  EXPECT_THAT(std::string(ReadOggPage(absl::MakeConstSpan(file).subspan(47), 47)
                              .status()
                              .message()),
              HasSubstr("page at byte 47: the file ends in its header"));
  file[40] ^= 1;
  EXPECT_THAT(std::string(ReadOggPage(file, 0).status().message()),
              HasSubstr("page at byte 0: the checksum does not match"));
}

}  // namespace
}  // namespace sealframe
