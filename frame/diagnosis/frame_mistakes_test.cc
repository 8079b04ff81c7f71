// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Each test makes a mistake with a frame and expects that it is named.

#include "sealframe/frame/diagnosis/frame_mistakes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/emulation_prevention.h"
#include "sealframe/frame/diagnosis/diagnose_frame.h"
#include "sealframe/frame/diagnosis/failure_reason.h"
#include "sealframe/frame/diagnosis/frame_mistake.h"
#include "sealframe/frame/diagnosis/front_mistakes.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/diagnosis/testing/expect_diagnosis.h"
#include "sealframe/frame/diagnosis/testing/sample_frames.h"
#include "sealframe/frame/diagnosis/testing/seal_frame.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

FrameInfo VideoOf(Codec codec) { return {.codec = codec, .key_frame = true}; }

// A VP8 key frame is valid in all profiles, of any video codec but H.264.
Bytes Vp8Frame() {
  return FromHex("1002009d012a8002e001" + std::string(80, 'c'));
}

// SPS, PPS and a slice, each behind zeros and 01.
Bytes H264Frame(absl::Span<const size_t> zeros) {
  const absl::string_view units[] = {
      "6742c00d8c8d40d0fbc900f08846a0", "68ce3c80",
      "65b84011a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7"};
  std::string hex;
  for (size_t i = 0; i < 3; ++i) {
    absl::StrAppend(&hex, std::string(2 * zeros[i], '0'), "01", units[i]);
  }
  return FromHex(hex);
}

void ExpectOne(const ProfileKey& key, const FrameInfo& info, const Bytes& frame,
               FailureReason reason, const std::string& words) {
  ExpectReasons(key, info, frame, {reason}, words);
}

TEST(FrameMistakesTest, EveryPlaceAndReasonIsListedOnce) {
  std::set<FailureReason> reasons;
  std::set<MistakePlace> places;
  for (const FrameMistake& mistake : FrameMistakes()) {
    EXPECT_TRUE(reasons.insert(mistake.reason).second);
    places.insert(mistake.place);
  }
  EXPECT_EQ(places.size(), 5u);
}

TEST(FrameMistakesTest, FindsBytesInFrontOfTheFrame) {
  for (const absl::string_view profile : ProfileNames()) {
    const ProfileKey key = HexKey(profile);
    const Bytes sealed = SealFrame(key, kOpus, OpusFrame());
    for (const size_t size : {size_t{1}, size_t{3}, size_t{8}, kMaxPrefix}) {
      ExpectOne(key, kOpus, Join(Bytes(size, 0x51), sealed),
                FailureReason::kPrefix,
                absl::StrCat("without its first ", size, " byte"));
    }
  }
}

TEST(FrameMistakesTest, NamesTheBytesInFrontOfTheFrame) {
  const struct {
    Codec codec;
    std::string hex;
    std::string name;
  } cases[] = {
      {Codec::kOpus, "806f000100000002deadbeef", "an RTP header:"},
      {Codec::kOpus, "826f000100000002deadbeef0000000100000002",
       "an RTP header:"},
      {Codec::kOpus, "906f000100000002deadbeefbede000251aabbcc00000000",
       "an RTP header:"},
      {Codec::kOpus,
       "9f6f000100000002deadbeef" + std::string(120, '1') + "bede0014" +
           std::string(160, '2'),
       "an RTP header:"},
      {Codec::kOpus, "bede00015110ff90", "an RTP header extension:"},
      {Codec::kOpus, "5110ff90", "probably an RTP header extension"},
      {Codec::kVp8, "10", "a VP8 payload descriptor"},
      {Codec::kVp8, "80", "probably a payload descriptor"},
      {Codec::kVp8, "90f08123051e", "a VP8 payload descriptor"},
      {Codec::kVp9, "8c8123", "a VP9 payload descriptor"},
      {Codec::kVp9, "ac812301ff", "a VP9 payload descriptor"},
      {Codec::kVp9, "dc8123050304", "a VP9 payload descriptor"},
      {Codec::kAv1, "18", "an AV1 aggregation header"},
      {Codec::kVp8, "5151515151", "probably a payload descriptor"},
  };
  for (const absl::string_view profile : {"sframe", "livekit", "dave"}) {
    for (const auto& c : cases) {
      const FrameInfo info = c.codec == Codec::kOpus ? kOpus : VideoOf(c.codec);
      const ProfileKey key = HexKey(profile);
      const Bytes frame = c.codec == Codec::kAv1
                              ? FromHex("12003002" + std::string(80, 'a'))
                              : Vp8Frame();
      if (c.codec == Codec::kAv1 && profile == "dave") {
        continue;  // Its clear bytes depend on the contents.
      }
      ExpectOne(key, info, Join(FromHex(c.hex), SealFrame(key, info, frame)),
                FailureReason::kPrefix, c.name);
    }
  }
}

