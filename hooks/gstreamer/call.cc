// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/call.h"

#include <gst/gst.h>

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/gstreamer/event.h"
#include "sealframe/hooks/gstreamer/frame_stream.h"
#include "sealframe/hooks/gstreamer/key_text.h"
#include "sealframe/hooks/gstreamer/listeners.h"
#include "sealframe/hooks/gstreamer/new_provider.h"
#include "sealframe/hooks/gstreamer/settings.h"
#include "sealframe/hooks/gstreamer/to_status.h"

namespace sealframe::gst {
namespace {

constexpr int64_t kPollIntervalUs = 200'000;

// NamedCalls holds the calls that elements of this process can join by name.
struct NamedCalls {
  std::mutex mutex;
  std::map<std::pair<std::string, sealframe_direction>, std::weak_ptr<Call>>
      calls;
};

NamedCalls& Named() {
  static NamedCalls* const named = new NamedCalls;
  return *named;
}

}  // namespace

absl::StatusOr<std::shared_ptr<Call>> Call::Join(
    const Settings& settings, sealframe_direction direction) {
  std::lock_guard<std::mutex> lock(Named().mutex);
  std::weak_ptr<Call>* named = nullptr;
  if (!settings.session.empty()) {
    std::erase_if(Named().calls,
                  [](const auto& entry) { return entry.second.expired(); });
    named = &Named().calls[{settings.session, direction}];
    if (std::shared_ptr<Call> call = named->lock()) {
      if (call->IsLike(settings)) return call;
      return absl::FailedPreconditionError(absl::StrCat(
          "elements of session ", settings.session,
          " differ in profile, suite, ratchet, shared-key, drop-unready or "
          "counter-folder: set them alike or name another session"));
    }
  }
  std::string folder;
  if (direction == SEALFRAME_SEND) folder = CounterFolder(settings);
  absl::StatusOr<UniquePtr<sealframe_provider>> provider =
      NewProvider(settings, folder);
  if (!provider.ok()) return provider.status();
  std::shared_ptr<Call> call = absl::WrapUnique(
      new Call(settings, direction, folder, *std::move(provider)));
  if (named != nullptr) *named = call;
  return call;
}

Call::Call(const Settings& settings, sealframe_direction direction,
           const std::string& counter_folder,
           UniquePtr<sealframe_provider> provider)
    : settings_(settings),
      direction_(direction),
      counter_folder_(counter_folder),
      provider_(std::move(provider)),
      enabled_(settings.enabled) {}

bool Call::IsLike(const Settings& settings) const {
  std::string folder;
  if (direction_ == SEALFRAME_SEND) folder = CounterFolder(settings);
  return settings.profile == settings_.profile &&
         settings.suite == settings_.suite &&
         settings.shared_key == settings_.shared_key &&
         settings.ratchet_bits == settings_.ratchet_bits &&
         settings.ratchet_window == settings_.ratchet_window &&
         settings.allow_short_tags == settings_.allow_short_tags &&
         settings.drop_unready == settings_.drop_unready &&
         (folder.empty() || folder == counter_folder_);
}

absl::Status Call::AddParticipant(const Settings& settings) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (participants_.count(settings.participant) != 0) return absl::OkStatus();
  const auto number = static_cast<uint64_t>(settings.sender_number);
  const uint64_t* const sender_number =
      settings.sender_number < 0 ? nullptr : &number;
  const auto add = direction_ == SEALFRAME_SEND
                       ? sealframe_provider_add_local_participant
                       : sealframe_provider_add_remote_participant;
  sealframe_error error;
  SEALFRAME_INIT(&error);
  const sealframe_status status =
      add(provider_.get(), settings.participant.c_str(), sender_number, &error);
  if (status == SEALFRAME_OK) participants_.insert(settings.participant);
  return ToStatus(status, error);
}

absl::Status Call::AddKey(const std::string& participant, uint64_t key_index,
                          const KeyText& key) {
  const bool is_phrase = key.kind() == KeyText::Kind::kPassphrase;
  sealframe_error error;
  SEALFRAME_INIT(&error);
  sealframe_status status;
  if (settings_.shared_key) {
    const auto set = is_phrase ? sealframe_provider_set_shared_passphrase
                               : sealframe_provider_set_shared_key;
    status = set(provider_.get(), key_index, key.data(), key.size(), &error);
  } else {
    const auto set = is_phrase ? sealframe_provider_set_passphrase
                               : sealframe_provider_set_key;
    status = set(provider_.get(), participant.c_str(), key_index, /*step=*/0,
                 key.data(), key.size(), &error);
  }
  return ToStatus(status, error);
}

