// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Tests of rtpsframepay and rtpsframedepay: the packets on the wire, and lost,
// late and duplicated packets.

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

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kSealedVideo[] =
    "application/x-sframe, original-media-type=(string)video/x-vp8";
constexpr char kSealedAudio[] =
    "application/x-sframe, original-media-type=(string)audio/x-opus";
constexpr char kRtp[] =
    "application/x-rtp, media=(string)video, encoding-name=(string)VP8, "
    "clock-rate=(int)90000, payload=(int)96";

constexpr uint8_t kWhole = 0xc0;
constexpr uint8_t kFirst = 0x80;
constexpr uint8_t kLast = 0x40;
constexpr uint8_t kPacketized = 0x20;

// Packet holds the fields of an RTP packet that the tests compare.
struct Packet {
  uint8_t descriptor = 0;
  std::string piece;
  bool marker = false;
  uint16_t sequence = 0;
  uint32_t timestamp = 0;
};

Packet Read(GstBuffer* buffer) {
  GstRTPBuffer rtp = GST_RTP_BUFFER_INIT;
  EXPECT_TRUE(gst_rtp_buffer_map(buffer, GST_MAP_READ, &rtp));
  const std::string payload(
      static_cast<const char*>(gst_rtp_buffer_get_payload(&rtp)),
      gst_rtp_buffer_get_payload_len(&rtp));
  const Packet packet = {static_cast<uint8_t>(payload.at(0)), payload.substr(1),
                         gst_rtp_buffer_get_marker(&rtp) != FALSE,
                         gst_rtp_buffer_get_seq(&rtp),
                         gst_rtp_buffer_get_timestamp(&rtp)};
  gst_rtp_buffer_unmap(&rtp);
  return packet;
}

GstBuffer* Write(const Packet& packet, uint32_t ssrc = 1) {
  GstBuffer* buffer = gst_rtp_buffer_new_allocate(
      static_cast<guint>(1 + packet.piece.size()), 0, 0);
  GstRTPBuffer rtp = GST_RTP_BUFFER_INIT;
  gst_rtp_buffer_map(buffer, GST_MAP_WRITE, &rtp);
  auto* payload = static_cast<char*>(gst_rtp_buffer_get_payload(&rtp));
  payload[0] = static_cast<char>(packet.descriptor);
  packet.piece.copy(payload + 1, packet.piece.size());
  gst_rtp_buffer_set_payload_type(&rtp, 96);
  gst_rtp_buffer_set_seq(&rtp, packet.sequence);
  gst_rtp_buffer_set_timestamp(&rtp, packet.timestamp);
  gst_rtp_buffer_set_marker(&rtp, packet.marker);
  gst_rtp_buffer_set_ssrc(&rtp, ssrc);
  gst_rtp_buffer_unmap(&rtp);
  return buffer;
}

class RtpSFrameTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { LoadPlugin(); }

  // Pay returns the packets that a payloader splits a frame into.
  static std::vector<Packet> Pay(Harness* pay, const std::string& frame) {
    std::vector<Packet> packets;
    GstBuffer* in = gst_buffer_new_allocate(nullptr, frame.size(), nullptr);
    gst_buffer_fill(in, 0, frame.data(), frame.size());
    GstBuffer* buffer = pay->PushBuffer(in);
    while (buffer != nullptr) {
      packets.push_back(Read(buffer));
      gst_buffer_unref(buffer);
      buffer = gst_harness_try_pull(pay->get());
    }
    return packets;
  }

  // Depay pushes packets and returns the resulting frames, with "!" before each
  // discontinuity.
  static std::vector<std::string> Depay(Harness* depay,
                                        const std::vector<Packet>& packets) {
    std::vector<std::string> frames;
    for (const Packet& packet : packets) {
      GstBuffer* frame = depay->PushBuffer(Write(packet));
      if (frame == nullptr) continue;
      const bool is_discont =
          GST_BUFFER_FLAG_IS_SET(frame, GST_BUFFER_FLAG_DISCONT);
      frames.push_back((is_discont ? "!" : "") + BytesOf(frame));
      gst_buffer_unref(frame);
    }
    return frames;
  }
};

