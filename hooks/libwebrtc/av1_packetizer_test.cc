// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Sealed AV1 through libwebrtc's own packetizer and depacketizer: it opens to
// what they deliver of the plain frame.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <ostream>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "modules/rtp_rtcp/source/create_video_rtp_depacketizer.h"
#include "modules/rtp_rtcp/source/rtp_format.h"
#include "modules/rtp_rtcp/source/rtp_packet_to_send.h"
#include "modules/rtp_rtcp/source/video_rtp_depacketizer.h"
#include "rtc_base/logging.h"
#include "rtc_base/thread.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/libwebrtc/receiver_transformer.h"
#include "sealframe/hooks/libwebrtc/sender_transformer.h"
#include "sealframe/hooks/libwebrtc/testing/endpoint.h"
#include "sealframe/hooks/libwebrtc/testing/fake_frame.h"

namespace sealframe {
namespace {

using Direction = webrtc::TransformableFrameInterface::Direction;

struct Case {
  const char* profile;
  int packet_size;
};
void PrintTo(const Case& c, std::ostream* os) {
  *os << c.profile << " " << c.packet_size;
}

// Carried is a frame as it arrives.
struct Carried {
  std::string bytes;  // Empty if it does not arrive.
  bool is_key = false;
};

// Carry sends a frame and receives it, without losses.
Carried Carry(const std::string& frame, bool is_key, int packet_size) {
  webrtc::RTPVideoHeader header;
  header.frame_type = is_key ? webrtc::VideoFrameType::kVideoFrameKey
                             : webrtc::VideoFrameType::kVideoFrameDelta;
  const auto packetizer = webrtc::RtpPacketizer::Create(
      webrtc::kVideoCodecAV1,
      rtc::MakeArrayView(reinterpret_cast<const uint8_t*>(frame.data()),
                         frame.size()),
      {.max_payload_len = packet_size}, header);
  const auto depacketizer =
      webrtc::CreateVideoRtpDepacketizer(webrtc::kVideoCodecAV1);
  std::vector<rtc::CopyOnWriteBuffer> packets;
  Carried carried;
  for (size_t left = packetizer->NumPackets(); left > 0; --left) {
    webrtc::RtpPacketToSend packet(nullptr);
    if (!packetizer->NextPacket(&packet)) return {};
    auto parsed = depacketizer->Parse(packet.PayloadBuffer());
    if (!parsed) return {};
    carried.is_key |= parsed->video_header.frame_type ==
                      webrtc::VideoFrameType::kVideoFrameKey;
    packets.push_back(parsed->video_payload);
  }
  std::vector<rtc::ArrayView<const uint8_t>> payloads;
  for (const auto& packet : packets) {
    payloads.emplace_back(packet.cdata(), packet.size());
  }
  const auto whole = depacketizer->AssembleFrame(payloads);
  if (whole == nullptr) return {};
  carried.bytes.assign(reinterpret_cast<const char*>(whole->data()),
                       whole->size());
  return carried;
}

// Frames makes random frames of the forms that encoders make.
class Frames {
 public:
  std::string Next(bool is_key) {
    std::string frame;
    if (Below(2) == 0) frame += Obu(2, 0);
    if (is_key) frame += Obu(1, 10 + Below(5));
    if (Below(4) == 0) frame += Obu(5, Below(40));
    if (Below(2) == 0) {
      frame += Obu(3, 1 + Below(30));
      for (uint32_t left = Below(5); left > 0; --left) {
        frame += Obu(4, Below(500));
      }
    }
    const uint32_t size = 1 + Below(4000);
    frame += Below(4) == 0 ? Unsized(6, size) : Obu(6, size);
    return frame;
  }

 private:
  uint32_t Below(uint32_t bound) {
    return static_cast<uint32_t>(random_()) % bound;
  }

  std::string Noise(uint32_t size) {
    std::string bytes;
    while (bytes.size() < size) bytes.push_back(static_cast<char>(Below(256)));
    return bytes;
  }

