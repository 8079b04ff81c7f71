// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Calls through an SFU, which forwards frames that it cannot read.
// sfu_call_test.py starts the SFU and runs this.

#include <cstdlib>
#include <memory>
#include <ostream>
#include <string>

#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/libwebrtc/sfu/room.h"
#include "sealframe/hooks/libwebrtc/testing/peer.h"
#include "sealframe/hooks/libwebrtc/testing/picture.h"
#include "sealframe/hooks/libwebrtc/testing/test_call.h"
#include "sealframe/hooks/libwebrtc/testing/tone.h"
#include "sealframe/hooks/libwebrtc/testing/video.h"
#include "sealframe/hooks/libwebrtc/testing/wait.h"

namespace sealframe {
namespace {

Room* room = nullptr;

// A spy that receives all that the SFU does, without a key.
class Spy {
 public:
  Spy() { room->Subscribe(peer_); }
  ~Spy() { peer_.Close(); }

  const ToneEar& ear() const { return *ear_; }
  const Eye& eye() const { return eye_; }

 private:
  void OnReceiver(webrtc::RtpReceiverInterface& receiver) {
    if (receiver.media_type() != cricket::MEDIA_TYPE_VIDEO) return;
    static_cast<webrtc::VideoTrackInterface*>(receiver.track().get())
        ->AddOrUpdateSink(&eye_, rtc::VideoSinkWants());
  }

  const std::shared_ptr<ToneEar> ear_ = std::make_shared<ToneEar>();
  Eye eye_;
  Peer peer_{{.ear = ear_,
              .on_receiver = [this](auto receiver) { OnReceiver(*receiver); }}};
};

bool Start(const char* codec, TestCall& call) {
  return call.Start([codec](Peer& alice, Peer& bob) {
    room->Publish(codec, alice);
    room->Subscribe(bob);
  });
}

struct Case {
  const char* profile;
  const char* codec;
};
void PrintTo(const Case& c, std::ostream* os) {
  *os << c.profile << " " << c.codec;
}

class SfuCallTest : public ::testing::TestWithParam<Case> {};

INSTANTIATE_TEST_SUITE_P(
    Profiles, SfuCallTest,
    ::testing::Values(Case{"sframe", "VP9"}, Case{"livekit", "VP8"},
                      Case{"livekit", "H264"}, Case{"dave", "H264"}),
    [](const auto& test) {
      return std::string(test.param.profile) + "_" + test.param.codec;
    });

TEST_P(SfuCallTest, TheSfuForwardsFramesThatItCannotRead) {
  TestCall call({.profile = GetParam().profile,
                 .codec = GetParam().codec,
                 .descriptor = false});
  call.bob().SetKey("alice", 0, 'a');
  ASSERT_TRUE(Start(GetParam().codec, call));
  ASSERT_TRUE(call.SeesAndHears());
  const Spy spy;
  EXPECT_TRUE(call.SeesAndHears());
  EXPECT_TRUE(WaitUntil(
      [&] { return spy.ear().others() + spy.ear().silences() > 10; }));
  EXPECT_EQ(spy.eye().seen().pictures, 0);
  EXPECT_EQ(spy.ear().tones(), 0);
}

// The SFU sends one of two layers under an SSRC of its own.
TEST(SimulcastSfuCallTest, EachLayerOfASimulcastOpensAtTheReceiver) {
  TestCall call({.profile = "livekit",
                 .codec = "VP8",
                 .descriptor = false,
                 .simulcast = true});
  call.bob().SetKey("alice", 0, 'a');
  ASSERT_TRUE(Start("VP8", call));
  for (const int layer : {1, 0, 1}) {
    room->Choose(layer);
    call.eye().Forget();
    const int width = kPictureWidth * (layer == 0 ? 2 : 1);
    EXPECT_TRUE(
        WaitUntil([&] { return call.eye().seen().of_width[width] > 25; }));
  }
  EXPECT_EQ(call.Received(SEALFRAME_VIDEO)
                .frames_by_status[SEALFRAME_FRAME_NOT_AUTHENTIC],
            0u);
}

// Proves that the spy can see and hear.
TEST(UnsealedSfuCallTest, TheSpyReadsFramesThatAreNotSealed) {
  TestCall call({.codec = "VP8", .bob_opens = false});
  call.alice().SwitchOff();
  ASSERT_TRUE(Start("VP8", call));
  const Spy spy;
  EXPECT_TRUE(WaitUntil(
      [&] { return spy.eye().seen().pictures > 10 && spy.ear().tones() > 5; }));
}

}  // namespace
}  // namespace sealframe

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  if (argc != 3) return EXIT_FAILURE;
  sealframe::Room room(std::atoi(argv[1]), std::atoi(argv[2]));
  sealframe::room = &room;
  return RUN_ALL_TESTS();
}
