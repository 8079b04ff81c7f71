// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/engine/testing/ring_call.h"

#include <cstddef>
#include <string>
#include <vector>

#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/ring/jframe_profile.h"
#include "sealframe/frame/formats/ring/livekit_profile.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {
namespace {

FrameInfo Video(Codec codec, bool key_frame = false) {
  return {.codec = codec,
          .key_frame = key_frame,
          .ssrc = 0x01020304,
          .rtp_timestamp = 90000};
}

constexpr FrameInfo kAudio = {.kind = MediaKind::kAudio,
                              .codec = Codec::kOpus,
                              .ssrc = 7,
                              .rtp_timestamp = 960};

Bytes Append(Bytes front, size_t size) {
  const Bytes rest = TestFrame(size);
  front.insert(front.end(), rest.begin(), rest.end());
  return front;
}

// AnnexB returns a frame with a parameter set after a three-byte start code and
// a slice, which contains zeros, after a four-byte one.
RingCase AnnexB(const Profile& profile, Codec codec) {
  const bool is_h264 = codec == Codec::kH264;
  const Bytes set =
      is_h264 ? Bytes{0x67, 0x42, 0x00, 0x1f} : Bytes{0x42, 0x01, 0x01, 0x60};
  const Bytes slice = is_h264 ? Bytes{0x65, 0x88} : Bytes{0x26, 0x01};
  Bytes narrow = {0, 0, 1};
  narrow.insert(narrow.end(), set.begin(), set.end());
  narrow.insert(narrow.end(), {0, 0, 0, 1});
  narrow.insert(narrow.end(), slice.begin(), slice.end());
  narrow.insert(narrow.end(), {0, 0, 3, 0, 0, 1});
  const Bytes frame = Append(narrow, 40);
  Bytes opened = {0};
  opened.insert(opened.end(), frame.begin(), frame.end());
  return {profile.name + "_" + std::string(CodecName(codec)), profile,
          Video(codec, true), frame, opened};
}

// Av1 returns an OBU without a size.
RingCase Av1(const Profile& profile) {
  return {profile.name + "_av1", profile, Video(Codec::kAv1, true),
          Append({0x30}, 40), Append({0x30}, 40)};
}

void AddLiveKitCases(const Profile& profile, std::vector<RingCase>* cases) {
  const auto add = [&](const std::string& name, const FrameInfo& info,
                       const Bytes& frame) {
    cases->push_back({profile.name + "_" + name, profile, info, frame, frame});
  };
  add("opus", kAudio, TestFrame(60));
  add("opus_1_byte", kAudio, TestFrame(1));
  add("vp8_key", Video(Codec::kVp8, true), Append({0x10}, 49));
  add("vp8_delta", Video(Codec::kVp8), Append({0x11}, 49));
  add("vp8_only_prefix", Video(Codec::kVp8), Append({0x11}, 2));
  add("vp9", Video(Codec::kVp9), TestFrame(50));
  add("unknown", Video(Codec::kUnknown), TestFrame(50));
  cases->push_back(AnnexB(profile, Codec::kH264));
  cases->push_back(AnnexB(profile, Codec::kH265));
}

}  // namespace

std::vector<RingCase> RingCases() {
  std::vector<RingCase> cases;
  AddLiveKitCases(LiveKitProfile().value(), &cases);
  AddLiveKitCases(VideoSdkProfile().value(), &cases);
  LiveKitOptions videosdk = VideoSdkOptions();
  videosdk.allow_av1 = true;
  cases.push_back(Av1(LiveKitProfile({.allow_av1 = true}).value()));
  cases.push_back(Av1(VideoSdkProfile(videosdk).value()));
  const Profile jframe = JFrameProfile().value();
  const Bytes frame = TestFrame(50);
  cases.push_back({"jframe_audio", jframe, kAudio, frame, frame});
  cases.push_back(
      {"jframe_key", jframe, Video(Codec::kH264, true), frame, frame});
  cases.push_back({"jframe_delta", jframe, Video(Codec::kAv1), frame, frame});
  return cases;
}

RingCase LiveKitCase(const std::string& name) {
  for (const RingCase& one : RingCases()) {
    if (one.name == "livekit_" + name) {
      return one;
    }
  }
  return {};
}

}  // namespace sealframe
