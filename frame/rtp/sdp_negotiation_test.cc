// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/rtp/sdp_negotiation.h"

#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gtest/gtest.h"
#include "sealframe/frame/rtp/sdp.h"

namespace sealframe {
namespace {

TEST(DecideSFrameTest, UsesSFrameOnlyIfBothSidesWantIt) {
  EXPECT_EQ(DecideSFrame(true, true), SFrameDecision::kSFrame);
  EXPECT_EQ(DecideSFrame(true, false), SFrameDecision::kStop);
  EXPECT_EQ(DecideSFrame(false, true), SFrameDecision::kRefuse);
  EXPECT_EQ(DecideSFrame(false, false), SFrameDecision::kPlain);
}

// A description with two sections, the first of which has a=sframe.
struct Sharing {
  const char* name;
  absl::string_view group;
  absl::string_view first_media;
  absl::string_view first_attributes;
  absl::string_view second_media;
  absl::string_view second_attributes;
  bool is_allowed;
};

class SharedPayloadTypesTest : public ::testing::TestWithParam<Sharing> {};

constexpr absl::string_view kBundled = "a=group:BUNDLE 0 1\n";

INSTANTIATE_TEST_SUITE_P(
    All, SharedPayloadTypesTest,
    ::testing::Values(
        Sharing{"Distinct", kBundled, "9 RTP/SAVPF 96", "", "9 RTP/SAVPF 97",
                "", true},
        Sharing{"Shared", kBundled, "9 RTP/SAVPF 95 96", "",
                "9 RTP/SAVPF 96 97", "", false},
        Sharing{"SharedByStaticTypes", kBundled, "9 RTP/SAVPF 0", "",
                "9 RTP/SAVPF 0", "", false},
        Sharing{"SharedByBundleOnly", kBundled, "9 RTP/SAVPF 96", "",
                "0 RTP/SAVPF 96", "a=bundle-only\n", false},
        Sharing{"SharedWithSFrameInBoth", kBundled, "9 RTP/SAVPF 96", "",
                "9 RTP/SAVPF 96", "a=sframe\n", true},
        Sharing{"SharedByRejected", kBundled, "9 RTP/SAVPF 96", "",
                "0 RTP/SAVPF 96", "", true},
        Sharing{"SharedWithoutGroup", "", "9 RTP/SAVPF 96", "",
                "9 RTP/SAVPF 96", "", true},
        Sharing{"SharedInOtherGroups",
                "a=group:BUNDLE 0\na=group:BUNDLE 1\na=group:LS 0 1\n",
                "9 RTP/SAVPF 96", "", "9 RTP/SAVPF 96", "", true},
        Sharing{"SharedInTheSecondGroup",
                "a=group:BUNDLE 0\na=group:BUNDLE 1 0\n", "9 RTP/SAVPF 96", "",
                "9 RTP/SAVPF 96", "", false},
        Sharing{"RepairSharedWithRepair", kBundled, "9 RTP/SAVPF 96 98",
                "a=rtpmap:98 rtx/90000\n", "9 RTP/SAVPF 97 98",
                "a=rtpmap:98 RTX/90000\n", true},
        Sharing{"RepairSharedWithMedia", kBundled, "9 RTP/SAVPF 96 98",
                "a=rtpmap:98 rtx/90000\n", "9 RTP/SAVPF 97 98", "", false},
        Sharing{"MediaSharedWithRepair", kBundled, "9 RTP/SAVPF 98", "",
                "9 RTP/SAVPF 97 98", "a=rtpmap:98 red/90000\n", false},
        Sharing{"DataChannel", kBundled, "9 RTP/SAVPF 96", "",
                "9 UDP/DTLS/SCTP webrtc-datachannel", "", true}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(SharedPayloadTypesTest, RefusesMediaPayloadTypesSharedAcrossSFrame) {
  const Sharing& sharing = GetParam();
  const auto description = ParseSdp(absl::StrCat(
      "v=0\n", sharing.group, "m=video ", sharing.first_media,
      "\na=mid:0\na=sframe\n", sharing.first_attributes, "m=video ",
      sharing.second_media, "\na=mid:1\n", sharing.second_attributes));
  ASSERT_TRUE(description.ok());
  EXPECT_EQ(CheckSharedPayloadTypes(*description).code(),
            sharing.is_allowed ? absl::StatusCode::kOk
                               : absl::StatusCode::kFailedPrecondition);
}

TEST(CheckSharedPayloadTypesTest, AcceptsAnEmptyDescription) {
  EXPECT_TRUE(CheckSharedPayloadTypes(SdpDescription()).ok());
}

}  // namespace
}  // namespace sealframe
