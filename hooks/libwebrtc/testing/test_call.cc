// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/testing/test_call.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "rtc_base/checks.h"
#include "rtc_base/logging.h"
#include "rtc_base/ssl_adapter.h"
#include "sealframe/hooks/libwebrtc/frame_decryptor.h"
#include "sealframe/hooks/libwebrtc/frame_encryptor.h"
#include "sealframe/hooks/libwebrtc/receiver_transformer.h"
#include "sealframe/hooks/libwebrtc/sender_transformer.h"
#include "sealframe/hooks/libwebrtc/testing/picture.h"
#include "sealframe/hooks/libwebrtc/testing/wait.h"
#include "system_wrappers/include/field_trial.h"

namespace sealframe {
namespace {

constexpr const char* kWithDescriptor =
    "WebRTC-DependencyDescriptorAdvertised/Enabled/";

cricket::AudioOptions NoProcessing() {
  cricket::AudioOptions options;
  options.echo_cancellation = false;
  options.noise_suppression = false;
  options.auto_gain_control = false;
  options.highpass_filter = false;
  return options;
}

webrtc::RtpTransceiverInit SendOnly() {
  webrtc::RtpTransceiverInit init;
  init.direction = webrtc::RtpTransceiverDirection::kSendOnly;
  init.stream_ids = {"alice"};
  return init;
}

std::vector<webrtc::RtpEncodingParameters> TwoLayers() {
  webrtc::RtpEncodingParameters small, large;
  small.rid = "small";
  small.scale_resolution_down_by = 2;
  large.rid = "large";
  large.scale_resolution_down_by = 1;
  return {small, large};
}

sealframe_media MediaOf(cricket::MediaType type) {
  return type == cricket::MEDIA_TYPE_VIDEO ? SEALFRAME_VIDEO : SEALFRAME_AUDIO;
}

}  // namespace

TestCall::TestCall(TestCallOptions options)
    : options_(std::move(options)),
      camera_(rtc::make_ref_counted<Camera>(
          kPictureWidth * (options_.simulcast ? 2 : 1),
          kPictureHeight * (options_.simulcast ? 2 : 1))) {
  rtc::LogMessage::LogToDebug(rtc::LS_NONE);
  rtc::InitializeSSL();
  webrtc::field_trial::InitFieldTrialsFromString(
      options_.descriptor ? kWithDescriptor : "");
  const bool require = options_.hook == Hook::kFrameEncryptor;
  alice_peer_ =
      std::make_unique<Peer>(PeerOptions{.require_frame_encryption = require});
  bob_peer_ = std::make_unique<Peer>(PeerOptions{
      .ear = ear_,
      .require_frame_encryption = require,
      .on_receiver = [this](auto receiver) { OnReceiver(*receiver); }});
  alice_ = std::make_unique<Endpoint>("alice", options_.profile,
                                      &alice_peer_->thread());
  bob_ =
      std::make_unique<Endpoint>("bob", options_.profile, &bob_peer_->thread());
  if (!options_.hook_sender) {
    options_.hook_sender = [this](auto& sender, sealframe_media media) {
      HookSender(sender, media);
    };
  }
  if (!options_.hook_receiver) {
    options_.hook_receiver = [this](auto& receiver, sealframe_media media) {
      HookReceiver(receiver, media);
    };
  }
  AddCamera();
  AddMicrophone();
}

TestCall::~TestCall() {
  camera_->Stop();
  alice_peer_->Close();
  bob_peer_->Close();
}

bool TestCall::Start() {
  return Start([](Peer& alice, Peer& bob) {
    bob.Accept(webrtc::SdpType::kOffer, alice.Offer());
    alice.Accept(webrtc::SdpType::kAnswer, bob.Answer());
  });
}

bool TestCall::Start(const Signalling& signalling) {
  signalling(*alice_peer_, *bob_peer_);
  const bool connected = WaitUntil([this] {
    return alice_peer_->is_connected() && bob_peer_->is_connected();
  });
  if (connected) camera_->Start();
  return connected;
}

bool TestCall::SeesAndHears() {
  const int pictures = eye_.seen().pictures, tones = ear_->tones();
  return WaitUntil([&] {
    return eye_.seen().pictures >= pictures + 25 && ear_->tones() >= tones + 8;
  });
}

bool TestCall::BobReceives(uint64_t frames) const {
  return WaitUntil([this, frames] {
    return Received(SEALFRAME_VIDEO).frames_in >= frames &&
           Received(SEALFRAME_AUDIO).frames_in >= frames;
  });
}

sealframe_stream_stats TestCall::Received(sealframe_media media) const {
  const auto found = received_.find(media);
  return found == received_.end() ? sealframe_stream_stats{} : found->second();
}

sealframe_stream_config TestCall::ConfigOf(sealframe_media media) const {
  sealframe_stream_config config;
  SEALFRAME_INIT(&config);
  config.participant = "alice";
  config.track = media == SEALFRAME_VIDEO ? "camera" : "microphone";
  config.media = media;
  return config;
}

sealframe_codec TestCall::CodecOf(const char* codec, sealframe_media media) {
  return sealframe_codec_from_name(media == SEALFRAME_VIDEO ? codec : "opus");
}

void TestCall::AddCamera() {
  webrtc::PeerConnectionFactoryInterface& factory = alice_peer_->factory();
  webrtc::RtpTransceiverInit init = SendOnly();
  if (options_.simulcast) init.send_encodings = TwoLayers();
  auto transceiver =
      alice_peer_->connection()
          .AddTransceiver(factory.CreateVideoTrack("camera", camera_.get()),
                          init)
          .MoveValue();
  std::vector<webrtc::RtpCodecCapability> codecs;
  for (const auto& codec :
       factory.GetRtpSenderCapabilities(cricket::MEDIA_TYPE_VIDEO).codecs) {
    if (codec.name == options_.codec || codec.name == "rtx") {
      codecs.push_back(codec);
    }
  }
  RTC_CHECK(transceiver->SetCodecPreferences(codecs).ok());
  options_.hook_sender(*transceiver->sender(), SEALFRAME_VIDEO);
}

void TestCall::AddMicrophone() {
  webrtc::PeerConnectionFactoryInterface& factory = alice_peer_->factory();
  auto source = factory.CreateAudioSource(NoProcessing());
  auto transceiver =
      alice_peer_->connection()
          .AddTransceiver(factory.CreateAudioTrack("microphone", source.get()),
                          SendOnly())
          .MoveValue();
  options_.hook_sender(*transceiver->sender(), SEALFRAME_AUDIO);
}

void TestCall::HookSender(webrtc::RtpSenderInterface& sender,
                          sealframe_media media) {
  const sealframe_stream_config config = ConfigOf(media);
  if (options_.hook == Hook::kFrameTransformer) {
    sender.SetEncoderToPacketizerFrameTransformer(SenderTransformer::Create(
        alice_->session(), config, CodecOf(options_.codec, media), nullptr));
  } else {
    sender.SetFrameEncryptor(FrameEncryptor::Create(
        alice_->session(), config, CodecOf(options_.codec, media),
        options_.additional_data, nullptr));
  }
}

void TestCall::OnReceiver(webrtc::RtpReceiverInterface& receiver) {
  const sealframe_media media = MediaOf(receiver.media_type());
  if (options_.bob_opens) options_.hook_receiver(receiver, media);
  if (media == SEALFRAME_VIDEO) {
    static_cast<webrtc::VideoTrackInterface*>(receiver.track().get())
        ->AddOrUpdateSink(&eye_, rtc::VideoSinkWants());
  }
}

void TestCall::HookReceiver(webrtc::RtpReceiverInterface& receiver,
                            sealframe_media media) {
  sealframe_stream_config config = ConfigOf(media);
  if (options_.hook == Hook::kFrameEncryptor) {
    auto decryptor = FrameDecryptor::Create(bob_->session(), config,
                                            CodecOf(options_.codec, media),
                                            options_.additional_data, nullptr);
    receiver.SetFrameDecryptor(decryptor);
    received_[media] = [decryptor] { return decryptor->GetStats(); };
    return;
  }
  config.hold_max_frames = options_.hold_max_frames;
  config.hold_max_bytes = options_.hold_max_frames * size_t{20000};
  config.hold_max_age_ms = options_.hold_max_frames == 0 ? 0 : 30000;
  auto transformer = ReceiverTransformer::Create(
      bob_->session(), config, CodecOf(options_.codec, media), nullptr);
  receiver.SetDepacketizerToDecoderFrameTransformer(transformer);
  bob_->AddReceiver(transformer);
  received_[media] = [transformer] { return transformer->GetStats(); };
}

}  // namespace sealframe
