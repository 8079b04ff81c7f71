// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Sealed access units of H.264 and H.265 through GStreamer's own payloaders and
// depayloaders: all come out with the same NAL units.

#include <gst/check/gstharness.h>
#include <gst/gst.h>

#include <cstdint>
#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/hooks/gstreamer/testing/pipeline_fixture.h"
#include "sealframe/tests/testing/access_units.h"

namespace sealframe::gst {
namespace {

using Bytes = std::vector<uint8_t>;

struct Case {
  const char* profile;
  NalCodec codec;
  const char* payloader;  // Its properties.
};
void PrintTo(const Case& c, std::ostream* os) {
  *os << c.profile << (c.codec == NalCodec::kH264 ? " H.264 " : " H.265 ")
      << c.payloader;
}

constexpr char kPlain[] = "mtu=1400";
constexpr char kSmallPackets[] = "mtu=120";
constexpr char kAggregates[] = "mtu=400 aggregate-mode=zero-latency";

// Through holds a payloader and a depayloader, and other elements around them.
class Through {
 public:
  // Unless `has_sets_in_caps`, the depayloader does not know the parameter sets
  // that the payloader finds, as over SDP without them.
  Through(const Case& c, const std::string& before, const std::string& after,
          bool has_sets_in_caps = false) {
    const bool is_h264 = c.codec == NalCodec::kH264;
    const std::string codec = is_h264 ? "h264" : "h265";
    const std::string caps =
        "video/x-" + codec + ",stream-format=byte-stream,alignment=au";
    const std::string rtp = std::string(
                                "application/x-rtp,media=video,payload=96,"
                                "clock-rate=90000,encoding-name=") +
                            (is_h264 ? "H264" : "H265");
    harness_ = gst_harness_new_parse(
        (before + "rtp" + codec + "pay pt=96 " + c.payloader + " ! " +
         (has_sets_in_caps
              ? ""
              : "capssetter replace=true caps=\"" + rtp + "\" ! ") +
         "rtp" + codec + "depay ! " + caps + after)
            .c_str());
    gst_harness_set_src_caps_str(harness_, caps.c_str());
  }
  ~Through() { gst_harness_teardown(harness_); }
  Through(const Through&) = delete;
  Through& operator=(const Through&) = delete;

  void Push(const Bytes& frame) {
    GstBuffer* buffer = gst_buffer_new_memdup(frame.data(), frame.size());
    GST_BUFFER_PTS(buffer) = GST_SECOND / 30 * frames_++;
    gst_harness_push(harness_, buffer);
  }

  // Pull returns the frames that came out since the last call.
  std::vector<Bytes> Pull() {
    std::vector<Bytes> frames;
    while (GstBuffer* buffer = gst_harness_try_pull(harness_)) {
      Bytes& frame = frames.emplace_back(gst_buffer_get_size(buffer));
      gst_buffer_extract(buffer, 0, frame.data(), frame.size());
      gst_buffer_unref(buffer);
    }
    return frames;
  }

 private:
  GstHarness* harness_;
  uint64_t frames_ = 0;
};

class PacketizerTest : public testing::TestWithParam<Case> {
 protected:
  static void SetUpTestSuite() { LoadPlugin(); }

  // Properties returns those of both elements of Sealframe.
  static std::string Properties() {
    return std::string(" participant=alice profile=") + GetParam().profile +
           " key-file=" +
           WriteFile("alice.key", "000102030405060708090a0b0c0d0e0f");
  }

  // LostOf returns how many of this many access units do not arrive with all
  // their units.
  static int LostOf(int count, Through* through,
                    const std::function<AccessUnit()>& next) {
    int lost = 0;
    for (int i = 0; i < count; ++i) {
      const AccessUnit sent = next();
      through->Push(sent.bytes);
      const std::vector<Bytes> frames = through->Pull();
      lost += frames.size() != 1 || NalUnitsOf(frames[0]) != sent.units;
    }
    return lost;
  }

  // SealedLostOf does so with the elements of Sealframe around.
  static int SealedLostOf(int count, const std::function<AccessUnit()>& next,
                          bool has_sets_in_caps = false) {
    Through through(GetParam(), "sealframeenc" + Properties() + " ! ",
                    " ! sealframedec" + Properties(), has_sets_in_caps);
    return LostOf(count, &through, next);
  }
};

std::vector<Case> Cases() {
  std::vector<Case> cases;
  for (const char* profile : {"livekit", "videosdk", "dave"}) {
    for (const NalCodec codec : {NalCodec::kH264, NalCodec::kH265}) {
      for (const char* payloader : {kPlain, kSmallPackets, kAggregates}) {
        cases.push_back({profile, codec, payloader});
      }
    }
  }
  for (const char* payloader : {kPlain, kSmallPackets, kAggregates}) {
    cases.push_back({"getstream", NalCodec::kH264, payloader});
  }
  return cases;
}

INSTANTIATE_TEST_SUITE_P(Cases, PacketizerTest, testing::ValuesIn(Cases()));

// RTP itself loses no frame: losses in the other tests come from the sealed
// form.
TEST_P(PacketizerTest, EveryPlainFrameComesThrough) {
  AccessUnits some(GetParam().codec, 2);
  Through through(GetParam(), "", " ! identity");
  EXPECT_EQ(LostOf(300, &through, [&] { return some.Any(); }), 0);
}

TEST_P(PacketizerTest, EveryPictureOfEightSlicesOpens) {
  AccessUnits pictures(GetParam().codec, 1);
  EXPECT_EQ(SealedLostOf(1500, [&] { return pictures.Picture(8); }), 0);
}

TEST_P(PacketizerTest, EveryFormOfAnAccessUnitOpens) {
  AccessUnits some(GetParam().codec, 2);
  EXPECT_EQ(SealedLostOf(1500, [&] { return some.Any(); }), 0);
}

TEST_P(PacketizerTest, ParameterSetsInTheCapsBreakNoFrame) {
  for (uint32_t seed = 1; seed <= 20; ++seed) {
    AccessUnits pictures(GetParam().codec, seed), some(GetParam().codec, seed);
    EXPECT_EQ(SealedLostOf(
                  3, [&] { return pictures.Picture(2); }, true),
              0);
    EXPECT_EQ(SealedLostOf(
                  3, [&] { return some.Any(); }, true),
              0)
        << seed;
  }
}

}  // namespace
}  // namespace sealframe::gst