  std::string Unsized(int type, uint32_t size) {
    return static_cast<char>(type << 3) + Noise(size);
  }

  // Obu has an extension in every fourth case, and a size that is often longer
  // than it need be, as encoders reserve room for it.
  std::string Obu(int type, uint32_t size) {
    const bool has_extension = Below(4) == 0;
    std::string obu(1, static_cast<char>(type << 3 | (has_extension ? 6 : 2)));
    if (has_extension) obu.push_back(static_cast<char>(Below(4) << 5));
    const uint32_t padding = Below(2);
    uint32_t rest = size;
    for (; rest >= 0x80; rest >>= 7) {
      obu.push_back(static_cast<char>(rest | 0x80));
    }
    obu.push_back(static_cast<char>(padding == 0 ? rest : rest | 0x80));
    if (padding != 0) obu.push_back(0);
    return obu + Noise(size);
  }

  std::mt19937 random_{4};
};

class Av1PacketizerTest : public ::testing::TestWithParam<Case> {
 protected:
  Av1PacketizerTest() {
    rtc::LogMessage::LogToDebug(rtc::LS_NONE);
    bob_.SetKey("alice", 0, 'a');
    sender_->RegisterTransformedFrameCallback(sealed_);
    receiver_->RegisterTransformedFrameCallback(opened_);
  }

  // Send seals a frame and sends it.
  Carried Send(const std::string& frame, bool is_key) {
    const size_t sealed = sealed_->size();
    sender_->Transform(NewFakeFrame({.timestamp = ++time_ * 3000,
                                     .key_frame = is_key,
                                     .mime_type = "video/AV1"},
                                    frame));
    return sealed_->size() == sealed ? Carried()
                                     : Carry(sealed_->Get(sealed).bytes, is_key,
                                             GetParam().packet_size);
  }

  // Receive opens a frame, or returns nothing.
  std::string Receive(const Carried& carried) {
    const size_t opened = opened_->size();
    receiver_->Transform(NewFakeFrame({.direction = Direction::kReceiver,
                                       .timestamp = time_ * 3000,
                                       .key_frame = carried.is_key,
                                       .mime_type = "video/AV1"},
                                      carried.bytes));
    return opened_->size() == opened ? "" : opened_->Get(opened).bytes;
  }

  const std::unique_ptr<rtc::Thread> thread_ = NewThread();
  Endpoint alice_{"alice", GetParam().profile, thread_.get()};
  Endpoint bob_{"bob", GetParam().profile, thread_.get()};
  const Ref<FrameTaker> sealed_ = rtc::make_ref_counted<FrameTaker>();
  const Ref<FrameTaker> opened_ = rtc::make_ref_counted<FrameTaker>();
  const Ref<SenderTransformer> sender_ = SenderTransformer::Create(
      alice_.session(), AlicesVideo(), SEALFRAME_CODEC_AV1, nullptr);
  const Ref<ReceiverTransformer> receiver_ = ReceiverTransformer::Create(
      bob_.session(), AlicesVideo(), SEALFRAME_CODEC_AV1, nullptr);
  uint32_t time_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Cases, Av1PacketizerTest,
                         ::testing::Values(Case{"livekit", 1200},
                                           Case{"livekit", 100},
                                           Case{"videosdk", 1200},
                                           Case{"dave", 1200},
                                           Case{"dave", 100}));

TEST_P(Av1PacketizerTest, EveryFrameOpensToWhatArrivesOfThePlainOne) {
  Frames frames;
  int lost = 0;
  for (int i = 0; i < 1500; ++i) {
    const bool is_key = i % 10 == 0;
    const std::string frame = frames.Next(is_key);
    const Carried plain = Carry(frame, is_key, GetParam().packet_size);
    ASSERT_FALSE(plain.bytes.empty());
    const Carried sealed = Send(frame, is_key);
    EXPECT_EQ(sealed.is_key, is_key);
    lost += Receive(sealed) != plain.bytes;
  }
  EXPECT_EQ(lost, 0) << "of 1500";
}

}  // namespace
}  // namespace sealframe
