// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Session descriptions through the C interface.

#include <cstddef>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.hpp"

namespace sealframe {
namespace {

using ::testing::HasSubstr;

using SdpHandle = UniquePtr<sealframe_sdp>;

constexpr char kOffer[] =
    "v=0\r\n"
    "o=- 1 1 IN IP4 127.0.0.1\r\n"
    "s=-\r\n"
    "t=0 0\r\n"
    "a=group:BUNDLE a v\r\n"
    "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n"
    "a=mid:a\r\n"
    "a=rtpmap:111 opus/48000/2\r\n"
    "m=video 9 UDP/TLS/RTP/SAVPF 96\r\n"
    "a=sframe\r\n"
    "a=mid:v\r\n"
    "a=rtpmap:96 VP8/90000\r\n"
    "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n";

SdpHandle NewSdp(const std::string& text) {
  SdpHandle sdp;
  sealframe_sdp_create(text.c_str(), Out(&sdp), nullptr);
  return sdp;
}

sealframe_sdp_section SectionOf(const SdpHandle& sdp, size_t section) {
  auto info = Defaults<sealframe_sdp_section>();
  EXPECT_EQ(sealframe_sdp_get_section(sdp.get(), section, &info), SEALFRAME_OK);
  return info;
}

TEST(SdpTest, SectionsAreDescribedInOrder) {
  const SdpHandle sdp = NewSdp(kOffer);
  ASSERT_NE(sdp, nullptr);
  EXPECT_STREQ(sealframe_sdp_text(sdp.get()), kOffer);
  ASSERT_EQ(sealframe_sdp_num_sections(sdp.get()), 3u);
  const sealframe_sdp_section audio = SectionOf(sdp, 0);
  EXPECT_STREQ(audio.mid, "a");
  EXPECT_EQ(audio.is_rtp, 1u);
  EXPECT_EQ(audio.is_rejected, 0u);
  EXPECT_EQ(audio.has_sframe, 0u);
  EXPECT_EQ(SectionOf(sdp, 1).has_sframe, 1u);
  EXPECT_EQ(SectionOf(sdp, 2).is_rtp, 0u);
  EXPECT_STREQ(SectionOf(sdp, 2).mid, "");
}

TEST(SdpTest, SectionPastTheLastIsNotFoundAndZeroed) {
  const SdpHandle sdp = NewSdp(kOffer);
  sealframe_sdp_section info = SectionOf(sdp, 1);
  EXPECT_EQ(sealframe_sdp_get_section(sdp.get(), 3, &info),
            SEALFRAME_NOT_FOUND);
  EXPECT_EQ(info.mid, nullptr);
  EXPECT_EQ(info.has_sframe, 0u);
}

TEST(SdpTest, AddedSFrameIsInTheTextAndCanBeRemoved) {
  const SdpHandle sdp = NewSdp(kOffer);
  ASSERT_EQ(sealframe_sdp_add_sframe(sdp.get(), 0, nullptr), SEALFRAME_OK);
  EXPECT_EQ(SectionOf(sdp, 0).has_sframe, 1u);
  EXPECT_THAT(sealframe_sdp_text(sdp.get()),
              HasSubstr("SAVPF 111\r\na=sframe\r\na=mid:a\r\n"));
  ASSERT_EQ(sealframe_sdp_remove_sframe(sdp.get(), 0, nullptr), SEALFRAME_OK);
  EXPECT_STREQ(sealframe_sdp_text(sdp.get()), kOffer);
}

TEST(SdpTest, RejectedSectionHasNoPortAndIsNotBundled) {
  const SdpHandle sdp = NewSdp(kOffer);
  ASSERT_EQ(sealframe_sdp_reject_section(sdp.get(), 1, nullptr), SEALFRAME_OK);
  EXPECT_EQ(SectionOf(sdp, 1).is_rejected, 1u);
  EXPECT_THAT(sealframe_sdp_text(sdp.get()), HasSubstr("a=group:BUNDLE a\r\n"));
}

TEST(SdpTest, FailedEditChangesNothing) {
  const SdpHandle sdp = NewSdp(kOffer);
  auto error = Defaults<sealframe_error>();
  EXPECT_EQ(sealframe_sdp_add_sframe(sdp.get(), 2, &error),
            SEALFRAME_FAILED_PRECONDITION);
  EXPECT_EQ(sealframe_sdp_add_sframe(sdp.get(), 3, &error),
            SEALFRAME_NOT_FOUND);
  EXPECT_STREQ(error.message,
               "no media section 3: the description has 3, counted from 0");
  EXPECT_EQ(sealframe_sdp_remove_sframe(sdp.get(), 3, nullptr),
            SEALFRAME_NOT_FOUND);
  EXPECT_EQ(sealframe_sdp_reject_section(sdp.get(), 3, nullptr),
            SEALFRAME_NOT_FOUND);
  EXPECT_STREQ(sealframe_sdp_text(sdp.get()), kOffer);
}

TEST(SdpTest, PayloadTypeSharedWithAndWithoutSFrameIsRefused) {
  std::string shared(kOffer);
  shared.replace(shared.find("SAVPF 96"), 8, "SAVPF 111");
  shared.replace(shared.find("rtpmap:96"), 9, "rtpmap:111");
  auto error = Defaults<sealframe_error>();
  EXPECT_EQ(sealframe_sdp_check_payload_types(NewSdp(kOffer).get(), &error),
            SEALFRAME_OK);
  EXPECT_EQ(sealframe_sdp_check_payload_types(NewSdp(shared).get(), &error),
            SEALFRAME_FAILED_PRECONDITION);
  EXPECT_STRNE(error.message, "");
}

TEST(SdpTest, DecisionsAgreeOnBothSides) {
  EXPECT_EQ(sealframe_sdp_decide(0, 0), SEALFRAME_SDP_PLAIN);
  EXPECT_EQ(sealframe_sdp_decide(1, 1), SEALFRAME_SDP_SFRAME);
  EXPECT_EQ(sealframe_sdp_decide(1, 0), SEALFRAME_SDP_STOP);
  EXPECT_EQ(sealframe_sdp_decide(0, 1), SEALFRAME_SDP_REFUSE);
  EXPECT_EQ(sealframe_sdp_decide(7, 9), SEALFRAME_SDP_SFRAME);
}

TEST(SdpTest, HostileDescriptionsAreRefused) {
  const std::string offer(kOffer);
  for (const std::string& bad :
       {std::string("x"), std::string("v=0\r\nm=audio\r\n"),
        std::string("v=0\rm=audio 9 RTP/AVP 96\r\n"), offer + "a=mid:a\r\n",
        offer + "m=video 99999 RTP/AVP 96\r\n",
        offer + "m=video 9 RTP/AVP 128\r\n",
        offer + std::string(5 << 20, 'a')}) {
    auto error = Defaults<sealframe_error>();
    SdpHandle sdp;
    EXPECT_EQ(sealframe_sdp_create(bad.c_str(), Out(&sdp), &error),
              SEALFRAME_INVALID_ARGUMENT);
    EXPECT_EQ(sdp, nullptr);
    EXPECT_STRNE(error.message, "");
  }
}

TEST(SdpTest, EmptyDescriptionHasNoSections) {
  const SdpHandle sdp = NewSdp("");
  EXPECT_STREQ(sealframe_sdp_text(sdp.get()), "");
  EXPECT_EQ(sealframe_sdp_num_sections(sdp.get()), 0u);
  EXPECT_EQ(sealframe_sdp_add_sframe(sdp.get(), 0, nullptr),
            SEALFRAME_NOT_FOUND);
}

TEST(SdpTest, TruncatedDescriptionsNeverCrash) {
  const std::string offer(kOffer);
  for (size_t size = 0; size <= offer.size(); ++size) {
    const SdpHandle sdp = NewSdp(offer.substr(0, size));
    for (size_t i = 0; i < sealframe_sdp_num_sections(sdp.get()); ++i) {
      sealframe_sdp_add_sframe(sdp.get(), i, nullptr);
      sealframe_sdp_reject_section(sdp.get(), i, nullptr);
    }
  }
}

}  // namespace
}  // namespace sealframe