TEST(FrameMistakesTest, AFrameThatEndsInsideAHeaderHasNoMistake) {
  const struct {
    Codec codec;
    std::string hex;
  } cases[] = {
      // An RTP header: with half of an extension, and with no payload.
      {Codec::kOpus, "906f000100000002deadbeefbede"},
      {Codec::kVp8, "806f000100000002deadbeef"},
      {Codec::kVp9, "806f000100000002deadbeef"},
      // Half of a VP8 payload descriptor behind it, and alone.
      {Codec::kVp8, "806f000100000002deadbeef80"},
      {Codec::kVp8, "80"},
      {Codec::kVp9, "80"},
  };
  for (const absl::string_view profile : ProfileNames()) {
    for (const auto& c : cases) {
      const auto diagnosis = DiagnoseFrame(
          HexKey(profile), c.codec == Codec::kOpus ? kOpus : VideoOf(c.codec),
          FromHex(c.hex));
      ASSERT_TRUE(diagnosis.ok()) << diagnosis.status();
      EXPECT_NE(diagnosis->reason, FailureReason::kPrefix) << c.hex;
      EXPECT_FALSE(CameOut(diagnosis->status)) << c.hex;
    }
  }
}

TEST(FrameMistakesTest, NamesTheLengthInFrontOfTheFrame) {
  for (const absl::string_view profile : ProfileNames()) {
    const ProfileKey key = HexKey(profile);
    const Bytes sealed = SealFrame(key, kOpus, OpusFrame());
    const auto size = static_cast<uint8_t>(sealed.size());
    for (const Bytes& length : {Bytes{0, size}, Bytes{0, 0, 0, size}}) {
      ExpectOne(key, kOpus, Join(length, sealed), FailureReason::kPrefix,
                "the frame's length");
    }
  }
}

TEST(FrameMistakesTest, NamesAPacketTrailerAndOtherBytesBehindTheFrame) {
  // LiveKit's packet trailer: a tag, a size, 8 bytes; the total size; "LKTS".
  const Bytes trailer = FromHex("fef7fffffffffffffffef04c4b5453");
  const struct {
    Bytes bytes;
    absl::string_view name;
  } cases[] = {{trailer, "packet trailer"},
               {Bytes(4, 0), "zeros that are not part"},
               {{0, 0, 3}, "RTP padding"},
               {Bytes(5, 5), "RTP padding"},
               {Bytes(10, 0xb7), "something was appended"}};
  for (const absl::string_view profile : ProfileNames()) {
    const ProfileKey key = HexKey(profile);
    const Bytes sealed = SealFrame(key, VideoOf(Codec::kVp8), Vp8Frame());
    for (const auto& c : cases) {
      ExpectOne(key, VideoOf(Codec::kVp8), Join(sealed, c.bytes),
                FailureReason::kPadding, std::string(c.name));
    }
  }
}

TEST(FrameMistakesTest, FindsFramesThatLostTheBytesThatAllHave) {
  const struct {
    absl::string_view profile;
    size_t most;
  } cases[] = {{"livekit", 2},
               {"videosdk", 2},
               {"jframe", 2},
               {"dave", 3},
               {"getstream", 5}};
  for (const auto& c : cases) {
    const ProfileKey key = HexKey(c.profile);
    const Bytes sealed = SealFrame(key, kOpus, OpusFrame());
    for (size_t lost = 1; lost <= c.most; ++lost) {
      ExpectOne(key, kOpus,
                Bytes(sealed.data(), sealed.data() + sealed.size() - lost),
                FailureReason::kCutOff,
                absl::StrCat("cut off at its end, by ", lost, " byte"));
    }
  }
}

Bytes RedOf(const std::vector<Bytes>& blocks) {
  Bytes red;
  for (size_t i = 0; i + 1 < blocks.size(); ++i) {
    const auto size = static_cast<uint8_t>(blocks[i].size());
    red = Join(red, {0xef, 0x0f, 0x00, size});
  }
  red.push_back(0x6f);
  for (const Bytes& block : blocks) {
    red = Join(red, block);
  }
  return red;
}

