// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/dave/dave_format.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <ostream>
#include <random>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/annex_b.h"
#include "sealframe/frame/codec/clear_ranges.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/testing/rtp_models.h"
#include "sealframe/frame/formats/dave/dave_footer.h"
#include "sealframe/frame/formats/dave/dave_profile.h"
#include "sealframe/frame/formats/dave/dave_rewrite.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {
namespace {

using ::testing::Each;

constexpr Codec kCodecs[] = {Codec::kUnknown, Codec::kOpus, Codec::kVp8,
                             Codec::kVp9,     Codec::kH264, Codec::kH265,
                             Codec::kAv1};

FrameInfo Of(Codec codec) {
  return {.kind = codec == Codec::kOpus ? MediaKind::kAudio : MediaKind::kVideo,
          .codec = codec};
}

// Rewritten returns the plaintext to which the sealed form of a frame opens.
Bytes Rewritten(Codec codec, const Bytes& frame) {
  Bytes out(MaxDaveRewriteSize(codec, frame.size()));
  ClearRanges ranges;
  out.resize(RewriteForDave(codec, frame, absl::MakeSpan(out), &ranges).size);
  return out;
}

class DaveFormatTest : public ::testing::Test {
 protected:
  // SealInPlace seals `frame` in a buffer of `size` bytes that ends with it.
  FrameResult SealInPlace(const FrameInfo& info, const Bytes& frame,
                          Bytes* buffer) {
    buffer->assign(pair_.send->MaxSealedSize(frame.size()), 0xcc);
    std::copy(frame.begin(), frame.end(), buffer->begin());
    const FrameResult result =
        pair_.send->Seal(info, absl::MakeConstSpan(*buffer).first(frame.size()),
                         absl::MakeSpan(*buffer));
    buffer->resize(result.size);
    return result;
  }

  void ExpectOpens(const FrameInfo& info, const Bytes& sealed,
                   const Bytes& want) {
    const Opened opened = OpenFrom(*pair_.receive, sealed, info);
    ASSERT_EQ(opened.status, FrameStatus::kOk);
    ASSERT_EQ(opened.frame, want);
  }

  void ExpectOpensInPlace(const FrameInfo& info, Bytes sealed,
                          const Bytes& want) {
    const FrameResult result =
        pair_.receive->Open(info, sealed, absl::MakeSpan(sealed));
    ASSERT_EQ(result.status, FrameStatus::kOk);
    sealed.resize(result.size);
    ASSERT_EQ(sealed, want);
  }

  // ExpectRoundTrip seals and opens `frame`, apart and in place.
  void ExpectRoundTrip(Codec codec, const Bytes& frame) {
    const FrameInfo info = Of(codec);
    const Bytes want = Rewritten(codec, frame);
    ExpectOpens(info, SealTo(*pair_.send, frame, info), want);
    ExpectOpensInPlace(info, SealTo(*pair_.send, frame, info), want);
    Bytes buffer;
    ASSERT_EQ(SealInPlace(info, frame, &buffer).status, FrameStatus::kOk);
    ExpectOpens(info, buffer, want);
  }

