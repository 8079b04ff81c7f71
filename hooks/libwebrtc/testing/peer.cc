// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/testing/peer.h"

#include <memory>
#include <string>
#include <utility>

#include "api/audio_codecs/opus_audio_decoder_factory.h"
#include "api/audio_codecs/opus_audio_encoder_factory.h"
#include "api/create_peerconnection_factory.h"
#include "api/make_ref_counted.h"
#include "api/task_queue/default_task_queue_factory.h"
#include "api/video_codecs/builtin_video_decoder_factory.h"
#include "api/video_codecs/builtin_video_encoder_factory.h"
#include "modules/audio_device/include/test_audio_device.h"
#include "p2p/client/basic_port_allocator.h"
#include "rtc_base/checks.h"
#include "rtc_base/event.h"
#include "sealframe/hooks/libwebrtc/testing/wait.h"

namespace sealframe {
namespace {

// Any address of 127.0.0.0/8 is loopback. An SFU in its own network has this
// address and accepts no peer with another one.
constexpr const char* kLoopback = "127.0.0.2";

using Description = std::unique_ptr<webrtc::SessionDescriptionInterface>;

// Waits for a description to be made.
class Made : public webrtc::CreateSessionDescriptionObserver {
 public:
  void OnSuccess(webrtc::SessionDescriptionInterface* description) override {
    description_.reset(description);
    done_.Set();
  }
  void OnFailure(webrtc::RTCError error) override {
    RTC_FATAL() << error.message();
  }
  Description Wait() {
    RTC_CHECK(done_.Wait(rtc::Event::kForever));
    return std::move(description_);
  }

 private:
  rtc::Event done_;
  Description description_;
};

// Waits for a description to be set.
class Set : public webrtc::SetLocalDescriptionObserverInterface,
            public webrtc::SetRemoteDescriptionObserverInterface {
 public:
  void OnSetLocalDescriptionComplete(webrtc::RTCError error) override {
    Finish(error);
  }
  void OnSetRemoteDescriptionComplete(webrtc::RTCError error) override {
    Finish(error);
  }
  void Wait() { RTC_CHECK(done_.Wait(rtc::Event::kForever)); }

 private:
  void Finish(const webrtc::RTCError& error) {
    RTC_CHECK(error.ok()) << error.message();
    done_.Set();
  }
  rtc::Event done_;
};

std::unique_ptr<rtc::Thread> Started(std::unique_ptr<rtc::Thread> thread) {
  RTC_CHECK(thread->Start());
  return thread;
}

}  // namespace

Peer::Peer(PeerOptions options)
    : options_(std::move(options)),
      network_(Started(rtc::Thread::CreateWithSocketServer())),
      worker_(Started(rtc::Thread::Create())),
      signaling_(Started(rtc::Thread::Create())),
      task_queues_(webrtc::CreateDefaultTaskQueueFactory()),
      sockets_(std::make_unique<rtc::BasicPacketSocketFactory>(
          network_->socketserver())) {
  loopback_.AddInterface(rtc::SocketAddress(kLoopback, 0));
  MakeFactory();
  MakeConnection();
}

Peer::~Peer() { Close(); }

void Peer::MakeFactory() {
  auto devices = worker_->BlockingCall(
      [this]() -> rtc::scoped_refptr<webrtc::AudioDeviceModule> {
        auto ear = options_.ear ? options_.ear : std::make_shared<ToneEar>();
        return webrtc::TestAudioDeviceModule::Create(
            task_queues_.get(), NewToneCapturer(options_.hertz),
            NewToneRenderer(std::move(ear)));
      });
  factory_ = webrtc::CreatePeerConnectionFactory(
      network_.get(), worker_.get(), signaling_.get(), devices,
      webrtc::CreateOpusAudioEncoderFactory(),
      webrtc::CreateOpusAudioDecoderFactory(),
      webrtc::CreateBuiltinVideoEncoderFactory(),
      webrtc::CreateBuiltinVideoDecoderFactory(), nullptr, nullptr);
  RTC_CHECK(factory_ != nullptr);
  webrtc::PeerConnectionFactoryInterface::Options options;
  options.network_ignore_mask = 0;
  factory_->SetOptions(options);
}

void Peer::MakeConnection() {
  webrtc::PeerConnectionInterface::RTCConfiguration configuration;
  configuration.sdp_semantics = webrtc::SdpSemantics::kUnifiedPlan;
  webrtc::CryptoOptions crypto;
  crypto.sframe.require_frame_encryption = options_.require_frame_encryption;
  configuration.crypto_options = crypto;
  webrtc::PeerConnectionDependencies dependencies(this);
  auto allocator =
      std::make_unique<cricket::BasicPortAllocator>(&loopback_, sockets_.get());
  allocator->set_flags(cricket::PORTALLOCATOR_DISABLE_TCP);
  dependencies.allocator = std::move(allocator);
  auto made = factory_->CreatePeerConnectionOrError(configuration,
                                                    std::move(dependencies));
  RTC_CHECK(made.ok()) << made.error().message();
  connection_ = made.MoveValue();
}

std::string Peer::Offer() {
  auto made = rtc::make_ref_counted<Made>();
  connection_->CreateOffer(made.get(), {});
  return SetLocal(made->Wait());
}

std::string Peer::Answer() {
  auto made = rtc::make_ref_counted<Made>();
  connection_->CreateAnswer(made.get(), {});
  return SetLocal(made->Wait());
}

std::string Peer::SetLocal(Description description) {
  auto set = rtc::make_ref_counted<Set>();
  connection_->SetLocalDescription(std::move(description), set);
  set->Wait();
  RTC_CHECK(WaitUntil([this] {
    return connection_->ice_gathering_state() ==
           webrtc::PeerConnectionInterface::kIceGatheringComplete;
  }));
  std::string sdp;
  RTC_CHECK(connection_->local_description()->ToString(&sdp));
  return sdp;
}

void Peer::Accept(webrtc::SdpType type, const std::string& sdp) {
  auto set = rtc::make_ref_counted<Set>();
  Description description = webrtc::CreateSessionDescription(type, sdp);
  RTC_CHECK(description != nullptr) << sdp;
  connection_->SetRemoteDescription(std::move(description), set);
  set->Wait();
}

bool Peer::is_connected() {
  return connection_->peer_connection_state() ==
         webrtc::PeerConnectionInterface::PeerConnectionState::kConnected;
}

void Peer::Close() {
  if (connection_ != nullptr) connection_->Close();
  connection_ = nullptr;
  factory_ = nullptr;
}

void Peer::OnTrack(
    rtc::scoped_refptr<webrtc::RtpTransceiverInterface> transceiver) {
  if (options_.on_receiver) options_.on_receiver(transceiver->receiver());
}

}  // namespace sealframe