TEST_F(RtpSFrameTest, PayloaderSplitsAFrameToTheMtu) {
  Harness pay("rtpsframepay mtu=100", kSealedVideo);
  const std::string frame(200, 'x');
  const std::vector<Packet> packets = Pay(&pay, frame);
  ASSERT_EQ(packets.size(), 3u);
  std::string whole;
  for (const Packet& packet : packets) {
    EXPECT_LE(12 + 1 + packet.piece.size(), 100u);
    EXPECT_EQ(packet.timestamp, packets[0].timestamp);
    whole += packet.piece;
  }
  EXPECT_EQ(whole, frame);
  EXPECT_EQ(packets[0].descriptor, kFirst);
  EXPECT_EQ(packets[1].descriptor, 0);
  EXPECT_EQ(packets[2].descriptor, kLast);
  EXPECT_FALSE(packets[0].marker);
  EXPECT_FALSE(packets[1].marker);
  EXPECT_TRUE(packets[2].marker);
}

TEST_F(RtpSFrameTest, PayloaderPacksAudioIntoOnePacketWithoutMarker) {
  Harness pay("rtpsframepay", kSealedAudio);
  const std::vector<Packet> packets = Pay(&pay, "talk");
  ASSERT_EQ(packets.size(), 1u);
  EXPECT_EQ(packets[0].descriptor, kWhole);
  EXPECT_EQ(packets[0].piece, "talk");
  EXPECT_FALSE(packets[0].marker);
}

TEST_F(RtpSFrameTest, PayloaderCapsKeepTheCodecNameAndMarkSFrame) {
  Harness video("rtpsframepay", kSealedVideo);
  EXPECT_THAT(video.Caps(), HasSubstr("encoding-name=(string)VP8"));
  EXPECT_THAT(video.Caps(), HasSubstr("clock-rate=(int)90000"));
  EXPECT_THAT(video.Caps(), HasSubstr("a-sframe=(string)\"\""));
  Harness audio("rtpsframepay", kSealedAudio);
  EXPECT_THAT(audio.Caps(), HasSubstr("encoding-name=(string)OPUS"));
  EXPECT_THAT(audio.Caps(), HasSubstr("encoding-params=(string)2"));
}

TEST_F(RtpSFrameTest, ChannelsOfOpusSurviveRtp) {
  const std::string sealed =
      std::string(kSealedAudio) +
      ", channel-mapping-family=(int)1, channels=(int)6, stream-count=(int)4, "
      "coupled-count=(int)2, channel-mapping=(int)< 0, 4, 1, 2, 3, 5 >";
  Harness pay("rtpsframepay", sealed);
  EXPECT_THAT(pay.Caps(), HasSubstr("encoding-name=(string)MULTIOPUS"));
  EXPECT_THAT(pay.Caps(), HasSubstr("encoding-params=(string)6"));
  Harness depay("rtpsframedepay", pay.Caps());
  GstCaps* expected = gst_caps_from_string(sealed.c_str());
  GstCaps* caps = gst_caps_from_string(depay.Caps().c_str());
  EXPECT_TRUE(gst_caps_is_equal(caps, expected)) << depay.Caps();
  gst_caps_unref(expected);
  gst_caps_unref(caps);
  Harness stereo(
      "rtpsframedepay",
      "application/x-rtp, media=(string)audio, clock-rate=(int)48000,"
      " encoding-name=(string)OPUS");
  EXPECT_THAT(stereo.Caps(), HasSubstr("channel-mapping-family=(int)0"));
}

TEST_F(RtpSFrameTest, DepayloaderDropsAFrameWithoutBytesAndGoesOn) {
  Harness depay("rtpsframedepay", kRtp);
  EXPECT_THAT(Depay(&depay, {{kWhole, "one", true, 1, 10},
                             {kWhole, "", true, 2, 20},
                             {kFirst, "", false, 3, 30},
                             {kLast, "", true, 4, 30},
                             {kWhole, "two", true, 5, 40}}),
              ElementsAre("!one", "!two"));
}

