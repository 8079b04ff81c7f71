// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/c/profiles.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/frame/formats/dave/dave_passthrough.h"
#include "sealframe/frame/formats/profile_options.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/formats/ring/livekit_profile.h"
#include "sealframe/frame/formats/ring/server_injected_frames.h"
#include "sealframe/frame/formats/sframe/sframe_key_scheme.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {
namespace {

constexpr size_t kMaxSaltSize = 4096;

// OptionField is a field of the options that only some profiles have.
struct OptionField {
  absl::string_view name;
  ProfileOption option;
  bool (*is_set)(const sealframe_provider_options& options);
};

template <auto kField>
bool IsSet(const sealframe_provider_options& options) {
  return static_cast<bool>(options.*kField);
}

using Options = sealframe_provider_options;

constexpr OptionField kOptionFields[] = {
    {"suite", ProfileOption::kSuite, IsSet<&Options::suite>},
    {"ratchet_bits", ProfileOption::kRatchetBits,
     IsSet<&Options::ratchet_bits>},
    {"shared_sender_bits", ProfileOption::kSharedKeyIdLayout,
     IsSet<&Options::shared_sender_bits>},
    {"shared_epoch_bits", ProfileOption::kSharedKeyIdLayout,
     IsSet<&Options::shared_epoch_bits>},
    {"shared_context", ProfileOption::kSharedContext,
     IsSet<&Options::shared_context>},
    {"per_ssrc", ProfileOption::kPerSsrc, IsSet<&Options::per_ssrc>},
    {"cisco_mls", ProfileOption::kCiscoMls, IsSet<&Options::cisco_mls>},
    {"allow_short_tags", ProfileOption::kAllowShortTags,
     IsSet<&Options::allow_short_tags>},
    {"key_bits", ProfileOption::kKeyBits, IsSet<&Options::key_bits>},
    {"key_ring_size", ProfileOption::kKeyRingSize,
     IsSet<&Options::key_ring_size>},
    {"ratchet_window", ProfileOption::kRatchetWindow,
     IsSet<&Options::ratchet_window>},
    {"has_ratchet_window", ProfileOption::kRatchetWindow,
     IsSet<&Options::has_ratchet_window>},
    {"salt", ProfileOption::kSalt, IsSet<&Options::salt>},
    {"salt_size", ProfileOption::kSalt, IsSet<&Options::salt_size>},
    {"allow_av1", ProfileOption::kAllowAv1, IsSet<&Options::allow_av1>},
    {"strip_packet_trailer", ProfileOption::kStripPacketTrailer,
     IsSet<&Options::strip_packet_trailer>},
    {"failure_tolerance", ProfileOption::kFailureTolerance,
     IsSet<&Options::failure_tolerance>},
    {"accept_plain", ProfileOption::kAcceptPlain,
     IsSet<&Options::accept_plain>},
    {"replay_window", ProfileOption::kReplayWindow,
     IsSet<&Options::replay_window>},
};

// RefuseOthersOptions returns an error that names the first option that is set
// but that `profile` does not have.
absl::Status RefuseOthersOptions(const sealframe_provider_options& options,
                                 const ProfileEntry& profile) {
  for (const OptionField& field : kOptionFields) {
    if (field.is_set(options) && !profile.Has(field.option)) {
      return absl::InvalidArgumentError(absl::StrCat(
          "options->", field.name, " is set, but the profile ", profile.name,
          " has no such option: leave it zero (profiles with it: ",
          ProfilesWith(field.option), ")"));
    }
  }
  return absl::OkStatus();
}

// SFrameOptionsOf returns SFrame's options.
absl::StatusOr<SFrameKeySchemeOptions> SFrameOptionsOf(
    const sealframe_provider_options& options) {
  SFrameKeySchemeOptions made = {
      .ratchet_bits = options.ratchet_bits,
      .shared_context = options.shared_context,
      .per_ssrc = options.per_ssrc != 0,
      .cisco_mls = options.cisco_mls != 0,
      .allow_short_tags = options.allow_short_tags != 0,
  };
  if (options.suite != SEALFRAME_SUITE_DEFAULT) {
    const std::optional<CipherSuite> suite =
        static_cast<uint32_t>(options.suite) > UINT16_MAX
            ? std::nullopt
            : CipherSuiteFromId(static_cast<uint16_t>(options.suite));
    if (!suite.has_value()) {
      return absl::InvalidArgumentError(absl::StrCat(
          "unknown suite ", options.suite, ": use an IANA number from 1 to 8"));
    }
    made.suite = *suite;
  }
  if (options.shared_sender_bits != 0 || options.shared_epoch_bits != 0) {
    made.shared_layout = {.sender_bits = options.shared_sender_bits,
                          .epoch_bits = options.shared_epoch_bits};
  }
  return made;
}

absl::Status CheckSalt(const sealframe_provider_options& options) {
  if (options.salt == nullptr && options.salt_size != 0) {
    return absl::InvalidArgumentError(
        "options->salt is NULL, but salt_size is not 0: set both");
  }
  return options.salt_size <= kMaxSaltSize
             ? absl::OkStatus()
             : absl::InvalidArgumentError(
                   absl::StrCat("options->salt_size is ", options.salt_size,
                                ": use at most ", kMaxSaltSize));
}

// SetLiveKitOptions overrides the defaults in `*made` by the options that are
// set.
void SetLiveKitOptions(const sealframe_provider_options& options,
                       const std::shared_ptr<ServerInjectedFrames>& injected,
                       LiveKitOptions* made) {
  if (options.key_bits != 0) {
    made->key_size = options.key_bits;
  }
  if (options.key_ring_size != 0) {
    made->keyring_size = options.key_ring_size;
  }
  if (options.ratchet_window != 0 || options.has_ratchet_window != 0) {
    made->ratchet_window_size = options.ratchet_window;
  }
  if (options.salt != nullptr) {
    made->ratchet_salt.assign(options.salt, options.salt + options.salt_size);
  }
  if (options.failure_tolerance != 0) {
    made->failure_tolerance = options.failure_tolerance;
  }
  made->allow_av1 = options.allow_av1 != 0;
  made->strip_packet_trailer = options.strip_packet_trailer != 0;
  made->server_injected_frames = injected;
}

}  // namespace

