// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Providers and participants.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/hooks/c/call.h"
#include "sealframe/hooks/c/callback_counter_reservations.h"
#include "sealframe/hooks/c/duration.h"
#include "sealframe/hooks/c/enums.h"
#include "sealframe/hooks/c/handles.h"
#include "sealframe/hooks/c/profiles.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/stream.h"
#include "sealframe/hooks/c/structs.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/file_counter_reservations.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/keyring/key_provider_options.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {
namespace {

// ProviderAndCounters keeps the reservations alive as long as any pointer to
// `keys`, which uses them.
struct ProviderAndCounters {
  std::unique_ptr<CounterReservations> counters;
  std::shared_ptr<KeyProvider> keys;
};

// NewReservations returns null if the options have none.
absl::StatusOr<std::unique_ptr<CounterReservations>> NewReservations(
    const sealframe_provider_options& options) {
  const char* const folder = options.counter_reservations_folder;
  if (folder != nullptr && options.reserve_counters != nullptr) {
    return absl::InvalidArgumentError(
        "counter_reservations_folder and reserve_counters are both set: set "
        "one of them");
  }
  if (folder != nullptr) {
    return FileCounterReservations::Open(folder);
  }
  if (options.reserve_counters != nullptr) {
    return std::make_unique<CallbackCounterReservations>(
        options.reserve_counters, options.reserve_counters_user_data);
  }
  return nullptr;
}

absl::StatusOr<std::shared_ptr<KeyProvider>> NewKeys(
    const sealframe_provider_options& options, const Profile& profile) {
  const std::optional<KeyMode> mode = FromC(options.key_mode);
  if (!mode.has_value()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "unknown key_mode ", options.key_mode,
        ": use SEALFRAME_KEY_PER_PARTICIPANT or SEALFRAME_KEY_SHARED"));
  }
  if (*mode == KeyMode::kShared &&
      !FindProfile(options.profile)->allows_shared_key) {
    return absl::UnimplementedError(
        absl::StrCat("the profile ", options.profile,
                     " has no shared keys: give each participant its own key"));
  }
  auto both = std::make_shared<ProviderAndCounters>();
  KeyProviderOptions made = {.mode = *mode};
  if (options.max_keys_per_participant != 0) {
    made.max_keys_per_participant = options.max_keys_per_participant;
  }
  if (options.ratchet_overlap_ms != 0) {
    made.ratchet_overlap = Milliseconds(options.ratchet_overlap_ms);
  }
  if (options.replay_window != 0) {
    made.replay_window = options.replay_window;
  }
  absl::StatusOr<std::unique_ptr<CounterReservations>> counters =
      NewReservations(options);
  if (!counters.ok()) {
    return counters.status();
  }
  both->counters = *std::move(counters);
  made.reservations = both->counters.get();
  absl::StatusOr<std::shared_ptr<KeyProvider>> keys =
      KeyProvider::Create(profile, made);
  if (!keys.ok()) {
    return keys.status();
  }
  both->keys = *std::move(keys);
  return std::shared_ptr<KeyProvider>(both, both->keys.get());
}

absl::Status NewProvider(const sealframe_provider_options* given,
                         sealframe_provider** provider) {
  sealframe_provider_options options;
  if (!ReadStruct(given, &options)) {
    return NotAStruct("options");
  }
  if (absl::Status status = RefuseNull({{"options->profile", options.profile}});
      !status.ok()) {
    return status;
  }
  absl::StatusOr<ProfileHandles> made = MakeProfile(options);
  if (!made.ok()) {
    return made.status();
  }
  absl::StatusOr<std::shared_ptr<KeyProvider>> keys =
      NewKeys(options, made->profile);
  if (!keys.ok()) {
    return keys.status();
  }
  *provider = new sealframe_provider{.made = *std::move(made),
                                     .keys = *std::move(keys)};
  return absl::OkStatus();
}

