// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/testing/endpoint.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "rtc_base/checks.h"

namespace sealframe {
namespace {

constexpr uint32_t kRatchetBits = 4;
constexpr size_t kKeySize = 16;

// A call of the C interface that must work.
template <typename... Arguments, typename... Given>
void Must(sealframe_status (*function)(Arguments...), Given... given) {
  sealframe_error error;
  SEALFRAME_INIT(&error);
  const sealframe_status status = function(given..., &error);
  RTC_CHECK(status == SEALFRAME_OK)
      << sealframe_status_name(status) << ": " << error.message;
}

}  // namespace

std::unique_ptr<rtc::Thread> NewThread() {
  auto thread = rtc::Thread::Create();
  thread->Start();
  return thread;
}

sealframe_stream_config AlicesVideo() {
  sealframe_stream_config config;
  SEALFRAME_INIT(&config);
  config.participant = "alice";
  config.media = SEALFRAME_VIDEO;
  return config;
}

Endpoint::Endpoint(const std::string& participant, const char* profile,
                   rtc::Thread* thread)
    : participant_(participant), thread_(thread) {
  sealframe_provider_options options;
  SEALFRAME_INIT(&options);
  options.profile = profile;
  const std::string name = profile;
  if (name == "sframe") options.ratchet_bits = kRatchetBits;
  if (name == "livekit" || name == "videosdk") options.allow_av1 = 1;
  sealframe_provider* provider = nullptr;
  Must(&sealframe_provider_create, &options, &provider);
  provider_.reset(provider);
  Must(&sealframe_provider_add_local_participant, provider, participant.c_str(),
       nullptr);
  const char* const other = participant == "alice" ? "bob" : "alice";
  Must(&sealframe_provider_add_remote_participant, provider, other, nullptr);
  SetKey(participant, 0, participant[0]);
  Activate(0);
  sealframe_session* session = nullptr;
  Must(&sealframe_session_create, provider, nullptr, &session);
  session_.reset(session);
  RTC_CHECK(sealframe_session_set_e2ee_enabled(session, 1) == SEALFRAME_OK);
  thread_->BlockingCall([this, session] {
    poller_ = std::make_unique<SessionPoller>(session, thread_, this);
  });
}

Endpoint::~Endpoint() {
  thread_->BlockingCall([this] { poller_ = nullptr; });
}

void Endpoint::SetKey(const std::string& participant, uint64_t index,
                      char byte) {
  const std::vector<uint8_t> key(kKeySize, static_cast<uint8_t>(byte));
  constexpr uint64_t kFirstStep = 0;
  Must(&sealframe_provider_set_key, provider_.get(), participant.c_str(), index,
       kFirstStep, key.data(), key.size());
  if (poller_ != nullptr) poller_->PollSoon();
}

void Endpoint::Retire(const std::string& participant, uint64_t index,
                      uint64_t overlap_ms) {
  Must(&sealframe_provider_retire, provider_.get(), participant.c_str(), index,
       overlap_ms);
}

void Endpoint::Activate(uint64_t index) {
  Must(&sealframe_provider_activate, provider_.get(), participant_.c_str(),
       index);
}

void Endpoint::Ratchet() {
  Must(&sealframe_provider_ratchet, provider_.get(), participant_.c_str());
}

void Endpoint::Remove(const std::string& participant) {
  Must(&sealframe_provider_remove_participant, provider_.get(),
       participant.c_str());
}

void Endpoint::SwitchOff() {
  RTC_CHECK(sealframe_session_set_e2ee_enabled(session(), 0) == SEALFRAME_OK);
}

void Endpoint::AddReceiver(Ref<ReceiverTransformer> receiver) {
  poller_->AddReceiver(std::move(receiver));
}

bool Endpoint::HasReported(sealframe_stream_state state,
                           sealframe_media media) {
  return HasReportedAny([=](const Told& told) {
    return told.state == state && told.media == media;
  });
}

bool Endpoint::HasReportedElsewhere() {
  return HasReportedAny([](const Told& told) { return told.elsewhere; });
}

bool Endpoint::HasReportedAny(const std::function<bool(const Told&)>& matches) {
  const std::lock_guard<std::mutex> lock(mutex_);
  return std::any_of(told_.begin(), told_.end(), matches);
}

void Endpoint::OnEvent(const sealframe_event& event) {
  const std::lock_guard<std::mutex> lock(mutex_);
  told_.push_back({event.state, event.media, !thread_->IsCurrent()});
}

}  // namespace sealframe
