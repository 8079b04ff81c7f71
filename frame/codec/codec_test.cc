// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/codec.h"

#include <cstddef>
#include <optional>

#include "absl/strings/ascii.h"
#include "gtest/gtest.h"

namespace sealframe {
namespace {

TEST(CodecTest, NamesMatchMimeSubtypes) {
  EXPECT_EQ(CodecName(Codec::kOpus), "opus");
  EXPECT_EQ(CodecName(Codec::kVp8), "vp8");
  EXPECT_EQ(CodecName(Codec::kVp9), "vp9");
  EXPECT_EQ(CodecName(Codec::kH264), "h264");
  EXPECT_EQ(CodecName(Codec::kH265), "h265");
  EXPECT_EQ(CodecName(Codec::kAv1), "av1");
}

TEST(CodecTest, CodecFromNameIgnoresCase) {
  for (size_t i = 1; i < kCodecCount; ++i) {
    const auto codec = static_cast<Codec>(i);
    EXPECT_EQ(CodecFromName(CodecName(codec)), codec);
    EXPECT_EQ(CodecFromName(absl::AsciiStrToUpper(CodecName(codec))), codec);
  }
}

TEST(CodecTest, CodecFromNameReturnsNulloptForOtherNames) {
  for (const char* name : {"", "unknown", "h26", "h2644", "video/h264", "vp"}) {
    EXPECT_EQ(CodecFromName(name), std::nullopt) << name;
  }
}

}  // namespace
}  // namespace sealframe