absl::Status SetServerTrailer(const sealframe_provider& provider,
                              const uint8_t* trailer, size_t trailer_size) {
  if (provider.made.injected == nullptr) {
    return absl::UnimplementedError(absl::StrCat(
        "the profile ", provider.made.profile.name,
        " has no server-injected frames: use livekit or videosdk"));
  }
  if (!IsBuffer(trailer, trailer_size)) {
    return absl::InvalidArgumentError("trailer is NULL, or too large");
  }
  provider.made.injected->SetTrailer(
      absl::MakeConstSpan(trailer, trailer_size));
  return absl::OkStatus();
}

absl::Status SetDavePassthrough(const sealframe_provider& provider,
                                bool sends_plain, bool accepts_plain) {
  if (provider.made.passthrough == nullptr) {
    return absl::UnimplementedError(
        absl::StrCat("the profile ", provider.made.profile.name,
                     " has no passthrough: use dave"));
  }
  provider.made.passthrough->SetSendsPlain(sends_plain);
  if (accepts_plain) {
    provider.made.passthrough->AcceptPlain();
  } else {
    provider.made.passthrough->StopAcceptingPlain();
  }
  return absl::OkStatus();
}

std::optional<uint64_t> OptionalNumber(const uint64_t* number) {
  return number == nullptr ? std::nullopt : std::make_optional(*number);
}

}  // namespace
}  // namespace sealframe

using sealframe::Call;
using sealframe::OptionalNumber;

sealframe_status sealframe_provider_create(
    const sealframe_provider_options* options, sealframe_provider** provider,
    sealframe_error* error) {
  if (provider != nullptr) {
    *provider = nullptr;
  }
  return Call(error, {{"options", options}, {"provider", provider}},
              [&] { return sealframe::NewProvider(options, provider); });
}

void sealframe_provider_destroy(sealframe_provider* provider) {
  delete provider;
}

sealframe_status sealframe_provider_add_local_participant(
    sealframe_provider* provider, const char* participant,
    const uint64_t* sender_number, sealframe_error* error) {
  return Call(error, {{"provider", provider}, {"participant", participant}},
              [&] {
                return provider->keys->AddLocalParticipant(
                    participant, OptionalNumber(sender_number));
              });
}

sealframe_status sealframe_provider_add_remote_participant(
    sealframe_provider* provider, const char* participant,
    const uint64_t* sender_number, sealframe_error* error) {
  return Call(error, {{"provider", provider}, {"participant", participant}},
              [&] {
                return provider->keys->AddRemoteParticipant(
                    participant, OptionalNumber(sender_number));
              });
}

sealframe_status sealframe_provider_remove_participant(
    sealframe_provider* provider, const char* participant,
    sealframe_error* error) {
  return Call(error, {{"provider", provider}, {"participant", participant}},
              [&] { return provider->keys->RemoveParticipant(participant); });
}

sealframe_status sealframe_provider_add_ssrc(sealframe_provider* provider,
                                             const char* participant,
                                             uint32_t ssrc,
                                             sealframe_error* error) {
  return Call(error, {{"provider", provider}, {"participant", participant}},
              [&] { return provider->keys->AddSsrc(participant, ssrc); });
}

sealframe_status sealframe_provider_set_server_trailer(
    sealframe_provider* provider, const uint8_t* trailer, size_t trailer_size,
    sealframe_error* error) {
  return Call(error, {{"provider", provider}}, [&] {
    return sealframe::SetServerTrailer(*provider, trailer, trailer_size);
  });
}

sealframe_status sealframe_provider_set_dave_passthrough(
    sealframe_provider* provider, uint32_t sends_plain, uint32_t accepts_plain,
    sealframe_error* error) {
  return Call(error, {{"provider", provider}}, [&] {
    return sealframe::SetDavePassthrough(*provider, sends_plain != 0,
                                         accepts_plain != 0);
  });
}