TEST(FrameMistakesTest, FindsABlockOfARedPayload) {
  for (const absl::string_view profile : ProfileNames()) {
    const ProfileKey key = HexKey(profile);
    const Bytes sealed = SealFrame(key, kOpus, OpusFrame());
    ExpectOne(key, kOpus, RedOf({sealed, sealed, sealed}), FailureReason::kRed,
              "as the last (primary) block");
    ExpectOne(key, kOpus, RedOf({sealed, Bytes(9, 1)}), FailureReason::kRed,
              "as the redundant block");
  }
}

TEST(FrameMistakesTest, FindsStartCodesThatBecameLonger) {
  // Not a LiveKit sender: those widen them.
  const ProfileKey key = HexKey("jframe");
  Bytes frame = H264Frame({{2, 3, 2}});
  ExpectOne(key, kH264, Join({0}, SealFrame(key, kH264, frame)),
            FailureReason::kStartCodes, "three bytes");
}

TEST(FrameMistakesTest, FindsZerosThatWereDroppedInFrontOfTheFrame) {
  const ProfileKey key = HexKey("jframe");
  Bytes sealed = SealFrame(key, kH264, H264Frame({{4, 3, 3}}));
  sealed.erase(sealed.begin());
  for (const char* const words :
       {"behind more zeros", "zeros before a start code were dropped"}) {
    ExpectOne(key, kH264, sealed, FailureReason::kStartCodes, words);
  }
}

TEST(FrameMistakesTest, FindsStartCodesThatBecameShorter) {
  for (const absl::string_view profile : {"livekit", "videosdk", "dave"}) {
    const ProfileKey key = HexKey(profile);
    const Bytes sealed = SealFrame(key, kH264, H264Frame({{3, 3, 3}}));
    Bytes second = sealed;
    second.erase(second.begin() + 19);
    ExpectOne(key, kH264, second, FailureReason::kStartCodes, "four bytes");
    second.erase(second.begin());
    ExpectOne(key, kH264, second, FailureReason::kStartCodes, "four bytes");
  }
}

TEST(FrameMistakesTest, FindsZerosThatWereDroppedBeforeStartCodes) {
  // A hop that drops them writes all start codes anew, of either size.
  const Bytes units[] = {FromHex("6742c00d8c8d40d0fbc900f08846a0"),
                         FromHex("68ce3c80"),
                         FromHex("65b84011" + std::string(80, 'a'))};
  for (size_t place = 0; place < 3; ++place) {
    // A sender that leaves everything up to the slice clear, with the zeros.
    const ProfileKey key = HexKey("dave");
    size_t zeros[] = {3, 3, 3};
    zeros[place] = 4;
    const Bytes sealed = SealFrame(key, kH264, H264Frame(zeros));
    for (const size_t written : {size_t{2}, size_t{3}}) {
      Bytes rewritten = sealed;
      ptrdiff_t at = 0;
      for (size_t i = 0; i < 3; ++i) {
        const auto from = rewritten.begin() + at;
        const auto one = std::find(from, rewritten.end(), 1);
        const auto next =
            rewritten.insert(rewritten.erase(from, one), written, 0);
        at = next - rewritten.begin() +
             static_cast<ptrdiff_t>(written + 1 + units[i].size());
      }
      if (rewritten != sealed) {
        ExpectOne(key, kH264, rewritten, FailureReason::kStartCodes,
                  "start code");
      }
    }
  }
}

TEST(FrameMistakesTest, FindsLengthsInPlaceOfStartCodes) {
  for (const absl::string_view profile : {"livekit", "dave"}) {
    const ProfileKey key = HexKey(profile);
    Bytes sealed = SealFrame(key, kH264, H264Frame({{3, 3, 3}}));
    const auto last = static_cast<uint8_t>(sealed.size() - 31);
    const uint8_t sizes[] = {15, 4, last};
    const size_t offsets[] = {3, 22, 30};
    for (size_t i = 0; i < 3; ++i) {
      sealed[offsets[i]] = sizes[i];
    }
    ExpectOne(key, kH264, sealed, FailureReason::kStartCodes,
              "in place of length prefixes");
  }
}

Bytes EscapedFrom(const Bytes& frame, size_t offset) {
  const auto tail = absl::MakeConstSpan(frame).subspan(offset);
  Bytes escaped(EscapedSize(tail));
  escaped.resize(Escape(tail, absl::MakeSpan(escaped)));
  return Join(Bytes(frame.data(), frame.data() + offset), escaped);
}

