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
#include "sealframe/hooks/gstreamer/choices.h"
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
  if (settings.session.empty()) return Create(settings, direction);
  std::lock_guard<std::mutex> lock(Named().mutex);
  std::erase_if(Named().calls,
                [](const auto& entry) { return entry.second.expired(); });
  std::weak_ptr<Call>& named = Named().calls[{settings.session, direction}];
  if (std::shared_ptr<Call> call = named.lock()) {
    const absl::Status status = call->CheckIsLike(settings);
    if (!status.ok()) return status;
    return call;
  }
  absl::StatusOr<std::shared_ptr<Call>> call = Create(settings, direction);
  if (call.ok()) named = *call;
  return call;
}

absl::StatusOr<std::shared_ptr<Call>> Call::Create(
    const Settings& settings, sealframe_direction direction) {
  // Read first, so that a wrong file leaves no counter folder behind.
  if (HasKeyFile(settings)) {
    const absl::StatusOr<KeyText> key = ReadKeyFile(settings);
    if (!key.ok()) return key.status();
  }
  std::string folder;
  if (direction == SEALFRAME_SEND) folder = CounterFolder(settings);
  absl::StatusOr<UniquePtr<sealframe_provider>> provider =
      NewProvider(settings, folder);
  if (!provider.ok()) return provider.status();
  std::shared_ptr<Call> call = absl::WrapUnique(
      new Call(settings, direction, folder, *std::move(provider)));
  const absl::Status status = call->Begin();
  if (!status.ok()) return status;
  return call;
}

Call::Call(const Settings& settings, sealframe_direction direction,
           const std::string& counter_folder,
           UniquePtr<sealframe_provider> provider)
    : settings_(settings),
      direction_(direction),
      counter_folder_(counter_folder),
      provider_(std::move(provider)) {}

absl::Status Call::Begin() {
  auto options = Defaults<sealframe_session_options>();
  options.pass_frame_when_cryptor_not_ready = !settings_.drop_unready;
  options.allow_no_key = 1;
  auto error = Defaults<sealframe_error>();
  const sealframe_status status = sealframe_session_create(
      provider_.get(), &options, Out(&session_), &error);
  if (status != SEALFRAME_OK) return ToStatus(status, error);
  SetEnabled(settings_.enabled);
  return absl::OkStatus();
}

absl::Status Call::CheckIsLike(const Settings& settings) const {
  std::string folder;
  if (direction_ == SEALFRAME_SEND) folder = CounterFolder(settings);
  const char* difference = FirstDifference(settings, settings_);
  if (!folder.empty() && folder != counter_folder_) {
    difference = "counter-folder";
  }
  if (difference == nullptr) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("elements of session ", settings.session, " differ in ",
                   difference, ": set it alike or name another session"));
}

absl::Status Call::AddParticipant(const Settings& settings) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (participants_.count(settings.participant) != 0) return AddSsrc(settings);
  if (settings.shared_key && settings.sender_number < 0 &&
      ProfileInfo(settings.profile).needs_sender_numbers != 0) {
    return absl::InvalidArgumentError(
        "shared-key is set, but sender-number is not: give each participant a "
        "number of its own, the same at both ends");
  }
  const auto number = static_cast<uint64_t>(settings.sender_number);
  const uint64_t* const sender_number =
      settings.sender_number < 0 ? nullptr : &number;
  const auto add = direction_ == SEALFRAME_SEND
                       ? sealframe_provider_add_local_participant
                       : sealframe_provider_add_remote_participant;
  auto error = Defaults<sealframe_error>();
  const sealframe_status status =
      add(provider_.get(), settings.participant.c_str(), sender_number, &error);
  if (status != SEALFRAME_OK) return ToStatus(status, error);
  participants_.insert(settings.participant);
  return AddSsrc(settings);
}

absl::Status Call::AddSsrc(const Settings& settings) {
  if (!settings.per_ssrc) return absl::OkStatus();
  if (settings.ssrc < 0) {
    return absl::InvalidArgumentError(
        "per-ssrc is set, but ssrc is not: set it to the SSRC of the stream, "
        "at both ends");
  }
  auto error = Defaults<sealframe_error>();
  const sealframe_status status =
      sealframe_provider_add_ssrc(provider_.get(), settings.participant.c_str(),
                                  static_cast<uint32_t>(settings.ssrc), &error);
  return status == SEALFRAME_ALREADY_EXISTS ? absl::OkStatus()
                                            : ToStatus(status, error);
}

absl::Status Call::AddKey(const std::string& participant, uint64_t key_index,
                          const KeyText& key) {
  const bool is_phrase = key.kind() == KeyText::Kind::kPassphrase;
  auto error = Defaults<sealframe_error>();
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
  auto error = Defaults<sealframe_error>();
  return ToStatus(sealframe_provider_activate(
                      provider_.get(), participant.c_str(), key_index, &error),
                  error);
}

absl::Status Call::Ratchet(const std::string& participant) {
  auto error = Defaults<sealframe_error>();
  return ToStatus(
      sealframe_provider_ratchet(provider_.get(), participant.c_str(), &error),
      error);
}

absl::Status Call::Retire(const std::string& participant, uint64_t key_index,
                          uint64_t overlap_ms) {
  auto error = Defaults<sealframe_error>();
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
  // A session that was never enabled is not switched off: that would let frames
  // pass in the clear.
  if (enabled || sealframe_session_is_e2ee_enabled(session_.get()) != 0) {
    sealframe_session_set_e2ee_enabled(session_.get(), enabled);
  }
}

absl::StatusOr<std::unique_ptr<FrameStream>> Call::NewStream(
    const Settings& settings, const std::string& track, bool is_video) {
  auto config = Defaults<sealframe_stream_config>();
  config.participant = settings.participant.c_str();
  config.track = track.c_str();
  config.media = is_video ? SEALFRAME_VIDEO : SEALFRAME_AUDIO;
  config.hold_max_frames = settings.hold_max_frames;
  config.hold_max_bytes = settings.hold_max_bytes;
  config.hold_max_age_ms = settings.hold_max_age;
  return direction_ == SEALFRAME_SEND
             ? NewSendStream(session_.get(), config)
             : NewReceiveStream(session_.get(), config);
}

bool Call::PollIsDue() {
  const int64_t now = g_get_monotonic_time();
  int64_t last = last_poll_us_.load(std::memory_order_relaxed);
  return now - last >= kPollIntervalUs &&
         last_poll_us_.compare_exchange_strong(last, now);
}

std::vector<Event> Call::Maintain() {
  std::vector<Event> events;
  const auto keep = [](const sealframe_event* event, void* kept) {
    static_cast<std::vector<Event>*>(kept)->push_back(CopyEvent(*event));
  };
  std::lock_guard<std::mutex> lock(maintain_mutex_);
  sealframe_session_poll(session_.get(), keep, &events);
  return events;
}

}  // namespace sealframe::gst
