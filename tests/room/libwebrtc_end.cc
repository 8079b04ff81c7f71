// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The room's participant in Debian's libwebrtc, and its spy: an end that
// receives without the hook.
//
//   libwebrtc_end NAME COLOUR HERTZ open|spy

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "api/video/i420_buffer.h"
#include "media/base/adapted_video_track_source.h"
#include "rtc_base/checks.h"
#include "rtc_base/logging.h"
#include "rtc_base/ssl_adapter.h"
#include "rtc_base/time_utils.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/libwebrtc/receiver_transformer.h"
#include "sealframe/hooks/libwebrtc/sender_transformer.h"
#include "sealframe/hooks/libwebrtc/testing/endpoint.h"
#include "sealframe/hooks/libwebrtc/testing/peer.h"
#include "sealframe/hooks/libwebrtc/testing/tone.h"
#include "sealframe/hooks/libwebrtc/testing/video.h"
#include "sealframe/tests/room/commands.h"
#include "sealframe/tests/room/pattern.h"
#include "sealframe/tests/room/spy_transformer.h"

namespace sealframe {
namespace {

sealframe_codec CodecOf(sealframe_media media) {
  return media == SEALFRAME_VIDEO ? SEALFRAME_CODEC_VP8 : SEALFRAME_CODEC_OPUS;
}

sealframe_stream_config ConfigOf(const std::string& participant,
                                 sealframe_media media) {
  sealframe_stream_config config;
  SEALFRAME_INIT(&config);
  config.participant = participant.c_str();
  config.media = media;
  return config;
}

// A camera that films the pattern, twenty times a second.
class PatternCamera : public rtc::AdaptedVideoTrackSource {
 public:
  explicit PatternCamera(Rgb colour) : colour_(colour) {
    thread_ = std::thread([this] { Run(); });
  }

  SourceState state() const override { return kLive; }
  bool remote() const override { return false; }
  bool is_screencast() const override { return false; }
  MaybeBool needs_denoising() const override { return false; }

 protected:
  ~PatternCamera() override {
    running_ = false;
    thread_.join();
  }

 private:
  void Run() {
    std::vector<uint8_t> drawn(kPatternSize);
    for (uint8_t number = 0; running_; ++number) {
      DrawPattern(colour_, number, drawn.data());
      const uint8_t* const u = drawn.data() + kPatternSize * 2 / 3;
      OnFrame(
          webrtc::VideoFrame::Builder()
              .set_video_frame_buffer(webrtc::I420Buffer::Copy(
                  kPatternWidth, kPatternHeight, drawn.data(), kPatternWidth, u,
                  kPatternWidth / 2, u + kPatternSize / 6, kPatternWidth / 2))
              .set_timestamp_us(rtc::TimeMicros())
              .build());
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  }

  const Rgb colour_;
  std::atomic<bool> running_ = true;
  std::thread thread_;
};

// What this end receives of one participant.
class Feed : public rtc::VideoSinkInterface<webrtc::VideoFrame> {
 public:
  // Feed opens frames with the keys of `endpoint`, or spies on them if it is
  // null.
  Feed(std::string participant, Rgb colour, int hertz, Endpoint* endpoint)
      : participant_(std::move(participant)),
        endpoint_(endpoint),
        ear_(std::make_shared<ToneEar>(hertz)),
        viewer_(colour) {}
  ~Feed() override { peer_.Close(); }

  std::string Answer(const std::string& offer) {
    peer_.Accept(webrtc::SdpType::kOffer, offer);
    return peer_.Answer();
  }

  bool Hears() const {
    return HearsTone([this] { return ear_->tones() * 100; });
  }

  Counts counts() const {
    if (endpoint_ == nullptr) {
      return {viewer_.pictures(), viewer_.spoilt(),
              video_spy_->plain() + audio_spy_->plain(),
              std::min(video_spy_->sealed(), audio_spy_->sealed())};
    }
    const sealframe_stream_stats stats = video_->GetStats();
    return {viewer_.pictures(),
            viewer_.spoilt(),
            stats.frames_out,
            stats.frames_in - stats.frames_out,
            stats.frames_by_status[SEALFRAME_FRAME_REPLAYED],
            viewer_.longest_gap()};
  }

  void OnFrame(const webrtc::VideoFrame& frame) override {
    const auto picture = frame.video_frame_buffer()
                             ->Scale(kPatternWidth, kPatternHeight)
                             ->ToI420();
    viewer_.Look({picture->DataY(), picture->DataU(), picture->DataV(),
                  picture->StrideY(), picture->StrideU()});
  }

 private:
  void OnReceiver(webrtc::RtpReceiverInterface& receiver) {
    const bool is_video = receiver.media_type() == cricket::MEDIA_TYPE_VIDEO;
    if (endpoint_ != nullptr) {
      Open(receiver, is_video ? SEALFRAME_VIDEO : SEALFRAME_AUDIO);
    } else {
      receiver.SetDepacketizerToDecoderFrameTransformer(is_video ? video_spy_
                                                                 : audio_spy_);
    }
    if (is_video) {
      static_cast<webrtc::VideoTrackInterface*>(receiver.track().get())
          ->AddOrUpdateSink(this, rtc::VideoSinkWants());
    }
  }

