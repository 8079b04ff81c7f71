// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What DAVE leaves a server able to do. Its tag covers the clear bytes of a
// frame and the ciphertext, but not how they lie together.

#include <algorithm>
#include <cstddef>
#include <vector>

#include "absl/types/span.h"
#include "frame/codec/clear_ranges.h"
#include "frame/codec/codec.h"
#include "frame/dave_footer.h"
#include "frame/dave_profile.h"
#include "frame/frame_info.h"
#include "frame/frame_status.h"
#include "frame/test_call.h"
#include "gtest/gtest.h"
#include "keyring/dave_key_scheme.h"
#include "tests/support/hex.h"

namespace sealframe {
namespace {

// WithRanges returns `sealed` with other media, of the same size, and ranges.
Bytes WithRanges(const Bytes& sealed, absl::Span<const uint8_t> media,
                 const std::vector<ByteRange>& list) {
  ClearRanges ranges;
  const ParsedDaveFooter footer = ParseDaveFooter(sealed, &ranges);
  EXPECT_EQ(footer.media_size, media.size());
  ranges.Clear();
  for (const ByteRange& range : list) {
    EXPECT_TRUE(ranges.Append(range.offset, range.size));
  }
  Bytes made(media.begin(), media.end());
  const auto tag = sealed.begin() + static_cast<int>(media.size());
  made.insert(made.end(), tag, tag + kDaveTagSize);
  made.resize(media.size() + DaveFooterSize(footer.nonce, ranges));
  WriteDaveFooter(footer.nonce, ranges,
                  absl::MakeSpan(made).subspan(media.size() + kDaveTagSize));
  return made;
}

// What is clear at the front alone, as in all of VP8, cannot be moved.
TEST(MovedDaveRangesTest, AServerCannotMoveThePrefix) {
  TestPair pair({.profile = DaveProfile()});
  const FrameInfo info = {.codec = Codec::kVp8};
  const Bytes sealed = SealTo(*pair.send, FromHex("11aabbccdd"), info);
  const Bytes media(sealed.begin(), sealed.begin() + 5);
  for (size_t place = 1; place < media.size(); ++place) {
    Bytes moved = media;
    std::rotate(moved.begin(), moved.begin() + 1,
                moved.begin() + static_cast<int>(place) + 1);
    EXPECT_EQ(
        OpenFrom(*pair.receive, WithRanges(sealed, moved, {{place, 1}}), info)
            .status,
        FrameStatus::kMalformed);
  }
  EXPECT_EQ(
      OpenFrom(*pair.receive, WithRanges(sealed, media, {{0, 1}}), info).status,
      FrameStatus::kOk);
}

TEST(MovedDaveRangesTest, AServerCanMoveDataFromSliceToSliceAndNoMore) {
  TestPair pair({.profile = DaveProfile()});
  const FrameInfo info = {.codec = Codec::kH264};
  const Bytes sealed =
      SealTo(*pair.send, FromHex("0000000165b8aabb0000000165b8ccdd"), info);
  Bytes media(sealed.begin(), sealed.begin() + 16);
  // The first byte of the second slice's data becomes the first one's last.
  std::rotate(media.begin() + 8, media.begin() + 14, media.begin() + 15);
  const Opened opened = OpenFrom(
      *pair.receive, WithRanges(sealed, media, {{0, 6}, {9, 6}}), info);
  EXPECT_EQ(opened.status, FrameStatus::kOk);
  EXPECT_EQ(opened.frame, FromHex("0000000165b8aabbcc0000000165b8dd"));

  const Bytes other =
      SealTo(*pair.send, FromHex("0000000165b8aabb0000000165b8ccdd"), info);
  media.assign(other.begin(), other.begin() + 16);
  for (const std::vector<ByteRange>& ranges :
       {std::vector<ByteRange>{{0, 5}, {8, 7}}, {{0, 6}}, {{0, 12}}, {}}) {
    EXPECT_EQ(
        OpenFrom(*pair.receive, WithRanges(other, media, ranges), info).status,
        FrameStatus::kNotAuthentic);
  }
}

}  // namespace
}  // namespace sealframe
