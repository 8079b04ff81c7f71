// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/frame_refusal.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string SealRefusal(const std::string& profile, const FrameInfo& info,
                        const std::string& hex, FrameStatus status) {
  const std::vector<uint8_t> bytes = FromHex(hex);
  const absl::Status refusal = FrameRefusal(
      {.name = "a.bin", .profile = profile, .info = info, .bytes = bytes},
      status, /*is_sealing=*/true);
  EXPECT_EQ(refusal.code(), absl::StatusCode::kInvalidArgument);
  return std::string(refusal.message());
}

TEST(FrameRefusalTest, Av1NamesTheOptionWhereThereIsOne) {
  const FrameInfo av1 = {.codec = Codec::kAv1};
  for (const char* const profile : {"livekit", "videosdk"}) {
    EXPECT_THAT(
        SealRefusal(profile, av1, "12", FrameStatus::kUnsupportedCodec),
        AllOf(HasSubstr("a.bin: unsupported_codec: "), HasSubstr(profile),
              HasSubstr("--allow-av1"), HasSubstr("allow_av1")));
  }
  EXPECT_THAT(
      SealRefusal("getstream", av1, "12", FrameStatus::kUnsupportedCodec),
      AllOf(HasSubstr("getstream cannot carry av1"),
            Not(HasSubstr("--allow-av1"))));
  EXPECT_THAT(
      SealRefusal("getstream", {}, "12", FrameStatus::kUnsupportedCodec),
      HasSubstr("--codec"));
}

TEST(FrameRefusalTest, AShortFrameIsNotCalledIncomplete) {
  EXPECT_THAT(SealRefusal("jframe", {.codec = Codec::kVp9}, "86",
                          FrameStatus::kMalformed),
              AllOf(HasSubstr("it has 1 byte, but jframe leaves the first 3 "
                              "bytes of a delta frame of vp9 clear"),
                    Not(HasSubstr("complete")), Not(HasSubstr("whole"))));
}

TEST(FrameRefusalTest, AFrameThatNoPacketizerCarriesNamesTheRemedy) {
  const FrameInfo h264 = {.codec = Codec::kH264};
  EXPECT_THAT(SealRefusal("livekit", h264, "0000000665b8aabbccdd",
                          FrameStatus::kNotPacketizable),
              AllOf(HasSubstr("h264"), HasSubstr("Annex B"),
                    HasSubstr("sealframe media")));
  EXPECT_THAT(SealRefusal("livekit", h264, "0000000167aa0000000168bb",
                          FrameStatus::kNotPacketizable),
              AllOf(HasSubstr("no h264 slice"), HasSubstr("parameter sets"),
                    HasSubstr("as encoders do")));
}

TEST(FrameRefusalTest, AFrameThatDoesNotOpenIsDataLoss) {
  EXPECT_EQ(FrameRefusal({.name = "a.bin", .profile = "sframe"},
                         FrameStatus::kNotAuthentic, /*is_sealing=*/false)
                .code(),
            absl::StatusCode::kDataLoss);
}

TEST(FrameRefusalTest, AMediaFileThatDoesNotOpenAsAFrameNamesTheCommand) {
  const std::vector<uint8_t> ivf = FromHex("444b494600002000");
  EXPECT_THAT(FrameRefusal({.name = "a.ivf", .profile = "sframe", .bytes = ivf},
                           FrameStatus::kNotAuthentic, /*is_sealing=*/false)
                  .message(),
              HasSubstr("'sealframe media decrypt'"));
}

}  // namespace
}  // namespace sealframe