  void Open(webrtc::RtpReceiverInterface& receiver, sealframe_media media) {
    auto transformer = ReceiverTransformer::Create(
        endpoint_->session(), ConfigOf(participant_, media), CodecOf(media),
        nullptr);
    RTC_CHECK(transformer != nullptr);
    receiver.SetDepacketizerToDecoderFrameTransformer(transformer);
    if (media == SEALFRAME_VIDEO) video_ = transformer;
  }

  const std::string participant_;
  Endpoint* const endpoint_;
  const std::shared_ptr<ToneEar> ear_;
  PatternViewer viewer_;
  Ref<ReceiverTransformer> video_;
  const Ref<SpyTransformer> video_spy_ =
      rtc::make_ref_counted<SpyTransformer>();
  const Ref<SpyTransformer> audio_spy_ =
      rtc::make_ref_counted<SpyTransformer>();
  Peer peer_{{.ear = ear_,
              .on_receiver = [this](auto receiver) { OnReceiver(*receiver); }}};
};

class End {
 public:
  End(std::string name, Rgb colour, int hertz, bool opens)
      : name_(std::move(name)),
        camera_(rtc::make_ref_counted<PatternCamera>(colour)),
        opens_(opens),
        peer_({.hertz = hertz}),
        thread_(NewThread()),
        endpoint_(name_, "livekit", thread_.get()) {}
  ~End() { peer_.Close(); }

  std::string Answer(const std::vector<std::string>& words,
                     const std::string& sdp) {
    const std::string& command = words[0];
    if (command == "publish") return Publish();
    if (command == "subscribe") {
      return Subscribe(words[1], ColourNamed(words[2]), std::stoi(words[3]),
                       sdp);
    }
    if (command == "count") return ToJson(feeds_.at(words[1])->counts());
    if (command == "sent") {
      const sealframe_stream_stats stats = video_->GetStats();
      const uint64_t sealed = stats.frames_by_status[SEALFRAME_FRAME_OK];
      return SentToJson(sealed, stats.frames_in - sealed);
    }
    if (command == "hears") return feeds_.at(words[1])->Hears() ? "1" : "0";
    if (command == "accept") {
      peer_.Accept(webrtc::SdpType::kAnswer, sdp);
    } else if (command == "retire") {
      endpoint_.Retire(words[1], 0, 0);
    } else if (command == "switch-off") {
      endpoint_.SwitchOff();
    } else {
      RTC_CHECK(false) << command;
    }
    return "";
  }

 private:
  std::string Publish() {
    cricket::AudioOptions plain;
    plain.echo_cancellation = plain.noise_suppression =
        plain.auto_gain_control = plain.highpass_filter = false;
    webrtc::PeerConnectionFactoryInterface& factory = peer_.factory();
    Send(factory.CreateVideoTrack("camera", camera_.get()), SEALFRAME_VIDEO);
    Send(factory.CreateAudioTrack("microphone",
                                  factory.CreateAudioSource(plain).get()),
         SEALFRAME_AUDIO);
    return peer_.Offer();
  }

  void Send(rtc::scoped_refptr<webrtc::MediaStreamTrackInterface> track,
            sealframe_media media) {
    webrtc::RtpTransceiverInit init;
    init.direction = webrtc::RtpTransceiverDirection::kSendOnly;
    auto transceiver =
        peer_.connection().AddTransceiver(std::move(track), init).MoveValue();
    auto transformer = SenderTransformer::Create(
        endpoint_.session(), ConfigOf(name_, media), CodecOf(media), nullptr);
    RTC_CHECK(transformer != nullptr);
    transceiver->sender()->SetEncoderToPacketizerFrameTransformer(transformer);
    if (media == SEALFRAME_VIDEO) video_ = transformer;
  }

  std::string Subscribe(const std::string& name, Rgb colour, int hertz,
                        const std::string& offer) {
    if (opens_) endpoint_.SetKey(name, 0, name[0]);
    auto& feed = feeds_[name];
    feed = std::make_unique<Feed>(name, colour, hertz,
                                  opens_ ? &endpoint_ : nullptr);
    return feed->Answer(offer);
  }

  const std::string name_;
  const rtc::scoped_refptr<PatternCamera> camera_;
  const bool opens_;
  Peer peer_;
  const std::unique_ptr<rtc::Thread> thread_;
  Endpoint endpoint_;
  Ref<SenderTransformer> video_;
  std::map<std::string, std::unique_ptr<Feed>> feeds_;
};

}  // namespace
}  // namespace sealframe

int main(int argc, char** argv) {
  if (argc != 5) return EXIT_FAILURE;
  rtc::LogMessage::LogToDebug(rtc::LS_NONE);
  rtc::InitializeSSL();
  sealframe::End end(argv[1], sealframe::ColourNamed(argv[2]),
                     std::atoi(argv[3]), std::strcmp(argv[4], "open") == 0);
  sealframe::Serve([&end](const auto& words, const std::string& text) {
    return end.Answer(words, text);
  });
}
