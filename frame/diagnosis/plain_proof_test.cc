// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/diagnosis/plain_proof.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {
namespace {

const std::string kData(120, 'a');
const std::string kSps = "000000016742c00d8c8d40d0fbc900f08846a0";
const std::string kPps = "0000000168ce3c80";
const std::string kSlice = "0000000165b84011" + kData;

// Case has the profiles in which a plain frame is proved, and the others.
struct Case {
  Codec codec;
  bool key_frame;
  std::string hex;
  std::vector<absl::string_view> proved;
};

TEST(PlainProofTest, ProvesStructureInBytesThatTheProfileEncrypts) {
  const Case cases[] = {
      {Codec::kVp8, true, "1002009d012a8002e001" + kData, {"sframe"}},
      {Codec::kVp8, false, "1102009d012a8002e001" + kData, {}},
      {Codec::kVp8, true, "ffffff9d012a8002e001", {}},
      {Codec::kVp9,
       true,
       "8249834200041004" + kData,
       {"sframe", "livekit", "videosdk", "dave"}},
      {Codec::kVp9,
       true,
       "b024c1a100041004" + kData,
       {"sframe", "livekit", "videosdk", "dave"}},
      {Codec::kVp9, false, "860041" + kData, {}},
      {Codec::kVp9, true, "82498342", {}},
      // Another slice behind the first, where escaped bytes have no code.
      {Codec::kH264, true, kSps + kPps + kSlice, {"sframe", "jframe"}},
      {Codec::kH264,
       true,
       kSps + kPps + kSlice + kSlice,
       {"sframe", "livekit", "videosdk", "jframe", "getstream"}},
      {Codec::kH264,
       true,
       kSps + kPps,
       {"sframe", "livekit", "videosdk", "jframe", "getstream"}},
      {Codec::kH264, true, kSlice, {"sframe"}},
      {Codec::kH264, true, "00000165b84011" + kData, {"sframe"}},
      {Codec::kH264, true, "07" + kSlice, {}},
      {Codec::kAv1,
       true,
       "1200328140" + std::string(2 * 8193, '5'),
       {"sframe", "livekit", "videosdk", "getstream"}},
      // The size does not fill the frame.
      {Codec::kAv1, true, "1200328140" + std::string(2 * 8192, '5'), {}},
      {Codec::kAv1, true, "3010" + std::string(32, '5'), {}},
      {Codec::kUnknown, true, kSps + kPps, {}},
  };
  for (const Case& c : cases) {
    const FrameInfo info = {.codec = c.codec, .key_frame = c.key_frame};
    std::vector<absl::string_view> proved;
    for (const ProfileEntry& profile : Profiles()) {
      if (IsProvedPlain(profile, info, FromHex(c.hex))) {
        proved.push_back(profile.name);
      }
    }
    EXPECT_EQ(proved, c.proved) << CodecName(c.codec) << " " << c.hex;
  }
}

TEST(PlainProofTest, BitsThatChanceCouldMakeAreNoProof) {
  const FrameInfo info = {.codec = Codec::kAv1};
  const ProfileEntry& sframe = *FindProfile("sframe");
  const std::string five = "3201aa3201aa3201aa3201aa3201aa";  // 23 bits.
  EXPECT_FALSE(IsProvedPlain(sframe, info, FromHex(five)));
  EXPECT_TRUE(IsProvedPlain(sframe, info, FromHex(five + "3201aa")));
}

TEST(PlainProofTest, Av1ThatEndsLikeASealedFrameIsNotProvedInItsProfile) {
  const FrameInfo info = {.codec = Codec::kAv1};
  const auto frame =
      FromHex("1200328140" + std::string(2 * 8191, '5') + "0c01");
  EXPECT_FALSE(IsProvedPlain(*FindProfile("livekit"), info, frame));
  EXPECT_TRUE(IsProvedPlain(*FindProfile("sframe"), info, frame));
}

TEST(PlainProofTest, AnOpusFrameIsProvedOnlyIfItIsSilenceOrPartOfAFile) {
  const FrameInfo info = {.kind = MediaKind::kAudio, .codec = Codec::kOpus};
  const ProfileEntry& sframe = *FindProfile("sframe");
  const ProfileEntry& livekit = *FindProfile("livekit");
  EXPECT_TRUE(IsProvedPlain(sframe, info, FromHex("f8fffe")));
  EXPECT_FALSE(IsProvedPlain(livekit, info, FromHex("f8fffe")));
  EXPECT_FALSE(IsProvedPlain(sframe, info, FromHex("f8fffe00")));
  EXPECT_FALSE(IsProvedPlain(sframe, info, FromHex("fc" + kData)));
  EXPECT_FALSE(IsProvedPlain(sframe, info, {}));
  for (const ProfileEntry* const profile : {&sframe, &livekit}) {
    EXPECT_TRUE(IsProvedPlain(*profile, info,
                              FromHex("fc00"
                                      "4f70757354616773" +
                                      kData)));
    EXPECT_TRUE(IsProvedPlain(*profile, info,
                              FromHex("fc00"
                                      "4f67675300")));
  }
}

}  // namespace
}  // namespace sealframe
