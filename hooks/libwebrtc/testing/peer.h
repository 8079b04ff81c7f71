// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// One end of a test call: a PeerConnection with its own threads, devices and
// network. The network is loopback only, so that no packet leaves the machine.
//
// Thread-safety: belongs to the test's thread.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_TESTING_PEER_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_TESTING_PEER_H_

#include <functional>
#include <memory>
#include <string>

#include "api/jsep.h"
#include "api/peer_connection_interface.h"
#include "api/rtp_receiver_interface.h"
#include "api/task_queue/task_queue_factory.h"
#include "p2p/base/basic_packet_socket_factory.h"
#include "rtc_base/fake_network.h"
#include "rtc_base/thread.h"
#include "sealframe/hooks/libwebrtc/testing/tone.h"

namespace sealframe {

struct PeerOptions {
  // The tone that its microphone hears.
  int hertz = kTone;
  // Receives its audio; may be null.
  std::shared_ptr<ToneEar> ear = nullptr;
  // CryptoOptions::sframe.require_frame_encryption.
  bool require_frame_encryption = false;
  // Called with each remote track's receiver, before any packet for it comes.
  std::function<void(rtc::scoped_refptr<webrtc::RtpReceiverInterface>)>
      on_receiver = nullptr;
};

class Peer : public webrtc::PeerConnectionObserver {
 public:
  explicit Peer(PeerOptions options);
  ~Peer() override;

  webrtc::PeerConnectionFactoryInterface& factory() { return *factory_; }
  webrtc::PeerConnectionInterface& connection() { return *connection_; }

  // The thread on which an application would run.
  rtc::Thread& thread() { return *signaling_; }

  // Offer and Answer set the local description and return it with all its ICE
  // candidates.
  std::string Offer();
  std::string Answer();

  // Accept sets the other end's offer or answer.
  void Accept(webrtc::SdpType type, const std::string& sdp);

  // is_connected returns whether ICE and DTLS have completed.
  bool is_connected();

  // Close ends the connection, its callbacks and its audio.
  void Close();

 private:
  void MakeFactory();
  void MakeConnection();
  std::string SetLocal(
      std::unique_ptr<webrtc::SessionDescriptionInterface> description);

  void OnSignalingChange(
      webrtc::PeerConnectionInterface::SignalingState) override {}
  void OnDataChannel(
      rtc::scoped_refptr<webrtc::DataChannelInterface>) override {}
  void OnIceGatheringChange(
      webrtc::PeerConnectionInterface::IceGatheringState) override {}
  void OnIceCandidate(const webrtc::IceCandidateInterface*) override {}
  void OnTrack(rtc::scoped_refptr<webrtc::RtpTransceiverInterface>) override;

  const PeerOptions options_;
  const std::unique_ptr<rtc::Thread> network_, worker_, signaling_;
  const std::unique_ptr<webrtc::TaskQueueFactory> task_queues_;
  const std::unique_ptr<rtc::BasicPacketSocketFactory> sockets_;
  rtc::FakeNetworkManager loopback_;
  rtc::scoped_refptr<webrtc::PeerConnectionFactoryInterface> factory_;
  rtc::scoped_refptr<webrtc::PeerConnectionInterface> connection_;
};

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_TESTING_PEER_H_
