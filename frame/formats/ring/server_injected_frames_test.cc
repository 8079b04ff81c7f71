// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/server_injected_frames.h"

#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {
namespace {

using Verdict = ServerInjectedFrames::Verdict;

constexpr uint8_t kTrailer[] = {1, 2, 3};
constexpr char kSps[] = "6742c01f0fd91f888884000003000400000300c83c60c920";
constexpr char kPps[] = "6887cb83cb20";
constexpr char kIdr[] = "6588840af2628000a7be";

class ServerInjectedFramesTest : public testing::Test {
 protected:
  ServerInjectedFramesTest() { frames_.SetTrailer(kTrailer); }

  Verdict Judge(const std::string& hex) {
    return reader_.Judge(FromHex(hex + "010203")).verdict;
  }

  ServerInjectedFrames frames_;
  ServerInjectedFrames::Reader reader_{frames_};
};

TEST_F(ServerInjectedFramesTest, KnownNalUnitsPassAloneAndInStreams) {
  const std::string sps = kSps, pps = kPps, idr = kIdr;
  for (const std::string& known :
       {sps, pps, idr, "00000001" + sps + "00000001" + pps + "00000001" + idr,
        "000001" + sps + "000001" + pps + "000001" + idr, "00000001" + idr}) {
    EXPECT_EQ(Judge(known), Verdict::kKnown) << known;
  }
}

TEST_F(ServerInjectedFramesTest, KnownUnitsWithOtherBytesDoNotPass) {
  const std::string sps = kSps, idr = kIdr;
  for (const std::string& unknown :
       {std::string(), std::string("00000001"), "ff00000001" + idr, idr + "00",
        idr + idr, "00000001" + sps + "0000000141", "00000001" + idr + "000000",
        "00000001" + sps + "00000001"}) {
    EXPECT_EQ(Judge(unknown), Verdict::kUnknown) << unknown;
  }
}

TEST_F(ServerInjectedFramesTest, AFrameWithoutTheSifTrailerIsNotInjected) {
  EXPECT_EQ(reader_.Judge(FromHex(kIdr)).verdict, Verdict::kNotInjected);
  EXPECT_EQ(reader_.Judge({}).verdict, Verdict::kNotInjected);
  EXPECT_EQ(reader_.Judge(FromHex("0203")).verdict, Verdict::kNotInjected);
  ServerInjectedFrames none;
  ServerInjectedFrames::Reader reader(none);
  EXPECT_EQ(reader.Judge(FromHex(kIdr)).verdict, Verdict::kNotInjected);
}

TEST_F(ServerInjectedFramesTest, TheSifTrailerMayChangeConcurrently) {
  const std::vector<uint8_t> frame = FromHex(std::string(kIdr) + "010203");
  std::thread setter([this] {
    for (int i = 0; i < 1000; ++i) {
      frames_.SetTrailer({});
      frames_.SetTrailer(kTrailer);
    }
  });
  for (int i = 0; i < 1000; ++i) {
    EXPECT_NE(reader_.Judge(frame).verdict, Verdict::kUnknown);
  }
  setter.join();
  EXPECT_EQ(reader_.Judge(frame).verdict, Verdict::kKnown);
}

}  // namespace
}  // namespace sealframe