absl::Status Call::LoadKey(const Settings& settings) {
  if (!HasKeyFile(settings)) return absl::OkStatus();
  std::lock_guard<std::mutex> lock(mutex_);
  const std::string owner = settings.shared_key ? "" : settings.participant;
  if (loaded_.count({owner, settings.key_index}) == 0) {
    const absl::StatusOr<KeyText> key = ReadKeyFile(settings);
    if (!key.ok()) return key.status();
    absl::Status added = AddKey(settings.participant, settings.key_index, *key);
    if (!added.ok()) return added;
    loaded_.insert({owner, settings.key_index});
  }
  const bool is_new =
      activated_.insert({settings.participant, settings.key_index}).second;
  if (direction_ == SEALFRAME_RECEIVE || !is_new) return absl::OkStatus();
  return Activate(settings.participant, settings.key_index);
}

absl::Status Call::Activate(const std::string& participant,
                            uint64_t key_index) {
  sealframe_error error;
  SEALFRAME_INIT(&error);
  return ToStatus(sealframe_provider_activate(
                      provider_.get(), participant.c_str(), key_index, &error),
                  error);
}

absl::Status Call::Ratchet(const std::string& participant) {
  sealframe_error error;
  SEALFRAME_INIT(&error);
  return ToStatus(
      sealframe_provider_ratchet(provider_.get(), participant.c_str(), &error),
      error);
}

absl::Status Call::Retire(const std::string& participant, uint64_t key_index,
                          uint64_t overlap_ms) {
  sealframe_error error;
  SEALFRAME_INIT(&error);
  const sealframe_status status =
      settings_.shared_key
          ? sealframe_provider_retire_shared_key(provider_.get(), key_index,
                                                 overlap_ms, &error)
          : sealframe_provider_retire(provider_.get(), participant.c_str(),
                                      key_index, overlap_ms, &error);
  return ToStatus(status, error);
}

void Call::SetEnabled(bool enabled) {
  std::lock_guard<std::mutex> lock(mutex_);
  enabled_ = enabled;
  if (session_ == nullptr) return;
  // A session that was never enabled is not switched off: that would let frames
  // pass in the clear.
  if (enabled || sealframe_session_is_e2ee_enabled(session_.get()) != 0) {
    sealframe_session_set_e2ee_enabled(session_.get(), enabled);
  }
}

sealframe_session* Call::FindOrMakeSession() {
  if (session_ != nullptr) return session_.get();
  sealframe_session_options options;
  SEALFRAME_INIT(&options);
  options.pass_frame_when_cryptor_not_ready = !settings_.drop_unready;
  if (sealframe_session_create(provider_.get(), &options, Out(&session_),
                               nullptr) != SEALFRAME_OK) {
    return nullptr;
  }
  if (enabled_) sealframe_session_set_e2ee_enabled(session_.get(), 1);
  return session_.get();
}

std::unique_ptr<FrameStream> Call::NewStream(const std::string& participant,
                                             const std::string& track,
                                             bool is_video) {
  std::lock_guard<std::mutex> lock(mutex_);
  sealframe_session* const session = FindOrMakeSession();
  if (session == nullptr) return nullptr;
  sealframe_stream_config config;
  SEALFRAME_INIT(&config);
  config.participant = participant.c_str();
  config.track = track.c_str();
  config.media = is_video ? SEALFRAME_VIDEO : SEALFRAME_AUDIO;
  if (direction_ == SEALFRAME_SEND) {
    UniquePtr<sealframe_send_transform> transform;
    sealframe_send_transform_create(session, &config, Out(&transform), nullptr);
    return std::make_unique<SendStream>(std::move(transform));
  }
  UniquePtr<sealframe_receive_transform> transform;
  sealframe_receive_transform_create(session, &config, Out(&transform),
                                     nullptr);
  return std::make_unique<ReceiveStream>(std::move(transform));
}

bool Call::PollIsDue() {
  const int64_t now = g_get_monotonic_time();
  int64_t last = last_poll_us_.load(std::memory_order_relaxed);
  return now - last >= kPollIntervalUs &&
         last_poll_us_.compare_exchange_strong(last, now);
}

std::vector<Event> Call::Maintain() {
  std::vector<Event> events;
  sealframe_session* session;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    session = session_.get();
  }
  if (session == nullptr) return events;
  const auto keep = [](const sealframe_event* event, void* kept) {
    static_cast<std::vector<Event>*>(kept)->push_back(CopyEvent(*event));
  };
  std::lock_guard<std::mutex> lock(maintain_mutex_);
  sealframe_session_poll(session, keep, &events);
  return events;
}

}  // namespace sealframe::gst
