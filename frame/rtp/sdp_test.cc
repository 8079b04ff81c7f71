// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/rtp/sdp.h"

#include <bitset>
#include <cstddef>
#include <initializer_list>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sealframe {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::bitset<kNumPayloadTypes> Types(std::initializer_list<size_t> types) {
  std::bitset<kNumPayloadTypes> set;
  for (const size_t type : types) {
    set.set(type);
  }
  return set;
}

// The draft's example, in the form that browsers generate.
constexpr absl::string_view kOffer =
    "v=0\n"
    "o=- 1 1 IN IP4 127.0.0.1\n"
    "s=-\n"
    "t=0 0\n"
    "a=group:BUNDLE a v d gone\n"
    "m=audio 50000 RTP/SAVPF 10 11\n"
    "c=IN IP4 0.0.0.0\n"
    "a=sframe\n"
    "a=mid:a\n"
    "a=rtpmap:10 opus/48000/2\n"
    "a=rtpmap:11 CN/8000\n"
    "m=video 0 UDP/TLS/RTP/SAVPF 100 101 102 103 104\n"
    "a=bundle-only\n"
    "a=mid:v\n"
    "a=rtpmap:100 H264/90000\n"
    "a=rtpmap:101 rtx/90000\n"
    "a=rtpmap:102 RED/90000\n"
    "a=rtpmap:103 flexfec-03/90000\n"
    "a=rtpmap:99 rtx/90000\n"
    "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\n"
    "a=mid:d\n"
    "m=video 0 RTP/AVP 96\n";

TEST(ParseSdpTest, ParsesSectionsWithAnyLineEnding) {
  for (const std::string& sdp :
       {std::string(kOffer), absl::StrReplaceAll(kOffer, {{"\n", "\r\n"}})}) {
    const auto description = ParseSdp(sdp);
    ASSERT_TRUE(description.ok());
    ASSERT_EQ(description->sections.size(), 4u);

    const SdpMediaSection& audio = description->sections[0];
    EXPECT_EQ(audio.mid, "a");
    EXPECT_TRUE(audio.is_rtp && audio.has_sframe && !audio.rejected);
    EXPECT_EQ(audio.media_payload_types, Types({10, 11}));
    EXPECT_EQ(audio.repair_payload_types, Types({}));

    const SdpMediaSection& video = description->sections[1];
    EXPECT_TRUE(video.is_rtp && !video.has_sframe && !video.rejected);
    EXPECT_EQ(video.media_payload_types, Types({100, 104}));
    EXPECT_EQ(video.repair_payload_types, Types({101, 102, 103}));

    const SdpMediaSection& data = description->sections[2];
    EXPECT_TRUE(!data.is_rtp && !data.rejected);
    EXPECT_EQ(data.media_payload_types, Types({}));

    EXPECT_EQ(description->sections[3].mid, "");
    EXPECT_TRUE(description->sections[3].rejected);
    EXPECT_THAT(description->bundles, ElementsAre(ElementsAre(0, 1, 2)));
  }
}

TEST(ParseSdpTest, AnEmptyDescriptionHasNoSections) {
  const auto description = ParseSdp("");
  ASSERT_TRUE(description.ok());
  EXPECT_THAT(description->sections, IsEmpty());
  EXPECT_THAT(description->bundles, IsEmpty());
}

TEST(ParseSdpTest, RecognizesOnlyTheExactAttributeName) {
  for (const absl::string_view line :
       {"a=sframe:1", "a=sframe ", "a=SFRAME", "a=sframes", "a=xsframe",
        "b=sframe", "i=a=sframe"}) {
    const auto description =
        ParseSdp(absl::StrCat("m=audio 9 RTP/AVP 0\n", line, "\n"));
    ASSERT_TRUE(description.ok()) << line;
    EXPECT_FALSE(description->sections[0].has_sframe) << line;
  }
}

TEST(ParseSdpTest, IgnoresASessionLevelAttribute) {
  const auto description =
      ParseSdp("v=0\na=sframe\nm=audio 9 RTP/AVP 0\nm=video 9 RTP/AVP 96\n");
  ASSERT_TRUE(description.ok());
  EXPECT_FALSE(description->sections[0].has_sframe);
  EXPECT_FALSE(description->sections[1].has_sframe);
}

TEST(ParseSdpTest, AnAttributeAppliesOnlyToItsOwnSection) {
  const auto description = ParseSdp(
      "m=audio 9 RTP/AVP 0\nm=audio 9 RTP/AVP 0\na=sframe\n"
      "m=audio 9 RTP/AVP 0\n");
  ASSERT_TRUE(description.ok());
  EXPECT_FALSE(description->sections[0].has_sframe);
  EXPECT_TRUE(description->sections[1].has_sframe);
  EXPECT_FALSE(description->sections[2].has_sframe);
}

TEST(ParseSdpTest, AcceptsAPortCountAndTheHighestPortAndPayloadType) {
  const auto description = ParseSdp("m=audio 65535/2 RTP/AVP 127\n");
  ASSERT_TRUE(description.ok());
  EXPECT_FALSE(description->sections[0].rejected);
  EXPECT_EQ(description->sections[0].media_payload_types, Types({127}));
}

TEST(ParseSdpTest, IgnoresOtherGroupsAndGroupsInsideSections) {
  const auto description = ParseSdp(
      "a=group:LS 0\na=group:BUNDLES 0\na=group:BUNDLE\n"
      "m=audio 9 RTP/AVP 0\na=mid:0\na=group:BUNDLE 0\n");
  ASSERT_TRUE(description.ok());
  EXPECT_THAT(description->bundles, ElementsAre(IsEmpty()));
}

TEST(ParseSdpTest, RefusesMalformedLines) {
  for (const absl::string_view sdp :
       {"m=\n", "m=audio 9 RTP/AVP\n", "m=audio x RTP/AVP 0\n",
        "m=audio  RTP/AVP 0\n", "m=audio 65536 RTP/AVP 0\n",
        "m=audio -1 RTP/AVP 0\n", "m=audio +9 RTP/AVP 0\n",
        "m=audio /2 RTP/AVP 0\n", "m=audio 9 RTP/AVP 128\n",
        "m=audio 9 RTP/AVP 4294967296\n", "m=audio 9 RTP/AVP 0 x\n",
        "m=audio 9 RTP/AVP 0\na=mid:\n",
        "m=audio 9 RTP/AVP 0\na=mid:0\na=mid:1\n",
        "m=audio 9 RTP/AVP 0\na=mid:0\nm=audio 9 RTP/AVP 0\na=mid:0\n",
        "m=audio 9 RTP/AVP 0\na=rtpmap:0\n",
        "m=audio 9 RTP/AVP 0\na=rtpmap:x PCMU/8000\n",
        "m=audio 9 RTP/AVP 0\na=rtpmap:128 PCMU/8000\n", "v\n"}) {
    EXPECT_EQ(ParseSdp(sdp).status().code(), absl::StatusCode::kInvalidArgument)
        << sdp;
  }
}

}  // namespace
}  // namespace sealframe
