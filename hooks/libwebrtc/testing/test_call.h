// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A call in which Alice sends her camera and microphone to Bob: two
// PeerConnections in one process, with ICE and DTLS-SRTP, and the adapters
// between encoders and packetizers.
//
// Thread-safety: belongs to the test's thread.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_TESTING_TEST_CALL_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_TESTING_TEST_CALL_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/libwebrtc/frame_encryptor.h"
#include "sealframe/hooks/libwebrtc/testing/endpoint.h"
#include "sealframe/hooks/libwebrtc/testing/peer.h"
#include "sealframe/hooks/libwebrtc/testing/tone.h"
#include "sealframe/hooks/libwebrtc/testing/video.h"

namespace sealframe {

// The WebRTC interface that seals and opens frames.
enum class Hook { kFrameTransformer, kFrameEncryptor };

struct TestCallOptions {
  const char* profile = "sframe";
  const char* codec = "VP8";  // The video codec.
  Hook hook = Hook::kFrameTransformer;
  // kFrameEncryptor only.
  AdditionalData additional_data = AdditionalData::kAuthenticate;
  // Whether the dependency descriptor is sent, so that a receiver need not read
  // the frame's first bytes.
  bool descriptor = true;
  // Whether the camera is sent in two layers, the first with half the width and
  // height. Only an SFU can receive that.
  bool simulcast = false;
  // Whether Bob's receivers have the hook.
  bool bob_opens = true;
  // The most frames that Bob holds for a late key.
  uint32_t hold_max_frames = 0;
  // Hooks Alice's senders and Bob's receivers instead of this class.
  std::function<void(webrtc::RtpSenderInterface&, sealframe_media)>
      hook_sender = nullptr;
  std::function<void(webrtc::RtpReceiverInterface&, sealframe_media)>
      hook_receiver = nullptr;
};

class TestCall {
 public:
  // CodecOf returns the codec of a stream, if this is the video codec.
  static sealframe_codec CodecOf(const char* codec, sealframe_media media);

  // TestCall sets up everything except Bob's key for Alice.
  explicit TestCall(TestCallOptions options);
  ~TestCall();

  // Start connects both ends and then starts to send. It returns whether they
  // connected.
  [[nodiscard]] bool Start();
  // Pass offers and answers on a way other than from peer to peer.
  using Signalling = std::function<void(Peer& alice, Peer& bob)>;
  [[nodiscard]] bool Start(const Signalling& signalling);

  Endpoint& alice() { return *alice_; }
  Endpoint& bob() { return *bob_; }
  rtc::Thread& bob_thread() { return bob_peer_->thread(); }
  Camera& camera() { return *camera_; }
  Eye& eye() { return eye_; }
  const ToneEar& ear() const { return *ear_; }

  // SeesAndHears waits until Bob has received a second of picture and tone.
  [[nodiscard]] bool SeesAndHears();

  // BobReceives waits until this many frames of each kind have reached Bob's
  // hook, whether they open or not.
  [[nodiscard]] bool BobReceives(uint64_t frames) const;

  // Received returns the statistics of Bob's receiving stream, all zero before
  // its first frame.
  sealframe_stream_stats Received(sealframe_media media) const;

 private:
  using Stats = std::function<sealframe_stream_stats()>;

  sealframe_stream_config ConfigOf(sealframe_media media) const;
  void AddCamera();
  void AddMicrophone();
  void HookSender(webrtc::RtpSenderInterface& sender, sealframe_media media);
  void OnReceiver(webrtc::RtpReceiverInterface& receiver);
  void HookReceiver(webrtc::RtpReceiverInterface& receiver,
                    sealframe_media media);

  TestCallOptions options_;
  const std::shared_ptr<ToneEar> ear_ = std::make_shared<ToneEar>();
  Eye eye_;
  rtc::scoped_refptr<Camera> camera_;
  std::unique_ptr<Peer> alice_peer_, bob_peer_;
  std::unique_ptr<Endpoint> alice_, bob_;
  std::map<sealframe_media, Stats> received_;
};

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_TESTING_TEST_CALL_H_