  TestPair pair_{{.profile = DaveProfile()}};
};

struct Case {
  const char* name;
  Codec codec;
  const char* frame;
  const char* opened;  // Empty if equal to `frame`.
};
void PrintTo(const Case& c, std::ostream* os) { *os << c.name; }

class DaveFormatCaseTest : public DaveFormatTest,
                           public ::testing::WithParamInterface<Case> {};

TEST_P(DaveFormatCaseTest, AFrameOpensToItsRewrittenForm) {
  const Bytes frame = FromHex(GetParam().frame);
  const Bytes opened = FromHex(GetParam().opened);
  ASSERT_EQ(Rewritten(GetParam().codec, frame),
            opened.empty() ? frame : opened);
  ExpectRoundTrip(GetParam().codec, frame);
}

// Discord's own encryptor mishandles most of these frames: it aborts, drops
// units, or reads before the frame.
INSTANTIATE_TEST_SUITE_P(
    Frames, DaveFormatCaseTest,
    ::testing::Values(
        Case{"OpusOneByte", Codec::kOpus, "78", ""},
        Case{"OpusSilence", Codec::kOpus, "f8fffe", ""},
        Case{"UnknownCodec", Codec::kUnknown, "000001ffaa", ""},
        Case{"Vp8OneByte", Codec::kVp8, "11", ""},
        Case{"Vp8KeyFrameShorterThanItsHeader", Codec::kVp8, "10aabbcc", ""},
        Case{"Vp8KeyFrameOfItsHeader", Codec::kVp8, "10aabbccddeeff001122", ""},
        Case{"Vp8KeyFrame", Codec::kVp8, "10aabbccddeeff00112233", ""},
        Case{"Vp9OneByte", Codec::kVp9, "82", ""},
        Case{"H264OneSlice", Codec::kH264, "0000000165b8aabbcc", ""},
        Case{"H264ThreeByteCodes", Codec::kH264, "00000165b8aa00000165b8bb",
             "0000000165b8aa0000000165b8bb"},
        Case{"H264NothingSecret", Codec::kH264, "000000016742c00d", ""},
        Case{"H264SliceShorterThanItsHeader", Codec::kH264,
             "00000001650000000a", ""},
        Case{"H264OneByteUnitAtTheEnd", Codec::kH264,
             "0000000165b8aa000000010a", ""},
        Case{"H265EmptyUnit", Codec::kH265, "0000010000010201ab",
             "000000010201ab"},
        Case{"H264ZerosThatBelongToNoUnit", Codec::kH264,
             "000000000167aa0000000165b8aabb000000000165b8ccdd00",
             "0000000167aa0000000165b8aabb0000000165b8ccdd"},
        Case{"H265OneByteUnit", Codec::kH265, "0000000102", ""},
        Case{"Av1PaddingAtTheEnd", Codec::kAv1, "0a01cc3202aabb7a0100",
             "0a01cc30aabb"},
        Case{"Av1TwoObus", Codec::kAv1, "0a03ccddee3202aabb",
             "0a03ccddee30aabb"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_F(DaveFormatTest, AnEmptyFrameStaysEmptyAndUsesNoNonce) {
  for (const Codec codec : kCodecs) {
    Bytes out(300, 0xcc);
    FrameResult result = pair_.send->Seal(Of(codec), {}, absl::MakeSpan(out));
    EXPECT_EQ(result.status, FrameStatus::kPassedThrough);
    EXPECT_EQ(result.size, 0u);
    result = pair_.receive->Open(Of(codec), {}, absl::MakeSpan(out));
    EXPECT_EQ(result.status, FrameStatus::kPassedThrough);
    EXPECT_EQ(result.size, 0u);
    EXPECT_THAT(out, Each(0xcc));
  }
  ClearRanges ranges;
  EXPECT_EQ(ParseDaveFooter(SealTo(*pair_.send, {1}), &ranges).nonce, 1u);
}

TEST_F(DaveFormatTest, AnAv1FrameOfDroppedObusBecomesEmpty) {
  Bytes out(300);
  const FrameResult result = pair_.send->Seal(
      Of(Codec::kAv1), FromHex("12007a0100"), absl::MakeSpan(out));
  EXPECT_EQ(result.status, FrameStatus::kPassedThrough);
  EXPECT_EQ(result.size, 0u);
}

// For the first of them, libdave sends a footer without a frame.
TEST_F(DaveFormatTest, AFrameThatIsNotOfItsCodecIsRefused) {
  for (const FrameInfo& info : {Of(Codec::kH264), Of(Codec::kH265)}) {
    for (const char* hex : {"65b8aabbccdd", "00000006658800aabbcc", "00000001",
                            "ff0000000165b8aa"}) {
      Bytes out(300, 0xcc);
      const FrameResult result =
          pair_.send->Seal(info, FromHex(hex), absl::MakeSpan(out));
      EXPECT_EQ(result.status, FrameStatus::kNotPacketizable) << hex;
      EXPECT_EQ(result.size, 0u);
      EXPECT_THAT(absl::MakeConstSpan(out).first(260), Each(0));
    }
  }
  Bytes out(300, 0xcc);
  EXPECT_EQ(
      pair_.send
          ->Seal(Of(Codec::kAv1), FromHex("3205aabb"), absl::MakeSpan(out))
          .status,
      FrameStatus::kMalformed);
}

TEST_F(DaveFormatTest, AFrameOfTenThousandNalUnitsHasAFooterOfAtMost255Bytes) {
  Bytes frame;
  for (int i = 0; i < 10000; ++i) {
    const Bytes unit = {0, 0, 1, 0x65, 0xb8, static_cast<uint8_t>(i), 0xbb};
    frame.insert(frame.end(), unit.begin(), unit.end());
  }
  ExpectRoundTrip(Codec::kH264, frame);
  ClearRanges ranges;
  const Bytes sealed = SealTo(*pair_.send, frame, Of(Codec::kH264));
  EXPECT_TRUE(ParseDaveFooter(sealed, &ranges).ok);
  EXPECT_GT(ranges.ranges().size(), 80u);
}

Bytes RandomFrame(std::mt19937* random, Codec codec) {
  Bytes frame((*random)() % 400);
  for (uint8_t& byte : frame) {
    byte = static_cast<uint8_t>((*random)() % 4 == 0 ? (*random)() % 3
                                                     : (*random)());
  }
  if (codec == Codec::kH264 || codec == Codec::kH265) {
    const Bytes code = {
        0, 0, 1,
        static_cast<uint8_t>((*random)() % 2 != 0 ? 0x65 : (*random)())};
    frame.insert(frame.begin(), code.begin(), code.end());
  } else if (codec == Codec::kAv1) {
    frame.insert(frame.begin(), uint8_t{0x30});
  }
  return frame;
}

TEST_F(DaveFormatTest, RandomFramesOfEveryCodecOpen) {
  std::mt19937 random(5);
  for (int run = 0; run < 3000; ++run) {
    for (const Codec codec : kCodecs) {
      const Bytes frame = RandomFrame(&random, codec);
      if (!Rewritten(codec, frame).empty()) {
        ExpectRoundTrip(codec, frame);
      }
    }
  }
}

TEST_F(DaveFormatTest, Av1BehindADepacketizerOpensWithASizeInTheLastObu) {
  const FrameInfo info = Of(Codec::kAv1);
  std::mt19937 random(7);
  for (int run = 0; run < 3000; ++run) {
    Bytes frame = RandomFrame(&random, Codec::kAv1);
    const Bytes header = FromHex(run % 2 == 0 ? "0a02ccdd" : "3a81003601005a");
    frame.insert(frame.begin(), header.begin(), header.end());
    const Bytes want = ObusCarriedByLibwebrtc(frame);
    for (const auto& carry : {ObusCarriedByLibwebrtc, ObusCarriedByGStreamer}) {
      Bytes received = carry(SealTo(*pair_.send, frame, info));
      ASSERT_LE(want.size(), pair_.receive->MaxOpenedSize(received.size()));
      ExpectOpens(info, received, want);
      received = carry(SealTo(*pair_.send, frame, info));
      ExpectOpensInPlace(info, received, want);
    }
  }
}

TEST_F(DaveFormatTest, OpeningAv1NeedsRoomForTheSize) {
  const Bytes frame = FromHex("0a01cc3202aabb");
  const FrameInfo info = Of(Codec::kAv1);
  const Bytes received =
      ObusCarriedByLibwebrtc(SealTo(*pair_.send, frame, info));
  for (size_t room = 0; room <= frame.size(); ++room) {
    Bytes out(room, 0xcc);
    const FrameResult result =
        pair_.receive->Open(info, received, absl::MakeSpan(out));
    EXPECT_EQ(result.status, room == frame.size()
                                 ? FrameStatus::kOk
                                 : FrameStatus::kBufferTooSmall);
    EXPECT_EQ(out, room == frame.size() ? frame : Bytes(room));
  }
}

// As libdave's, which keep the size of an OBU that came before padding. Of an
// unknown codec nothing is clear, so some of these parse by chance.
TEST_F(DaveFormatTest, Av1InAnotherFormThanTheRewrittenOneOpensAsItIs) {
  const Bytes frame = FromHex("3202aabb");
  int parsed = 0;
  for (int run = 0; run < 2000; ++run) {
    const Bytes sealed = SealTo(*pair_.send, frame, Of(Codec::kUnknown));
    const Bytes rewritten = Rewritten(Codec::kAv1, sealed);
    parsed += !rewritten.empty() && rewritten != sealed;
    ExpectOpens(Of(Codec::kAv1), sealed, frame);
  }
  EXPECT_GT(parsed, 0);
}

// A packetizer finds the same units in a sealed frame as in the rewritten one,
// with the footer behind the last unit.
TEST_F(DaveFormatTest, CiphertextAndFooterSplitNoUnit) {
  std::mt19937 random(6);
  for (int run = 0; run < 5000; ++run) {
    const Bytes frame = RandomFrame(&random, Codec::kH264);
    const Bytes rewritten = Rewritten(Codec::kH264, frame);
    if (rewritten.empty()) {
      continue;  // The frame ends in a start code.
    }
    const Bytes sealed = SealTo(*pair_.send, frame, Of(Codec::kH264));
    AnnexBReader before(rewritten);
    AnnexBReader after(sealed);
    NalUnit old_unit;
    NalUnit new_unit;
    while (before.Next(&old_unit)) {
      ASSERT_TRUE(after.Next(&new_unit));
      ASSERT_EQ(new_unit.offset, old_unit.offset);
    }
    ASSERT_FALSE(after.Next(&new_unit));
  }
}

TEST_F(DaveFormatTest, SealingNeedsExactlyTheRoomOfTheSealedFrame) {
  for (const Codec codec : kCodecs) {
    const Bytes frame = FromHex("0000000165b8aabbccdd00000165b8eeff");
    const FrameInfo info = Of(codec);
    if (Rewritten(codec, frame).empty()) {
      continue;  // An AV1 frame that becomes empty.
    }
    TestPair pair(
        {.profile = DaveProfile()});  // Its first nonces take one byte.
    const size_t size = SealTo(*pair.send, frame, info).size();
    for (size_t room = 0; room <= size; ++room) {
      Bytes out(room, 0xcc);
      const FrameResult result =
          pair.send->Seal(info, frame, absl::MakeSpan(out));
      if (room == size) {
        EXPECT_EQ(result.status, FrameStatus::kOk);
      } else {
        EXPECT_EQ(result.status, FrameStatus::kBufferTooSmall);
        EXPECT_EQ(result.size, 0u);
        EXPECT_THAT(out, Each(0));
      }
    }
  }
}

TEST_F(DaveFormatTest, OpeningNeedsExactlyTheRoomOfThePlaintext) {
  const Bytes frame = FromHex("0000000165b8aabbccdd0000000165b8eeff");
  const FrameInfo info = Of(Codec::kH264);
  const Bytes sealed = SealTo(*pair_.send, frame, info);
  for (size_t room = 0; room <= frame.size(); ++room) {
    Bytes out(room, 0xcc);
    const FrameResult result =
        pair_.receive->Open(info, sealed, absl::MakeSpan(out));
    if (room == frame.size()) {
      EXPECT_EQ(result.status, FrameStatus::kOk);
      EXPECT_EQ(out, frame);
    } else {
      EXPECT_EQ(result.status, FrameStatus::kBufferTooSmall);
      EXPECT_THAT(out, Each(0));
    }
  }
}

TEST_F(DaveFormatTest, TheLargestFrameOpens) {
  for (const Codec codec : {Codec::kOpus, Codec::kVp8}) {
    const Bytes frame = TestFrame(kMaxFrameSize);
    ExpectOpens(Of(codec), SealTo(*pair_.send, frame, Of(codec)), frame);
  }
}

TEST_F(DaveFormatTest, AFrameWithMetadataIsRefused) {
  const Bytes metadata = {1};
  const FrameInfo info = {.codec = Codec::kVp8, .metadata = metadata};
  const Bytes frame = TestFrame(50);
  Bytes out(pair_.send->MaxSealedSize(frame.size()));
  EXPECT_EQ(pair_.send->Seal(info, frame, absl::MakeSpan(out)).status,
            FrameStatus::kMetadataTooLarge);
  EXPECT_THAT(out, Each(0));
  const Bytes sealed = SealTo(*pair_.send, frame, Of(Codec::kVp8));
  EXPECT_EQ(OpenFrom(*pair_.receive, sealed, info).status,
            FrameStatus::kMetadataTooLarge);
}

}  // namespace
}  // namespace sealframe
