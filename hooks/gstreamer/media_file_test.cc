// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Media files through both elements and RTP. Not all parsers mark delta units:
// ivfparse marks none.

#include <gst/gst.h>

#include <cstdint>
#include <fstream>
#include <iterator>
#include <ostream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/hooks/gstreamer/testing/pipeline_fixture.h"
#include "sealframe/tests/testing/access_units.h"

namespace sealframe::gst {
namespace {

using Bytes = std::vector<uint8_t>;
using ::testing::IsEmpty;

struct Case {
  const char* profile;
  const char* file;
  const char* parser;
  const char* network;  // The elements between sealing and opening.
};
void PrintTo(const Case& c, std::ostream* os) {
  *os << c.profile << " " << c.file << " " << c.network;
}

constexpr char kDirect[] = "identity";
constexpr char kVp8[] = "rtpsealedpay ! rtpvp8depay";
constexpr char kVp9[] = "rtpsealedpay ! rtpvp9depay";
constexpr char kH264[] =
    "rtph264pay ! rtph264depay ! "
    "video/x-h264,stream-format=byte-stream,alignment=au";
constexpr char kH265[] =
    "rtph265pay ! rtph265depay ! "
    "video/x-h265,stream-format=byte-stream,alignment=au";
constexpr char kIvf[] = "ivfparse";
constexpr char kParseH264[] =
    "h264parse ! video/x-h264,stream-format=byte-stream,alignment=au";
constexpr char kParseH265[] =
    "h265parse ! video/x-h265,stream-format=byte-stream,alignment=au";

std::vector<Case> Cases() {
  std::vector<Case> cases;
  for (const char* profile :
       {"livekit", "videosdk", "jframe", "dave", "getstream"}) {
    const std::string name = profile;
    for (const char* network : {kDirect, kVp8}) {
      cases.push_back({profile, "vp8.ivf", kIvf, network});
    }
    for (const char* network : {kDirect, kVp9}) {
      cases.push_back({profile, "vp9.ivf", kIvf, network});
    }
    cases.push_back({profile, "h264.h264", kParseH264, kDirect});
    if (name != "jframe") {
      cases.push_back({profile, "h264.h264", kParseH264, kH264});
    }
    if (name != "getstream") {
      cases.push_back({profile, "h265.h265", kParseH265, kDirect});
    }
    if (name != "getstream" && name != "jframe") {
      cases.push_back({profile, "h265.h265", kParseH265, kH265});
    }
    if (name == "jframe" || name == "dave") {
      cases.push_back({profile, "av1.ivf", kIvf, kDirect});
    }
  }
  cases.push_back({"livekit allow-av1=true", "av1.ivf", kIvf, kDirect});
  for (const char* file : {"vp8.ivf", "vp9.ivf", "av1.ivf"}) {
    cases.push_back({"sframe", file, kIvf, kDirect});
  }
  return cases;
}

Bytes ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return Bytes(std::istreambuf_iterator<char>(file), {});
}

class MediaFileTest : public testing::TestWithParam<Case> {
 protected:
  static void SetUpTestSuite() { LoadPlugin(); }

  // Output returns the frames, one after another, that come out behind
  // `elements`. If they seal and open, all frames must come out.
  static Bytes Output(const std::string& elements, bool is_sealed) {
    const std::string path = testing::TempDir() + "/out";
    Pipeline pipeline(std::string("filesrc location=tests/media/") +
                      GetParam().file + " ! " + GetParam().parser + elements +
                      " ! filesink location=" + path);
    pipeline.Play();
    EXPECT_TRUE(RunUntil({&pipeline}, [&] { return pipeline.at_end(); }));
    EXPECT_THAT(pipeline.problems(), IsEmpty());
    if (is_sealed) {
      EXPECT_GE(pipeline.Stat("enc", "frames-in"), 20u);
      EXPECT_EQ(pipeline.Stat("enc", "frames-in"),
                pipeline.Stat("dec", "frames-out"));
    }
    pipeline.Stop();
    return ReadFile(path);
  }

  // DAVE and LiveKit drop temporal delimiters, which RTP does not carry.
  static bool LosesDelimiters() {
    const std::string profile = GetParam().profile;
    return profile != "sframe" && profile != "jframe" &&
           GetParam().file == std::string("av1.ivf");
  }

  static bool IsAnnexB() { return GetParam().parser != std::string(kIvf); }
};

INSTANTIATE_TEST_SUITE_P(Files, MediaFileTest, testing::ValuesIn(Cases()));

TEST_P(MediaFileTest, EveryFrameOfAFileOpens) {
  const std::string element =
      std::string(" participant=alice profile=") + GetParam().profile +
      " key-file=" + WriteFile("alice.key", "000102030405060708090a0b0c0d0e0f");
  const Bytes sent = Output("", false);
  const Bytes opened =
      Output(" ! sealframeenc name=enc" + element + " ! " + GetParam().network +
                 " ! sealframedec name=dec" + element,
             true);
  EXPECT_FALSE(sent.empty());
  if (IsAnnexB()) {
    EXPECT_TRUE(NalUnitsOf(opened) == NalUnitsOf(sent));
  } else if (!LosesDelimiters()) {
    EXPECT_TRUE(opened == sent);
  }
}

}  // namespace
}  // namespace sealframe::gst