TEST_F(RtpSFrameTest, PayloaderMakesNoPacketOfAnEmptyFrame) {
  Harness pay("rtpsframepay", kSealedVideo);
  EXPECT_TRUE(Pay(&pay, "").empty());
  EXPECT_EQ(Pay(&pay, "x").size(), 1u);
}

TEST_F(RtpSFrameTest, PayloaderFollowsAChangedMtu) {
  Harness pay("rtpsframepay", kSealedVideo);
  EXPECT_EQ(Pay(&pay, std::string(40, 'x')).size(), 1u);
  g_object_set(pay.element(), "mtu", 28u, nullptr);
  EXPECT_EQ(Pay(&pay, std::string(40, 'x')).size(), 3u);
}

TEST_F(RtpSFrameTest, DepayloaderReassemblesFramesAndSetsTheirMediaType) {
  Harness depay("rtpsframedepay", kRtp);
  EXPECT_THAT(Depay(&depay, {{kWhole, "one", true, 1, 90},
                             {kFirst, "tw", false, 2, 180},
                             {kLast, "o", true, 3, 180}}),
              ElementsAre("!one", "two"));
  EXPECT_EQ(depay.Caps(), kSealedVideo);
}

TEST_F(RtpSFrameTest, DepayloaderAcceptsReorderedAndDuplicatedPackets) {
  Harness depay("rtpsframedepay", kRtp);
  const Packet a = {kFirst, "a", false, 65534, 90};
  const Packet b = {0, "b", false, 65535, 90};
  const Packet c = {kLast, "c", true, 0, 90};
  const Packet d = {kWhole, "d", true, 1, 180};
  EXPECT_THAT(Depay(&depay, {b, b, c, a, a, c, d, d}),
              ElementsAre("!abc", "d"));
}

TEST_F(RtpSFrameTest, DepayloaderFlagsADiscontinuityAfterALoss) {
  Harness depay("rtpsframedepay", kRtp);
  EXPECT_THAT(Depay(&depay, {{kWhole, "one", true, 1, 90},
                             {kFirst, "lost", false, 2, 180},
                             {kWhole, "three", true, 4, 270},
                             {kWhole, "four", true, 5, 360}}),
              ElementsAre("!one", "!three", "four"));
}

TEST_F(RtpSFrameTest, DepayloaderDropsAFrameCompletedAfterALaterOne) {
  Harness depay("rtpsframedepay", kRtp);
  EXPECT_THAT(Depay(&depay, {{kWhole, "one", true, 1, 90},
                             {kWhole, "three", true, 3, 270},
                             {kWhole, "two", true, 2, 180},
                             {kWhole, "four", true, 4, 360}}),
              ElementsAre("!one", "!three", "four"));
}

TEST_F(RtpSFrameTest, DepayloaderKeepsPresentationTimes) {
  Harness depay("rtpsframedepay", kRtp);
  GstBuffer* none = depay.PushBuffer(Write({kFirst, "a", false, 1, 90}));
  EXPECT_EQ(none, nullptr);
  GstBuffer* frame = depay.PushBuffer(Write({kWhole, "b", true, 3, 180}));
  ASSERT_NE(frame, nullptr);
  EXPECT_EQ(GST_BUFFER_PTS(frame), 20 * GST_MSECOND);
  gst_buffer_unref(frame);
}

TEST_F(RtpSFrameTest, DepayloaderResetsOnANewSsrc) {
  Harness depay("rtpsframedepay", kRtp);
  EXPECT_THAT(Depay(&depay, {{kWhole, "one", true, 1000, 90}}),
              ElementsAre("!one"));
  GstBuffer* frame =
      depay.PushBuffer(Write({kWhole, "other", true, 10, 90}, /*ssrc=*/2));
  ASSERT_NE(frame, nullptr);
  EXPECT_EQ(BytesOf(frame), "other");
  gst_buffer_unref(frame);
}

