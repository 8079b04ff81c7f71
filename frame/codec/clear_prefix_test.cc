// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/clear_prefix.h"

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/canonical_annex_b.h"
#include "sealframe/frame/codec/clear_rule.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/emulation_prevention.h"
#include "sealframe/frame/codec/testing/test_data.h"
#include "sealframe/frame/codec/widen_start_codes.h"

namespace sealframe {
namespace {

constexpr ClearRuleSet kSets[] = {
    ClearRuleSet::kSFrame, ClearRuleSet::kLiveKit, ClearRuleSet::kLiveKitAv1,
    ClearRuleSet::kJFrame, ClearRuleSet::kDave,    ClearRuleSet::kGetStream};
constexpr FrameType kTypes[] = {FrameType::kAudio, FrameType::kKey,
                                FrameType::kDelta};

ClearPrefix LiveKit(Codec codec, FrameType type, const std::string& hex) {
  return FindClearPrefix(ClearRuleSet::kLiveKit, codec, type, FromHex(hex));
}

std::vector<uint8_t> Widened(absl::Span<const uint8_t> in) {
  std::vector<uint8_t> out(WidenedSize(in));
  EXPECT_EQ(WidenStartCodes(in, absl::MakeSpan(out)), out.size());
  return out;
}

struct KnownFrame {
  std::string name;
  Codec codec;
  FrameType type;
  std::vector<uint8_t> frame;
  std::vector<uint8_t> header;
  bool escaped;
};

std::vector<KnownFrame> KnownFrames() {
  std::vector<KnownFrame> known;
  for (const auto& row :
       ReadTable("frame/codec/testdata/livekit_prefixes.txt", 6)) {
    known.push_back({row[0], CodecFromName(row[1]).value_or(Codec::kUnknown),
                     row[2] == "key" ? FrameType::kKey : FrameType::kDelta,
                     FromHex(row[3]), FromHex(row[4]), row[5] == "yes"});
  }
  EXPECT_EQ(known.size(), 75u);
  return known;
}

TEST(ClearPrefixTest, PrefixesMatchThoseOfLiveKitsWorker) {
  for (const KnownFrame& known : KnownFrames()) {
    const ClearPrefix prefix = FindClearPrefix(
        ClearRuleSet::kLiveKit, known.codec, known.type, known.frame);
    EXPECT_EQ(prefix.error, ClearPrefixError::kNone) << known.name;
    EXPECT_EQ(prefix.is_annex_b, known.escaped) << known.name;
    const auto header = absl::MakeConstSpan(known.frame).first(prefix.size);
    EXPECT_EQ(prefix.is_annex_b
                  ? Widened(header)
                  : std::vector<uint8_t>(header.begin(), header.end()),
              known.header)
        << known.name;
  }
}

// Hostile bytes stand in for the ciphertext after the header.
TEST(ClearPrefixTest, TheSealedFrameHasTheSamePrefix) {
  std::mt19937 random(9);
  for (const KnownFrame& known : KnownFrames()) {
    if (!known.escaped || known.header.back() == 0) {
      continue;
    }
    std::vector<uint8_t> sealed = known.header;
    std::vector<uint8_t> rest = HostileBytes(random, 100);
    rest.insert(rest.end(), 30, 0x0c);
    std::vector<uint8_t> escaped(EscapedSize(rest));
    ASSERT_EQ(Escape(rest, absl::MakeSpan(escaped)), escaped.size());
    sealed.insert(sealed.end(), escaped.begin(), escaped.end());
    const ClearPrefix prefix = FindClearPrefix(ClearRuleSet::kLiveKit,
                                               known.codec, known.type, sealed);
    EXPECT_TRUE(prefix.is_annex_b) << known.name;
    EXPECT_EQ(prefix.size, known.header.size()) << known.name;
  }
}

TEST(ClearPrefixTest, ALargeParameterSetIsEntirelyClear) {
  std::vector<uint8_t> frame = FromHex("00000001 67");
  frame.resize(1000, 0xaa);
  const std::vector<uint8_t> slice = FromHex("00000001 65 b8 aabbcc");
  frame.insert(frame.end(), slice.begin(), slice.end());
  EXPECT_EQ(FindClearPrefix(ClearRuleSet::kLiveKit, Codec::kH264,
                            FrameType::kKey, frame)
                .size,
            1006u);
}

TEST(ClearPrefixTest, AudioIsNotSearchedForSlices) {
  const ClearPrefix prefix =
      LiveKit(Codec::kUnknown, FrameType::kAudio, "00000001 65 b8 aabbcc");
  EXPECT_EQ(prefix.size, 1u);
  EXPECT_FALSE(prefix.is_annex_b);
}

TEST(ClearPrefixTest, Vp8AndVp9AreNotSearchedForSlices) {
  const std::string hex = "00000001 65 b8 aabbccddeeff";
  EXPECT_EQ(LiveKit(Codec::kVp8, FrameType::kKey, hex).size, 10u);
  EXPECT_EQ(LiveKit(Codec::kVp8, FrameType::kDelta, hex).size, 10u);
  EXPECT_EQ(LiveKit(Codec::kVp9, FrameType::kKey, hex).size, 0u);
  EXPECT_FALSE(LiveKit(Codec::kVp8, FrameType::kKey, hex).is_annex_b);
}

TEST(ClearPrefixTest, OnlyTheLiveKitAv1RulesAcceptAv1) {
  EXPECT_EQ(LiveKit(Codec::kAv1, FrameType::kKey, "120030").error,
            ClearPrefixError::kRefusedCodec);
  EXPECT_EQ(FindClearPrefix(ClearRuleSet::kLiveKitAv1, Codec::kAv1,
                            FrameType::kKey, FromHex("120030"))
                .error,
            ClearPrefixError::kNotAPrefix);
}

TEST(ClearPrefixTest, DaveRulesAreNotAPrefix) {
  for (const Codec codec : {Codec::kH264, Codec::kH265, Codec::kAv1}) {
    const ClearPrefix prefix =
        FindClearPrefix(ClearRuleSet::kDave, codec, FrameType::kKey, {});
    EXPECT_EQ(prefix.error, ClearPrefixError::kNotAPrefix);
  }
}

// LiveKit's worker throws from its transform here, which ends the track.
TEST(ClearPrefixTest, RefusesAFrameShorterThanItsPrefix) {
  for (const ClearRuleSet set :
       {ClearRuleSet::kLiveKit, ClearRuleSet::kJFrame}) {
    struct {
      FrameType type;
      size_t size;
    } const cases[] = {
        {FrameType::kAudio, 1}, {FrameType::kKey, 10}, {FrameType::kDelta, 3}};
    for (const auto& c : cases) {
      for (size_t n = 0; n <= c.size; ++n) {
        const uint8_t first = c.type == FrameType::kKey ? 0xb0 : 0xb1;
        const std::vector<uint8_t> frame(n, first);
        const ClearPrefix prefix =
            FindClearPrefix(set, Codec::kVp8, c.type, frame);
        const bool whole = n == c.size;
        EXPECT_EQ(prefix.error, whole ? ClearPrefixError::kNone
                                      : ClearPrefixError::kFrameTooShort);
        EXPECT_EQ(prefix.size, whole ? n : 0);
      }
    }
  }
}

TEST(ClearPrefixTest, ATruncatedFrameIsTooShortOrHasAPrefixInBounds) {
  for (const KnownFrame& known : KnownFrames()) {
    for (size_t n = 0; n < known.frame.size(); ++n) {
      const std::vector<uint8_t> cut = Cut(known.frame, n);
      const ClearPrefix prefix =
          FindClearPrefix(ClearRuleSet::kLiveKit, known.codec, known.type, cut);
      EXPECT_LE(prefix.size, n);
      EXPECT_EQ(
          prefix.error == ClearPrefixError::kFrameTooShort,
          !prefix.is_annex_b && n < (known.type == FrameType::kKey ? 10u : 3u));
    }
  }
}

ClearPrefix ToSeal(Codec codec, const std::string& hex) {
  return FindClearPrefixToSeal(ClearRuleSet::kLiveKit, codec, FrameType::kKey,
                               FromHex(hex));
}

TEST(ClearPrefixToSealTest, H264AndH265NeedASlice) {
  struct {
    Codec codec;
    const char* hex;
  } const cases[] = {
      {Codec::kH264, "00000001 09f0"},
      {Codec::kH264, "00000001 09f0 00000001 0605aabbccdd80"},
      {Codec::kH264, "00000001 6742c01f8c8d 00000001 68ce3c80"},
      {Codec::kH264, "00000001 2742c01f8c8d 00000001 28ce3c80"},
      {Codec::kH264, "00000001 6742c01f8c8d 00000001 68ce3c80 000001 74aabbcc"},
      {Codec::kH264, "00000001 42aabbccdd 00000001 43aabbccdd"},
      {Codec::kH264, "00000006 65b8aabbccdd"},
      {Codec::kH264, "ff 00000001 65b8aabbccdd"},
      {Codec::kH264, "00000001 65"},
      {Codec::kH264, "aabbccddeeff00112233"},
      {Codec::kH265, "00000001 40010c01 00000001 42010160"},
      {Codec::kH265, "00000006 2601aabbccdd"},
      {Codec::kH265, "ff 00000001 2601aabbccdd"},
  };
  for (const auto& c : cases) {
    const ClearPrefix prefix = ToSeal(c.codec, c.hex);
    EXPECT_EQ(prefix.error, ClearPrefixError::kNoSlice) << c.hex;
    EXPECT_EQ(prefix.size, 0u) << c.hex;
    EXPECT_FALSE(prefix.is_annex_b) << c.hex;
    // Only the caller knows that it is H.264 or H.265.
    EXPECT_NE(ToSeal(Codec::kUnknown, c.hex).error, ClearPrefixError::kNoSlice)
        << c.hex;
  }
}

TEST(ClearPrefixToSealTest, AnySliceCountsAfterUnitsOfAnyOtherType) {
  struct {
    Codec codec;
    const char* hex;
    size_t size;
  } const cases[] = {
      {Codec::kH264, "00000001 65b8", 6},  // Two bytes at the end.
      {Codec::kH264, "000001 65b8aa", 5},
      {Codec::kH264, "0000 00000001 65b8aa", 8},
      {Codec::kH264, "00000001 09f0 000001 0605aa80 000001 41e0aa", 18},
      {Codec::kH264, "00000001 6eaabb 00000001 74aabb 00000001 65b8aa", 20},
      {Codec::kH264, "00000001 42aabb 00000001 61e0aa", 13},
      {Codec::kH265, "00000001 4001aa 00000001 2601aa", 13},
      {Codec::kH265, "00000001 61e0aa", 6},  // As H.264, as in LiveKit.
      {Codec::kUnknown, "00000001 2601aa", 6},
      // Units of zeros are not sent.
      {Codec::kH265, "000001 000001 2601aa", 8},
      {Codec::kH265, "000001 0000 000001 2601aa", 10},
  };
  for (const auto& c : cases) {
    const ClearPrefix prefix = ToSeal(c.codec, c.hex);
    EXPECT_EQ(prefix.error, ClearPrefixError::kNone) << c.hex;
    EXPECT_EQ(prefix.size, c.size) << c.hex;
    EXPECT_TRUE(prefix.is_annex_b) << c.hex;
  }
}

// Hostile bytes stand in for the ciphertext after the header.
TEST(ClearPrefixToSealTest, TheReceiverFindsTheCanonicalPrefix) {
  std::mt19937 random(15);
  int found = 0;
  for (int run = 0; run < 100000; ++run) {
    std::vector<uint8_t> frame = HostileBytes(random, 60);
    frame.insert(frame.begin(), {0, 0, 1});
    const auto codec = static_cast<Codec>(random() % kCodecCount);
    const ClearPrefix prefix = FindClearPrefixToSeal(
        ClearRuleSet::kLiveKitAv1, codec, FrameType::kKey, frame);
    if (!prefix.is_annex_b || frame[prefix.size - 1] == 0) {
      continue;
    }
    ++found;
    const auto front = absl::MakeConstSpan(frame).first(prefix.size);
    std::vector<uint8_t> sealed(MeasureCanonical(front).size);
    ASSERT_EQ(WriteCanonical(front, absl::MakeSpan(sealed)), sealed.size());
    const size_t size = sealed.size();
    std::vector<uint8_t> rest = HostileBytes(random, 100);
    rest.insert(rest.end(), 30, 0x0c);
    std::vector<uint8_t> escaped(EscapedSize(rest));
    ASSERT_EQ(Escape(rest, absl::MakeSpan(escaped)), escaped.size());
    sealed.insert(sealed.end(), escaped.begin(), escaped.end());
    const ClearPrefix received = FindClearPrefix(
        ClearRuleSet::kLiveKitAv1, codec, FrameType::kKey, sealed);
    ASSERT_TRUE(received.is_annex_b);
    ASSERT_EQ(received.size, size);
  }
  EXPECT_GT(found, 10000);
}

TEST(ClearPrefixTest, ThePrefixOfAnyBytesIsInBounds) {
  std::mt19937 random(10);
  for (int run = 0; run < 100000; ++run) {
    const std::vector<uint8_t> frame = HostileBytes(random, 40);
    const ClearRuleSet set = kSets[random() % kClearRuleSetCount];
    const auto codec = static_cast<Codec>(random() % kCodecCount);
    const FrameType type = kTypes[random() % 3];
    for (const ClearPrefix& prefix :
         {FindClearPrefix(set, codec, type, frame),
          FindClearPrefixToSeal(set, codec, type, frame)}) {
      ASSERT_LE(prefix.size, frame.size());
      if (prefix.error != ClearPrefixError::kNone) {
        ASSERT_EQ(prefix.size, 0u);
        ASSERT_FALSE(prefix.is_annex_b);
      }
    }
  }
}

}  // namespace
}  // namespace sealframe
