// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include <gst/gst.h>
#include <gst/rtp/gstrtpbuffer.h>

#include <cstdint>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/hooks/gstreamer/testing/harness_fixture.h"
#include "sealframe/hooks/gstreamer/testing/pipeline_fixture.h"

namespace sealframe::gst {
namespace {

using ::testing::HasSubstr;

// Payload is the payload of a packet: a descriptor and a piece of a frame.
struct Payload {
  std::string bytes;
  bool marker = false;
};

class RtpSealedPayTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { LoadPlugin(); }

  static std::vector<Payload> Pay(Harness* pay, const std::string& frame,
                                  bool is_delta) {
    GstBuffer* in = gst_buffer_new_allocate(nullptr, frame.size(), nullptr);
    gst_buffer_fill(in, 0, frame.data(), frame.size());
    if (is_delta) GST_BUFFER_FLAG_SET(in, GST_BUFFER_FLAG_DELTA_UNIT);
    std::vector<Payload> payloads;
    for (GstBuffer* packet = pay->PushBuffer(in); packet != nullptr;
         packet = gst_harness_try_pull(pay->get())) {
      EXPECT_LE(gst_buffer_get_size(packet), 100u);
      GstRTPBuffer rtp = GST_RTP_BUFFER_INIT;
      gst_rtp_buffer_map(packet, GST_MAP_READ, &rtp);
      payloads.push_back(
          {{static_cast<const char*>(gst_rtp_buffer_get_payload(&rtp)),
            gst_rtp_buffer_get_payload_len(&rtp)},
           gst_rtp_buffer_get_marker(&rtp) != FALSE});
      gst_rtp_buffer_unmap(&rtp);
      gst_buffer_unref(packet);
    }
    return payloads;
  }

  static uint8_t Byte(const Payload& payload, size_t i) {
    return static_cast<uint8_t>(payload.bytes.at(i));
  }
};

TEST_F(RtpSealedPayTest, Vp8FrameIsPackedWithDescriptorsWithoutParsing) {
  Harness pay("rtpsealedpay mtu=100", "video/x-vp8");
  const std::string frame(150, '\xff');
  const std::vector<Payload> payloads = Pay(&pay, frame, true);
  ASSERT_EQ(payloads.size(), 2u);
  EXPECT_EQ(Byte(payloads[0], 0), 0x90);  // X, S
  EXPECT_EQ(Byte(payloads[1], 0), 0x80);  // X
  EXPECT_EQ(Byte(payloads[0], 1), 0x80);  // I
  EXPECT_EQ(payloads[0].bytes.substr(4) + payloads[1].bytes.substr(4), frame);
  EXPECT_FALSE(payloads[0].marker);
  EXPECT_TRUE(payloads[1].marker);
}

TEST_F(RtpSealedPayTest, Vp9FrameIsPackedWithDescriptorsWithoutParsing) {
  Harness pay("rtpsealedpay mtu=100", "video/x-vp9");
  const std::string frame(150, '\xff');
  const std::vector<Payload> delta = Pay(&pay, frame, true);
  ASSERT_EQ(delta.size(), 2u);
  EXPECT_EQ(Byte(delta[0], 0), 0xc8);  // I, P, B
  EXPECT_EQ(Byte(delta[1], 0), 0xc4);  // I, P, E
  EXPECT_EQ(delta[0].bytes.substr(3) + delta[1].bytes.substr(3), frame);
  const std::vector<Payload> key = Pay(&pay, "key", false);
  ASSERT_EQ(key.size(), 1u);
  EXPECT_EQ(Byte(key[0], 0), 0x8c);  // I, B, E
  EXPECT_TRUE(key[0].marker);
}

TEST_F(RtpSealedPayTest, PictureIdsIncrementAndWrap) {
  Harness pay("rtpsealedpay mtu=100", "video/x-vp8");
  const auto picture_id = [&] {
    const Payload payload = Pay(&pay, "x", false).at(0);
    EXPECT_NE(Byte(payload, 2) & 0x80, 0);  // M
    return (Byte(payload, 2) & 0x7f) << 8 | Byte(payload, 3);
  };
  int last = picture_id();
  bool wrapped = false;
  for (int i = 0; i < 0x8000; ++i) {
    const int next = picture_id();
    ASSERT_EQ(next, (last + 1) % 0x8000);
    wrapped = wrapped || next == 0;
    last = next;
  }
  EXPECT_TRUE(wrapped);
}

TEST_F(RtpSealedPayTest, EmptyFrameMakesNoPacket) {
  Harness pay("rtpsealedpay mtu=100", "video/x-vp8");
  EXPECT_TRUE(Pay(&pay, "", false).empty());
  EXPECT_EQ(Pay(&pay, "x", false).size(), 1u);
}

TEST_F(RtpSealedPayTest, SourceCapsAreThoseOfTheCodec) {
  Harness pay("rtpsealedpay", "video/x-vp9");
  EXPECT_THAT(pay.Caps(), HasSubstr("encoding-name=(string)VP9"));
  EXPECT_THAT(pay.Caps(), testing::Not(HasSubstr("sframe")));
}

}  // namespace
}  // namespace sealframe::gst
