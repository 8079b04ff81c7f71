// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/rtp/sdp_lines.h"

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "gtest/gtest.h"

namespace sealframe {
namespace {

TEST(SplitSdpLinesTest, KeepsEveryByteAndAnyLineEnding) {
  const auto lines = SplitSdpLines("v=0\r\ns=\na=x y\r\nm=");
  ASSERT_TRUE(lines.ok());
  ASSERT_EQ(lines->size(), 4u);
  EXPECT_EQ((*lines)[0].text, "v=0");
  EXPECT_EQ((*lines)[0].end, "\r\n");
  EXPECT_EQ((*lines)[1].text, "s=");
  EXPECT_EQ((*lines)[1].end, "\n");
  EXPECT_EQ((*lines)[2].text, "a=x y");
  EXPECT_FALSE((*lines)[2].StartsSection());
  EXPECT_EQ((*lines)[3].text, "m=");
  EXPECT_EQ((*lines)[3].end, "");
  EXPECT_TRUE((*lines)[3].StartsSection());
}

TEST(SplitSdpLinesTest, AnEmptyDescriptionHasNoLines) {
  const auto lines = SplitSdpLines("");
  ASSERT_TRUE(lines.ok());
  EXPECT_TRUE(lines->empty());
}

TEST(SplitSdpLinesTest, RefusesMalformedLines) {
  for (const absl::string_view sdp :
       {absl::string_view("\n"), absl::string_view("v=0\n\nm=\n"),
        absl::string_view("v\n"), absl::string_view("V=0\n"),
        absl::string_view("=0\n"), absl::string_view(" v=0\n"),
        absl::string_view("v:0\n"), absl::string_view("v=0\r"),
        absl::string_view("v=0\ra=sframe\n"), absl::string_view("v=0\r\r\n"),
        absl::string_view("v=\0\n", 4)}) {
    EXPECT_EQ(SplitSdpLines(sdp).status().code(),
              absl::StatusCode::kInvalidArgument)
        << sdp;
  }
}

TEST(SplitSdpLinesTest, RefusesADescriptionLongerThanTheLimit) {
  std::string sdp = "a=" + std::string(kMaxSdpSize - 2, 'x');
  EXPECT_TRUE(SplitSdpLines(sdp).ok());
  sdp += 'x';
  EXPECT_EQ(SplitSdpLines(sdp).status().code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace sealframe
