// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Sealed access units of H.264 and H.265 through libwebrtc's own packetizers,
// depacketizers and the classes that put frames together from their payloads:
// all come out with the same NAL units.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "modules/rtp_rtcp/source/create_video_rtp_depacketizer.h"
#include "modules/rtp_rtcp/source/rtp_format.h"
#include "modules/rtp_rtcp/source/rtp_packet_to_send.h"
#include "modules/rtp_rtcp/source/video_rtp_depacketizer.h"
#include "modules/video_coding/h264_sps_pps_tracker.h"
#include "modules/video_coding/h265_vps_sps_pps_tracker.h"
#include "rtc_base/logging.h"
#include "rtc_base/thread.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/libwebrtc/receiver_transformer.h"
#include "sealframe/hooks/libwebrtc/sender_transformer.h"
#include "sealframe/hooks/libwebrtc/testing/endpoint.h"
#include "sealframe/hooks/libwebrtc/testing/fake_frame.h"
#include "sealframe/tests/testing/access_units.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;
using Direction = webrtc::TransformableFrameInterface::Direction;

struct Case {
  const char* profile;
  NalCodec codec;
  int packet_size;
};
void PrintTo(const Case& c, std::ostream* os) {
  *os << c.profile << (c.codec == NalCodec::kH264 ? " H.264 " : " H.265 ")
      << c.packet_size;
}

std::string TextOf(const Bytes& bytes) {
  return std::string(bytes.begin(), bytes.end());
}

Bytes BytesOf(const std::string& text) {
  return Bytes(text.begin(), text.end());
}

// Network sends and receives frames without losses.
class Network {
 public:
  explicit Network(const Case& c)
      : codec_(c.codec == NalCodec::kH264 ? webrtc::kVideoCodecH264
                                          : webrtc::kVideoCodecH265),
        packet_size_(c.packet_size),
        depacketizer_(webrtc::CreateVideoRtpDepacketizer(codec_)) {}

  // Carry returns the frame as it is received, or an empty one.
  Bytes Carry(const Bytes& frame) {
    webrtc::RTPVideoHeader header;
    if (codec_ == webrtc::kVideoCodecH264) {
      header.video_type_header.emplace<webrtc::RTPVideoHeaderH264>()
          .packetization_mode = webrtc::H264PacketizationMode::NonInterleaved;
    } else {
      header.video_type_header.emplace<webrtc::RTPVideoHeaderH265>()
          .packetization_mode = webrtc::H265PacketizationMode::NonInterleaved;
    }
    const auto packetizer = webrtc::RtpPacketizer::Create(
        codec_, frame, {.max_payload_len = packet_size_}, header);
    Bytes received;
    for (size_t left = packetizer->NumPackets(); left > 0; --left) {
      webrtc::RtpPacketToSend packet(nullptr);
      if (!packetizer->NextPacket(&packet) || !Receive(packet, &received)) {
        return {};
      }
    }
    return received;
  }

 private:
  // Receive appends the part of the frame in a packet.
  bool Receive(const webrtc::RtpPacketToSend& packet, Bytes* received) {
    auto parsed = depacketizer_->Parse(packet.PayloadBuffer());
    if (!parsed) return false;
    return codec_ == webrtc::kVideoCodecH264
               ? Append(&h264_, &*parsed, received)
               : Append(&h265_, &*parsed, received);
  }

  // ForgetParameterSet makes the slices of a packet name parameter set 0. This
  // libwebrtc looks for the set that a key picture's slices name, also in later
  // packets than the first, and asks for another key picture if it is unknown.
  // Versions with H26xPacketBuffer do not, and most formats encrypt the number.
  static void ForgetParameterSet(webrtc::RTPVideoHeader* header) {
    const auto forget = [](auto* codec) {
      if (codec == nullptr) return;
      for (auto& unit : codec->nalus) unit.pps_id = 0;
    };
    auto& codec = header->video_type_header;
    forget(get_if<webrtc::RTPVideoHeaderH264>(&codec));
    forget(get_if<webrtc::RTPVideoHeaderH265>(&codec));
  }

  template <typename Tracker>
  static bool Append(Tracker* tracker,
                     webrtc::VideoRtpDepacketizer::ParsedRtpPayload* parsed,
                     Bytes* received) {
    if (!received->empty()) ForgetParameterSet(&parsed->video_header);
    const auto fixed = tracker->CopyAndFixBitstream(parsed->video_payload,
                                                    &parsed->video_header);
    received->insert(received->end(), fixed.bitstream.cdata(),
                     fixed.bitstream.cdata() + fixed.bitstream.size());
    return fixed.action == Tracker::kInsert;
  }

