// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/sfu/room.h"

#include <cstddef>
#include <cstdio>
#include <string>

#include "rtc_base/checks.h"
#include "sealframe/hooks/libwebrtc/testing/wait.h"

namespace sealframe {

Room::Room(int ask, int answered)
    : ask_(fdopen(ask, "w")), answered_(fdopen(answered, "r")) {
  RTC_CHECK(ask_ != nullptr && answered_ != nullptr);
}

Room::~Room() {
  std::fclose(ask_);
  std::fclose(answered_);
}

void Room::Publish(const std::string& codec, Peer& peer) {
  peer.Accept(webrtc::SdpType::kAnswer, Ask("publish " + codec, peer.Offer()));
  RTC_CHECK(WaitUntil([&peer] { return peer.is_connected(); }));
}

void Room::Subscribe(Peer& peer) {
  peer.Accept(webrtc::SdpType::kOffer, Ask("subscribe", ""));
  Ask("start", peer.Answer());
  RTC_CHECK(WaitUntil([&peer] { return peer.is_connected(); }));
}

void Room::Choose(int layer) { Ask("choose " + std::to_string(layer), ""); }

std::string Room::Ask(const std::string& request, const std::string& sdp) {
  std::fprintf(ask_, "%s %zu\n%s", request.c_str(), sdp.size(), sdp.c_str());
  std::fflush(ask_);
  size_t size = 0;
  RTC_CHECK(std::fscanf(answered_, "%zu", &size) == 1);
  RTC_CHECK(std::fgetc(answered_) == '\n');
  std::string answer(size, '\0');
  RTC_CHECK(std::fread(answer.data(), 1, size, answered_) == size);
  return answer;
}

}  // namespace sealframe