TEST_F(RtpSFrameTest, DepayloaderForgetsPacketsFromBeforeAFlush) {
  Harness depay("rtpsframedepay", kRtp);
  EXPECT_THAT(Depay(&depay, {{kFirst, "on", false, 1, 90}}), ElementsAre());
  GstSegment segment;
  gst_segment_init(&segment, GST_FORMAT_TIME);
  gst_harness_push_event(depay.get(), gst_event_new_flush_start());
  gst_harness_push_event(depay.get(), gst_event_new_flush_stop(TRUE));
  gst_harness_push_event(depay.get(), gst_event_new_segment(&segment));
  EXPECT_THAT(
      Depay(&depay, {{kLast, "e", true, 2, 90}, {kWhole, "two", true, 3, 100}}),
      ElementsAre("!two"));
}

TEST_F(RtpSFrameTest, DepayloaderForgetsPacketsFromBeforeARestart) {
  Harness depay("rtpsframedepay", kRtp);
  EXPECT_THAT(Depay(&depay, {{kFirst, "on", false, 1, 90}}), ElementsAre());
  gst_element_set_state(depay.element(), GST_STATE_READY);
  gst_harness_play(depay.get());
  gst_harness_set_src_caps_str(depay.get(), kRtp);
  EXPECT_THAT(
      Depay(&depay, {{kLast, "e", true, 2, 90}, {kWhole, "two", true, 3, 100}}),
      ElementsAre("!two"));
}

TEST_F(RtpSFrameTest, DepayloaderDropsEncryptedPacketsAndWarnsOnce) {
  Harness depay("rtpsframedepay", kRtp);
  constexpr uint8_t kOne = kWhole | kPacketized;
  EXPECT_THAT(
      Depay(&depay, {{kOne, "one", true, 1, 90}, {kOne, "two", true, 2, 90}}),
      ElementsAre());
  EXPECT_THAT(depay.Messages(), HasSubstr("the sender encrypts packets"));
  EXPECT_EQ(depay.Messages(), "");
}

TEST_F(RtpSFrameTest, DepayloaderForwardsALostPacketAsAGap) {
  Harness depay("rtpsframedepay", kRtp);
  EXPECT_THAT(Depay(&depay, {{kWhole, "one", true, 1, 90}}),
              ElementsAre("!one"));
  gst_harness_push_event(
      depay.get(), gst_event_new_custom(
                       GST_EVENT_CUSTOM_DOWNSTREAM,
                       gst_structure_new("GstRTPPacketLost", "timestamp",
                                         G_TYPE_UINT64, guint64{40}, "duration",
                                         G_TYPE_UINT64, guint64{20}, nullptr)));
  GstClockTime time = 0;
  GstClockTime duration = 0;
  while (GstEvent* event = gst_harness_try_pull_event(depay.get())) {
    if (GST_EVENT_TYPE(event) == GST_EVENT_GAP) {
      gst_event_parse_gap(event, &time, &duration);
    }
    EXPECT_NE(GST_EVENT_TYPE(event), GST_EVENT_CUSTOM_DOWNSTREAM);
    gst_event_unref(event);
  }
  EXPECT_EQ(time, 40u);
  EXPECT_EQ(duration, 20u);
}

TEST_F(RtpSFrameTest, DepayloaderMakesNoGapOfALossWithoutATime) {
  Harness depay("rtpsframedepay", kRtp);
  EXPECT_THAT(Depay(&depay, {{kWhole, "one", true, 1, 90}}),
              ElementsAre("!one"));
  EXPECT_TRUE(gst_harness_push_event(
      depay.get(),
      gst_event_new_custom(GST_EVENT_CUSTOM_DOWNSTREAM,
                           gst_structure_new_empty("GstRTPPacketLost"))));
  while (GstEvent* event = gst_harness_try_pull_event(depay.get())) {
    EXPECT_NE(GST_EVENT_TYPE(event), GST_EVENT_GAP);
    gst_event_unref(event);
  }
}

}  // namespace
}  // namespace sealframe::gst
