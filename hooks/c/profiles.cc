// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "hooks/c/profiles.h"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "crypto/cipher_suite.h"
#include "frame/dave_passthrough.h"
#include "frame/dave_profile.h"
#include "frame/jframe_profile.h"
#include "frame/livekit_profile.h"
#include "frame/profile.h"
#include "frame/server_injected_frames.h"
#include "frame/sframe_profile.h"
#include "hooks/c/sealframe.h"
#include "keyring/sframe_key_scheme.h"

namespace sealframe {
namespace {

// What options say, by the profiles that it has a meaning for.
bool SaysSomethingOfSFrame(const sealframe_provider_options& options) {
  return options.suite != SEALFRAME_SUITE_DEFAULT ||
         options.ratchet_bits != 0 || options.shared_sender_bits != 0 ||
         options.shared_epoch_bits != 0 || options.shared_context != 0 ||
         options.per_ssrc != 0;
}

bool SaysSomethingOfLiveKit(const sealframe_provider_options& options) {
  return options.key_bits != 0 || options.key_ring_size != 0 ||
         options.ratchet_window != 0 || options.salt != nullptr ||
         options.salt_size != 0 || options.allow_av1 != 0 ||
         options.strip_packet_trailer != 0 || options.failure_tolerance != 0;
}

absl::Status NoMeaning(const sealframe_provider_options& options) {
  return absl::InvalidArgumentError(
      absl::StrCat("the profile ", options.profile,
                   " has no meaning for an option that is set: sealframe.h "
                   "says which have"));
}

absl::StatusOr<MadeProfile> MakeSFrame(
    const sealframe_provider_options& options) {
  if (SaysSomethingOfLiveKit(options)) {
    return NoMeaning(options);
  }
  SFrameKeySchemeOptions scheme = {
      .ratchet_bits = options.ratchet_bits,
      .shared_context = options.shared_context,
      .per_ssrc = options.per_ssrc != 0,
  };
  if (options.suite != SEALFRAME_SUITE_DEFAULT) {
    const absl::optional<CipherSuite> suite =
        static_cast<uint32_t>(options.suite) > UINT16_MAX
            ? absl::nullopt
            : CipherSuiteFromId(static_cast<uint16_t>(options.suite));
    if (!suite.has_value()) {
      return absl::InvalidArgumentError(
          absl::StrCat("there is no suite ", options.suite));
    }
    scheme.suite = *suite;
  }
  if (options.shared_sender_bits != 0 || options.shared_epoch_bits != 0) {
    scheme.shared_layout = {.sender_bits = options.shared_sender_bits,
                            .epoch_bits = options.shared_epoch_bits};
  }
  absl::StatusOr<Profile> profile = SFrameProfile(scheme);
  if (!profile.ok()) {
    return profile.status();
  }
  return MadeProfile{.profile = *std::move(profile)};
}

// MakeLiveKit makes a profile of LiveKit's options, whose defaults are `made`.
absl::StatusOr<MadeProfile> MakeLiveKit(
    const sealframe_provider_options& options, LiveKitOptions made,
    absl::StatusOr<Profile> (*make)(const LiveKitOptions& options)) {
  if (SaysSomethingOfSFrame(options)) {
    return NoMeaning(options);
  }
  if (options.key_bits != 0) {
    made.key_size = options.key_bits;
  }
  if (options.key_ring_size != 0) {
    made.keyring_size = options.key_ring_size;
  }
  if (options.ratchet_window != 0) {
    made.ratchet_window_size = options.ratchet_window;
  }
  if (options.salt != nullptr) {
    made.ratchet_salt.assign(options.salt, options.salt + options.salt_size);
  }
  if (options.failure_tolerance != 0) {
    made.failure_tolerance = options.failure_tolerance;
  }
  made.allow_av1 = options.allow_av1 != 0;
  made.strip_packet_trailer = options.strip_packet_trailer != 0;
  auto injected = std::make_shared<ServerInjectedFrames>();
  made.server_injected_frames = injected;
  absl::StatusOr<Profile> profile = make(made);
  if (!profile.ok()) {
    return profile.status();
  }
  return MadeProfile{.profile = *std::move(profile),
                     .injected = std::move(injected)};
}

absl::StatusOr<MadeProfile> MakeJFrame(
    const sealframe_provider_options& options) {
  if (SaysSomethingOfSFrame(options) || SaysSomethingOfLiveKit(options)) {
    return NoMeaning(options);
  }
  absl::StatusOr<Profile> profile = JFrameProfile();
  if (!profile.ok()) {
    return profile.status();
  }
  return MadeProfile{.profile = *std::move(profile)};
}

absl::StatusOr<MadeProfile> MakeDave(
    const sealframe_provider_options& options) {
  if (SaysSomethingOfSFrame(options) || SaysSomethingOfLiveKit(options)) {
    return NoMeaning(options);
  }
  auto passthrough = std::make_shared<DavePassthrough>();
  return MadeProfile{.profile = DaveProfile({.passthrough = passthrough}),
                     .passthrough = std::move(passthrough)};
}

struct NamedProfile {
  const char* name;
  absl::StatusOr<MadeProfile> (*make)(
      const sealframe_provider_options& options);
};

constexpr NamedProfile kProfiles[] = {
    {"sframe", &MakeSFrame},
    {"livekit",
     [](const sealframe_provider_options& options) {
       return MakeLiveKit(options, LiveKitOptions(), &LiveKitProfile);
     }},
    {"videosdk",
     [](const sealframe_provider_options& options) {
       return MakeLiveKit(options, VideoSdkOptions(), &VideoSdkProfile);
     }},
    {"jframe", &MakeJFrame},
    {"dave", &MakeDave},
};

}  // namespace

absl::StatusOr<MadeProfile> MakeProfile(
    const sealframe_provider_options& options) {
  for (const NamedProfile& profile : kProfiles) {
    if (absl::string_view(profile.name) == options.profile) {
      return profile.make(options);
    }
  }
  return absl::UnimplementedError(
      absl::StrCat("there is no profile \"", options.profile, "\""));
}

}  // namespace sealframe

const char* sealframe_profile_name(size_t index) {
  return index < std::size(sealframe::kProfiles)
             ? sealframe::kProfiles[index].name
             : nullptr;
}