  const webrtc::VideoCodecType codec_;
  const int packet_size_;
  const std::unique_ptr<webrtc::VideoRtpDepacketizer> depacketizer_;
  webrtc::video_coding::H264SpsPpsTracker h264_;
  webrtc::video_coding::H265VpsSpsPpsTracker h265_;
};

class PacketizerTest : public ::testing::TestWithParam<Case> {
 protected:
  PacketizerTest() {
    rtc::LogMessage::LogToDebug(rtc::LS_NONE);
    bob_.SetKey("alice", 0, 'a');
    sender_->RegisterTransformedFrameCallback(sealed_);
    receiver_->RegisterTransformedFrameCallback(opened_);
  }

  static sealframe_codec Codec() {
    return GetParam().codec == NalCodec::kH264 ? SEALFRAME_CODEC_H264
                                               : SEALFRAME_CODEC_H265;
  }

  static const char* MimeType() {
    return GetParam().codec == NalCodec::kH264 ? "video/H264" : "video/H265";
  }

  // ComesThrough returns whether an access unit arrives with all its units.
  bool ComesThrough(const AccessUnit& sent) {
    const size_t sealed = sealed_->size(), opened = opened_->size();
    const uint32_t time = ++time_ * 3000;
    sender_->Transform(NewFakeFrame(
        {.timestamp = time, .mime_type = MimeType()}, TextOf(sent.bytes)));
    if (sealed_->size() == sealed) return false;
    const Bytes received = network_.Carry(BytesOf(sealed_->Get(sealed).bytes));
    receiver_->Transform(NewFakeFrame({.direction = Direction::kReceiver,
                                       .timestamp = time,
                                       .mime_type = MimeType()},
                                      TextOf(received)));
    return opened_->size() == opened + 1 &&
           NalUnitsOf(BytesOf(opened_->Get(opened).bytes)) == sent.units;
  }

  const std::unique_ptr<rtc::Thread> thread_ = NewThread();
  Endpoint alice_{"alice", GetParam().profile, thread_.get()};
  Endpoint bob_{"bob", GetParam().profile, thread_.get()};
  const Ref<FrameTaker> sealed_ = rtc::make_ref_counted<FrameTaker>();
  const Ref<FrameTaker> opened_ = rtc::make_ref_counted<FrameTaker>();
  const Ref<SenderTransformer> sender_ = SenderTransformer::Create(
      alice_.session(), AlicesVideo(), Codec(), nullptr);
  const Ref<ReceiverTransformer> receiver_ = ReceiverTransformer::Create(
      bob_.session(), AlicesVideo(), Codec(), nullptr);
  Network network_{GetParam()};
  uint32_t time_ = 0;
};

std::vector<Case> Cases() {
  std::vector<Case> cases;
  for (const int size : {1200, 100}) {
    for (const char* profile : {"livekit", "videosdk", "dave"}) {
      cases.push_back({profile, NalCodec::kH264, size});
      cases.push_back({profile, NalCodec::kH265, size});
    }
    cases.push_back({"getstream", NalCodec::kH264, size});
  }
  return cases;
}

INSTANTIATE_TEST_SUITE_P(Cases, PacketizerTest, ::testing::ValuesIn(Cases()));

// The network itself loses no frame: losses in the other tests come from the
// sealed form.
TEST_P(PacketizerTest, EveryPlainFrameComesThrough) {
  AccessUnits some(GetParam().codec, 2);
  int lost = 0;
  for (int i = 0; i < 300; ++i) {
    const AccessUnit sent = some.Any();
    lost += NalUnitsOf(network_.Carry(sent.bytes)) != sent.units;
  }
  EXPECT_EQ(lost, 0) << "of 300";
}

TEST_P(PacketizerTest, EveryPictureOfEightSlicesOpens) {
  AccessUnits pictures(GetParam().codec, 1);
  int lost = 0;
  for (int i = 0; i < 1500; ++i) lost += !ComesThrough(pictures.Picture(8));
  EXPECT_EQ(lost, 0) << "of 1500";
}

TEST_P(PacketizerTest, EveryFormOfAnAccessUnitOpens) {
  AccessUnits some(GetParam().codec, 2);
  int lost = 0;
  for (int i = 0; i < 1500; ++i) lost += !ComesThrough(some.Any());
  EXPECT_EQ(lost, 0) << "of 1500";
}

}  // namespace
}  // namespace sealframe