absl::StatusOr<NamedProfileOptions> ReadProfileOptions(
    const sealframe_provider_options& options, const ProfileHandles& handles) {
  const ProfileEntry* const entry = FindProfile(options.profile);
  if (entry == nullptr) {
    return absl::UnimplementedError(UnknownProfile(options.profile).message());
  }
  if (absl::Status status = RefuseOthersOptions(options, *entry);
      !status.ok()) {
    return status;
  }
  const absl::StatusOr<SFrameKeySchemeOptions> sframe =
      SFrameOptionsOf(options);
  if (!sframe.ok()) {
    return sframe.status();
  }
  NamedProfileOptions named = {
      .sframe = *sframe,
      .dave = {.passthrough = handles.passthrough},
      .getstream = {.accept_plain = options.accept_plain != 0}};
  if (absl::Status status = CheckSalt(options); !status.ok()) {
    return status;
  }
  SetLiveKitOptions(options, handles.injected, &named.livekit);
  SetLiveKitOptions(options, handles.injected, &named.videosdk);
  return named;
}

absl::StatusOr<ProfileHandles> MakeProfile(
    const sealframe_provider_options& options) {
  ProfileHandles made;
  const ProfileEntry* const entry = FindProfile(options.profile);
  if (entry != nullptr && entry->Has(ProfileOption::kServerInjectedFrames)) {
    made.injected = std::make_shared<ServerInjectedFrames>();
  }
  if (entry != nullptr && entry->Has(ProfileOption::kDavePassthrough)) {
    made.passthrough = std::make_shared<DavePassthrough>();
  }
  const absl::StatusOr<NamedProfileOptions> named =
      ReadProfileOptions(options, made);
  if (!named.ok()) {
    return named.status();
  }
  absl::StatusOr<Profile> profile = entry->make(*named);
  if (!profile.ok()) {
    return profile.status();
  }
  made.profile = *std::move(profile);
  return made;
}

}  // namespace sealframe
