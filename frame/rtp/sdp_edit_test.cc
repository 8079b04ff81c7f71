// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/rtp/sdp_edit.h"

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "gtest/gtest.h"

namespace sealframe {
namespace {

constexpr absl::string_view kPlain =
    "v=0\n"
    "a=group:BUNDLE a v\n"
    "a=group:LS a v\n"
    "m=audio 9 RTP/SAVPF 0\n"
    "c=IN IP4 0.0.0.0\n"
    "b=AS:64\n"
    "a=mid:a\n"
    "a=sendrecv\n"
    "m=video 50002/2 RTP/SAVPF 96\n"
    "a=bundle-only\n"
    "a=mid:v\n"
    "m=video 9 RTP/SAVPF 97\n"
    "c=IN IP4 0.0.0.0\n";

std::string Crlf(absl::string_view sdp) {
  return absl::StrReplaceAll(sdp, {{"\n", "\r\n"}});
}

std::string Replaced(absl::string_view from, absl::string_view to) {
  return absl::StrReplaceAll(kPlain, {{from, to}});
}

TEST(AddSFrameTest, AddsOneLineBeforeTheSectionsAttributes) {
  EXPECT_EQ(*AddSFrame(kPlain, 0), Replaced("a=mid:a", "a=sframe\na=mid:a"));
  EXPECT_EQ(*AddSFrame(kPlain, 1),
            Replaced("a=bundle-only", "a=sframe\na=bundle-only"));
}

TEST(AddSFrameTest, AddsAtTheEndOfASectionWithoutAttributes) {
  EXPECT_EQ(*AddSFrame(kPlain, 2), std::string(kPlain) + "a=sframe\n");
}

TEST(AddSFrameTest, KeepsTheLineEndings) {
  for (size_t section = 0; section < 3; ++section) {
    EXPECT_EQ(*AddSFrame(Crlf(kPlain), section),
              Crlf(*AddSFrame(kPlain, section)));
  }
}

TEST(AddSFrameTest, TerminatesALastLineWithoutALineEnding) {
  EXPECT_EQ(*AddSFrame("v=0\nm=audio 9 RTP/AVP 0", 0),
            "v=0\nm=audio 9 RTP/AVP 0\na=sframe\n");
  EXPECT_EQ(*AddSFrame("m=audio 9 RTP/AVP 0", 0),
            "m=audio 9 RTP/AVP 0\r\na=sframe\r\n");
}

TEST(AddSFrameTest, LeavesASectionWithSFrameUnchanged) {
  const std::string sdp = "m=audio 9 RTP/AVP 0\na=mid:0\na=sframe\n";
  EXPECT_EQ(*AddSFrame(sdp, 0), sdp);
}

TEST(AddSFrameTest, RefusesRejectedAndNonRtpSections) {
  for (const absl::string_view sdp :
       {"m=audio 0 RTP/AVP 0\n", "m=application 9 UDP/DTLS/SCTP x\n"}) {
    EXPECT_EQ(AddSFrame(sdp, 0).status().code(),
              absl::StatusCode::kFailedPrecondition);
  }
}

TEST(RemoveSFrameTest, ReversesAddSFrame) {
  for (const std::string& sdp : {std::string(kPlain), Crlf(kPlain)}) {
    for (size_t section = 0; section < 3; ++section) {
      EXPECT_EQ(*RemoveSFrame(*AddSFrame(sdp, section), section), sdp);
    }
  }
}

TEST(RemoveSFrameTest, RemovesEveryCopyInThatSectionOnly) {
  EXPECT_EQ(*RemoveSFrame("a=sframe\n"
                          "m=audio 9 RTP/AVP 0\na=sframe\na=mid:0\na=sframe\n"
                          "m=audio 9 RTP/AVP 0\na=sframe\n",
                          0),
            "a=sframe\n"
            "m=audio 9 RTP/AVP 0\na=mid:0\n"
            "m=audio 9 RTP/AVP 0\na=sframe\n");
}

TEST(RejectSectionTest, SetsPortZeroAndRemovesTheSectionFromItsBundle) {
  EXPECT_EQ(*RejectSection(kPlain, 1),
            absl::StrReplaceAll(kPlain, {{"BUNDLE a v", "BUNDLE a"},
                                         {"50002/2", "0"},
                                         {"a=bundle-only\n", ""}}));
  EXPECT_EQ(*RejectSection(Crlf(kPlain), 1), Crlf(*RejectSection(kPlain, 1)));
}

TEST(RejectSectionTest, FindsThePortDespiteExtraSpaces) {
  EXPECT_EQ(*RejectSection("m= audio  9 RTP/AVP 0\n", 0),
            "m=audio 0 RTP/AVP 0\n");
}

TEST(RejectSectionTest, LeavesOtherSectionsAndGroupsUnchanged) {
  EXPECT_EQ(*RejectSection(kPlain, 2),
            Replaced("video 9 RTP/SAVPF 97", "video 0 RTP/SAVPF 97"));
  EXPECT_EQ(
      *RejectSection("a=group:BUNDLE a\nm=audio 9 RTP/AVP 0\na=mid:a\n", 0),
      "a=group:BUNDLE\nm=audio 0 RTP/AVP 0\na=mid:a\n");
}

using Edit = absl::StatusOr<std::string> (*)(absl::string_view, size_t);

class SdpEditTest : public ::testing::TestWithParam<Edit> {};

INSTANTIATE_TEST_SUITE_P(All, SdpEditTest,
                         ::testing::Values(&AddSFrame, &RemoveSFrame,
                                           &RejectSection));

TEST_P(SdpEditTest, RefusesASectionIndexOutOfRange) {
  EXPECT_EQ(GetParam()(kPlain, 3).status().code(),
            absl::StatusCode::kOutOfRange);
  EXPECT_EQ(GetParam()("", 0).status().code(), absl::StatusCode::kOutOfRange);
}

TEST_P(SdpEditTest, RefusesAMalformedDescription) {
  EXPECT_EQ(GetParam()("m=audio 9\n", 0).status().code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace sealframe