Bytes UnescapedFrom(const Bytes& frame, size_t offset) {
  const auto tail = absl::MakeConstSpan(frame).subspan(offset);
  Bytes unescaped(tail.size());
  unescaped.resize(Unescape(tail, absl::MakeSpan(unescaped)));
  return Join(Bytes(frame.data(), frame.data() + offset), unescaped);
}

TEST(FrameMistakesTest, FindsEmulationPreventionAddedOnTheWay) {
  // The SSRC has zeros, and jframe does not escape it.
  const ProfileKey key = HexKey("jframe");
  FrameInfo info = kH264;
  info.ssrc = 2;
  const Bytes sealed =
      SealFrame(key, info, Join(FromHex("0000000165"), Bytes(40, 0x11)));
  const Bytes escaped = EscapedFrom(sealed, 4);
  ASSERT_GT(escaped.size(), sealed.size());
  ExpectOne(key, info, escaped, FailureReason::kEmulation,
            "without some emulation prevention bytes");
}

TEST(FrameMistakesTest, FindsEmulationPreventionRemovedOnTheWay) {
  // Without it, an SSRC of 1 looks like a start code.
  for (const uint32_t ssrc : {1u, 2u}) {
    const ProfileKey key = HexKey("livekit");
    FrameInfo info = kH264;
    info.ssrc = ssrc;
    const Bytes sealed = SealFrame(key, info, H264Frame({{3, 3, 3}}));
    const Bytes unescaped = UnescapedFrom(sealed, 33);
    ASSERT_LT(unescaped.size(), sealed.size());
    ExpectOne(key, info, unescaped, FailureReason::kEmulation, "restored");
  }
}

TEST(FrameMistakesTest, FindsTheKindThatWasSealed) {
  for (const absl::string_view profile : {"livekit", "jframe"}) {
    const ProfileKey key = HexKey(profile);
    const FrameInfo vp9 = {.codec = Codec::kVp9};
    ExpectOne(key, vp9, SealFrame(key, kOpus, Vp8Frame()),
              FailureReason::kFrameKind, "as audio");
    ExpectOne(key, kOpus, SealFrame(key, {}, Vp8Frame()),
              FailureReason::kFrameKind, "as a delta frame");
  }
}

TEST(FrameMistakesTest, NamesTheGivenCodecIfTheSenderDidNotReadIt) {
  // A sender that goes by the flag leaves ten bytes of a VP8 delta frame clear.
  Bytes delta = Vp8Frame();
  delta[0] |= 0x01;
  for (const absl::string_view profile : {"livekit", "videosdk", "jframe"}) {
    const ProfileKey key = HexKey(profile);
    const FrameInfo flagged = {.codec = Codec::kUnknown, .key_frame = true};
    ExpectOne(key, {.codec = Codec::kVp8}, SealFrame(key, flagged, delta),
              FailureReason::kFrameKind, "as a key frame of vp8");
  }
}

TEST(FrameMistakesTest, NamesNoCodecThatTheFrameDoesNotHave) {
  const ProfileKey key = HexKey("livekit");
  Bytes frame = Vp8Frame();
  frame[0] &= 0xfe;
  const Bytes sealed =
      SealFrame(key, {.codec = Codec::kVp8, .key_frame = true}, frame);
  ExpectOne(key, {.codec = Codec::kVp9, .key_frame = true}, sealed,
            FailureReason::kFrameKind, "of another codec than vp9");
  ExpectOne(key, kOpus, sealed, FailureReason::kFrameKind,
            "as a key frame of video of any codec");
}

TEST(FrameMistakesTest, FindsTheRestOfABufferOfZeros) {
  for (const absl::string_view profile : ProfileNames()) {
    const ProfileKey key = HexKey(profile);
    Bytes frame = SealFrame(key, kOpus, OpusFrame());
    frame.resize(frame.size() + 1000);
    ExpectOne(key, kOpus, frame, FailureReason::kPadding,
              "without its last 1000 bytes");
  }
}

TEST(FrameMistakesTest, FindsMetadataThatWasNotSealed) {
  const ProfileKey key = HexKey("sframe");
  const Bytes metadata = {1, 2, 3};
  FrameInfo info = kOpus;
  info.metadata = metadata;
  ExpectOne(key, info, SealFrame(key, kOpus, OpusFrame()),
            FailureReason::kMetadata, "without metadata");
}

}  // namespace
}  // namespace sealframe
