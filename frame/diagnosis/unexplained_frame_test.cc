// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/diagnosis/unexplained_frame.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/diagnosis/failure_reason.h"
#include "sealframe/frame/diagnosis/testing/seal_frame.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

using Bytes = std::vector<uint8_t>;

constexpr FrameInfo kOpus = {.kind = MediaKind::kAudio,
                             .codec = Codec::kOpus,
                             .ssrc = 0x89abcdef,
                             .rtp_timestamp = 0x01234567};

Bytes OpusFrame() { return FromHex("fc" + std::string(160, 'a')); }

TEST(UnexplainedFrameTest, AFrameUnderAnotherKeyIsNotCalledCutOrPlain) {
  for (const absl::string_view profile :
       {"livekit", "videosdk", "jframe", "dave", "getstream"}) {
    const UnexplainedFrame frame = ExplainByStructure(
        profile, kOpus, SealFrame(HexKey(profile), kOpus, OpusFrame()));
    EXPECT_EQ(frame.reason, FailureReason::kUnknown) << profile;
    EXPECT_EQ(frame.possible.front(), FailureReason::kKey) << profile;
    EXPECT_THAT(frame.text, HasSubstr("another key")) << profile;
    EXPECT_THAT(frame.text, Not(HasSubstr("a plain"))) << profile;
  }
}

TEST(UnexplainedFrameTest, ACutFrameIsCalledCutAndNeverPlain) {
  for (const absl::string_view profile : ProfileNames()) {
    const Bytes sealed = SealFrame(HexKey(profile), kOpus, OpusFrame());
    int others = 0;
    for (size_t cut = 1; cut <= 64; ++cut) {
      const UnexplainedFrame frame = ExplainByStructure(
          profile, kOpus,
          absl::MakeConstSpan(sealed).first(sealed.size() - cut));
      EXPECT_NE(frame.reason, FailureReason::kPlainFrame) << profile << cut;
      EXPECT_THAT(frame.text, Not(HasSubstr("never sealed"))) << profile;
      others += absl::StrContains(frame.text, "cut off at its end") ? 0 : 1;
    }
    // One cut frame in 4096 has the structure of a whole one by chance.
    EXPECT_LE(others, 2) << profile;
  }
}

TEST(UnexplainedFrameTest, TheSsrcAndTimestampShowWhereAFrameWasCut) {
  for (const absl::string_view profile : {"livekit", "videosdk", "jframe"}) {
    // A cut frame looks whole if its last byte but one is 12, the size of IVs.
    // The four bytes before the size count frames, from a random number on.
    Bytes sealed;
    do {
      sealed = SealFrame(HexKey(profile), kOpus, OpusFrame());
    } while (std::count(sealed.end() - 6, sealed.end() - 2, 12) != 0);
    for (size_t cut = 1; cut <= 6; ++cut) {
      const UnexplainedFrame frame = ExplainByStructure(
          profile, kOpus,
          absl::MakeConstSpan(sealed).first(sealed.size() - cut));
      EXPECT_EQ(frame.reason, FailureReason::kCutOff);
      EXPECT_THAT(frame.possible, IsEmpty());
      EXPECT_THAT(frame.text, HasSubstr("by " + std::to_string(cut) + " byte"));
    }
  }
}

TEST(UnexplainedFrameTest, ZerosAreNoSsrcAndTimestampThatWereNotGiven) {
  const FrameInfo opus = {.kind = MediaKind::kAudio, .codec = Codec::kOpus};
  for (const absl::string_view profile : {"livekit", "videosdk", "jframe"}) {
    Bytes frame = OpusFrame();
    frame.resize(frame.size() + 20);
    EXPECT_THAT(ExplainByStructure(profile, opus, frame).possible,
                Contains(FailureReason::kPlainFrame))
        << profile;
  }
}

TEST(UnexplainedFrameTest, APlainFrameWithoutProofIsTheFirstPossibility) {
  for (const absl::string_view profile :
       {"livekit", "videosdk", "jframe", "dave", "getstream"}) {
    const UnexplainedFrame opus =
        ExplainByStructure(profile, kOpus, OpusFrame());
    EXPECT_EQ(opus.reason, FailureReason::kCutOff) << profile;
    EXPECT_THAT(opus.possible,
                ElementsAre(FailureReason::kPlainFrame, FailureReason::kCutOff,
                            FailureReason::kProfile));
    EXPECT_THAT(opus.text, HasSubstr("a plain opus frame"));
  }
  const UnexplainedFrame sframe =
      ExplainByStructure("sframe", kOpus, OpusFrame());
  EXPECT_THAT(sframe.possible, Contains(FailureReason::kPlainFrame));
  EXPECT_NE(sframe.reason, FailureReason::kPlainFrame);
}

TEST(UnexplainedFrameTest, WithoutACodecAPlainFrameIsAPossibility) {
  const UnexplainedFrame frame =
      ExplainByStructure("livekit", {.ssrc = 7}, Bytes(40, 0x55));
  EXPECT_THAT(frame.possible,
              ElementsAre(FailureReason::kCutOff, FailureReason::kPlainFrame,
                          FailureReason::kProfile));
  EXPECT_THAT(frame.text, HasSubstr("a plain media frame"));
}

TEST(UnexplainedFrameTest, AFrameThatItsCodecForbidsCannotBePlain) {
  const FrameInfo h264 = {.codec = Codec::kH264};
  const UnexplainedFrame frame =
      ExplainByStructure("livekit", h264, Bytes(40, 0x55));
  EXPECT_THAT(frame.possible,
              ElementsAre(FailureReason::kCutOff, FailureReason::kProfile));
}

TEST(UnexplainedFrameTest, AProvedPlainFrameHasNoOtherPossibility) {
  const FrameInfo vp9 = {.codec = Codec::kVp9, .key_frame = true};
  const UnexplainedFrame frame = ExplainByStructure(
      "livekit", vp9, FromHex("8249834200041004" + std::string(40, 'a')));
  EXPECT_EQ(frame.reason, FailureReason::kPlainFrame);
  EXPECT_THAT(frame.possible, IsEmpty());
  EXPECT_THAT(frame.text, HasSubstr("plain vp9 frame that was never sealed"));
}

TEST(UnexplainedFrameTest, TheStructureOfAnotherProfileIsNamed) {
  for (const absl::string_view profile : {"livekit", "sframe", "jframe"}) {
    const UnexplainedFrame frame = ExplainByStructure(
        profile, kOpus, SealFrame(HexKey("dave"), kOpus, OpusFrame()));
    EXPECT_EQ(frame.reason, FailureReason::kProfile) << profile;
    EXPECT_THAT(frame.text, HasSubstr("the profile dave, under another key"));
    EXPECT_THAT(frame.text, Not(HasSubstr("cut off")));
  }
}

TEST(UnexplainedFrameTest, AStructureThatChanceImitatesIsNotCertain) {
  // Ends like a frame of livekit: a size and a key index.
  Bytes frame;
  for (uint8_t i = 0; i < 58; ++i) {
    frame.push_back(static_cast<uint8_t>(0xfc - 37 * i));
  }
  frame.insert(frame.end(), {0x0c, 0x05});
  const UnexplainedFrame other = ExplainByStructure("dave", kOpus, frame);
  EXPECT_EQ(other.reason, FailureReason::kProfile);
  EXPECT_THAT(other.possible, Contains(FailureReason::kCutOff));
  EXPECT_THAT(other.text, HasSubstr("cut off at its end"));
}

}  // namespace
}  // namespace sealframe
