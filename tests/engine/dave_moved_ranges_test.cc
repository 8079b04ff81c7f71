// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Tests the limits of DAVE's authentication. The tag covers the clear bytes and
// the ciphertext of a frame, but not how they are interleaved, so a server can
// change that where the receiver cannot check it.

#include <algorithm>
#include <cstddef>
#include <memory>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/clear_ranges.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/dave/dave_footer.h"
#include "sealframe/frame/formats/dave/dave_passthrough.h"
#include "sealframe/frame/formats/dave/dave_profile.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {
namespace {

// WithRanges returns `sealed` with its media, which must keep its size, and its
// ranges replaced.
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

// Moved returns a VP8 key frame with the last five of its ten clear bytes moved
// after the first two encrypted bytes.
Bytes Moved(const Bytes& sealed) {
  Bytes media(sealed.begin(), sealed.begin() + 14);
  std::rotate(media.begin() + 5, media.begin() + 10, media.begin() + 12);
  return WithRanges(sealed, media, {{0, 5}, {7, 5}});
}

class MovedVp8Test : public ::testing::Test {
 protected:
  FrameStatus Open(const Bytes& sealed, const FrameInfo& info) {
    return OpenFrom(*pair_.receive, sealed, info).status;
  }

  std::shared_ptr<DavePassthrough> passthrough_ =
      std::make_shared<DavePassthrough>();
  TestPair pair_{{.profile = DaveProfile({.passthrough = passthrough_})}};
  const FrameInfo info_ = {.codec = Codec::kVp8};
  const Bytes sealed_ =
      SealTo(*pair_.send, FromHex("10010203040506070809aabbccdd"), info_);
};

TEST_F(MovedVp8Test, MovedClearBytesAreRefusedWhenTheCodecIsKnown) {
  EXPECT_EQ(Open(Moved(sealed_), info_), FrameStatus::kNotAuthentic);
  passthrough_->AcceptPlain();
  EXPECT_EQ(Open(Moved(sealed_), info_), FrameStatus::kNotAuthentic)
      << "it must not pass as a plain frame either";
  EXPECT_EQ(Open(sealed_, info_), FrameStatus::kOk);
}

TEST_F(MovedVp8Test, MovedClearBytesOpenWhenTheCodecIsUnknown) {
  EXPECT_EQ(Open(Moved(sealed_), {}), FrameStatus::kOk);
}

TEST_F(MovedVp8Test, TheFirstClearByteAndTheirNumberCannotChange) {
  const Bytes media(sealed_.begin(), sealed_.begin() + 14);
  Bytes front_last = media;
  std::rotate(front_last.begin(), front_last.begin() + 10, front_last.end());
  EXPECT_EQ(Open(WithRanges(sealed_, front_last, {{4, 10}}), {}),
            FrameStatus::kMalformed);
  for (const size_t clear : {1u, 9u, 11u, 14u}) {
    EXPECT_EQ(Open(WithRanges(sealed_, media, {{0, clear}}), info_),
              FrameStatus::kNotAuthentic);
  }
  EXPECT_EQ(Open(sealed_, info_), FrameStatus::kOk);
}

TEST(MovedDaveRangesTest, SliceDataMovedBetweenH264SlicesOpens) {
  TestPair pair({.profile = DaveProfile()});
  const FrameInfo info = {.codec = Codec::kH264};
  const Bytes sealed =
      SealTo(*pair.send, FromHex("0000000165b8aabb0000000165b8ccdd"), info);
  Bytes media(sealed.begin(), sealed.begin() + 16);
  // Moves the first data byte of the second slice to the end of the first
  // slice.
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
