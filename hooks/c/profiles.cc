// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/c/profiles.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/frame/formats/dave/dave_passthrough.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/formats/ring/livekit_profile.h"
#include "sealframe/frame/formats/ring/server_injected_frames.h"
#include "sealframe/frame/formats/sframe/sframe_key_scheme.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {
namespace {

// What options say, by the profiles that it has a meaning for.
bool HasSFrameOptions(const sealframe_provider_options& options) {
  return options.suite != SEALFRAME_SUITE_DEFAULT ||
         options.ratchet_bits != 0 || options.shared_sender_bits != 0 ||
         options.shared_epoch_bits != 0 || options.shared_context != 0 ||
         options.per_ssrc != 0;
}

bool SaysSomethingOfLiveKit(const sealframe_provider_options& options) {
  return options.key_bits != 0 || options.key_ring_size != 0 ||
         options.ratchet_window != 0 || options.has_ratchet_window != 0 ||
         options.salt != nullptr || options.salt_size != 0 ||
         options.allow_av1 != 0 || options.strip_packet_trailer != 0 ||
         options.failure_tolerance != 0;
}

// SFrameOptionsOf returns SFrame's options.
absl::StatusOr<SFrameKeySchemeOptions> SFrameOptionsOf(
    const sealframe_provider_options& options) {
  SFrameKeySchemeOptions made = {
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
    made.suite = *suite;
  }
  if (options.shared_sender_bits != 0 || options.shared_epoch_bits != 0) {
    made.shared_layout = {.sender_bits = options.shared_sender_bits,
                          .epoch_bits = options.shared_epoch_bits};
  }
  return made;
}

// SetLiveKitOptions puts what is set in place of the defaults in `*made`.
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

bool IsThere(absl::string_view name) {
  const absl::Span<const absl::string_view> names = ProfileNames();
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

absl::StatusOr<ProfileHandles> MakeProfile(
    const sealframe_provider_options& options) {
  const absl::string_view name = options.profile;
  const bool is_livekit = name == "livekit" || name == "videosdk";
  if (IsThere(name) && ((name != "sframe" && HasSFrameOptions(options)) ||
                        (!is_livekit && SaysSomethingOfLiveKit(options)))) {
    return absl::InvalidArgumentError(
        absl::StrCat("the profile ", name,
                     " has no meaning for an option that is set: sealframe.h "
                     "says which have"));
  }
  const absl::StatusOr<SFrameKeySchemeOptions> sframe =
      SFrameOptionsOf(options);
  if (!sframe.ok()) {
    return sframe.status();
  }
  ProfileHandles made;
  if (is_livekit) {
    made.injected = std::make_shared<ServerInjectedFrames>();
  } else if (name == "dave") {
    made.passthrough = std::make_shared<DavePassthrough>();
  }
  NamedProfileOptions named = {.sframe = *sframe,
                               .dave = {.passthrough = made.passthrough}};
  SetLiveKitOptions(options, made.injected, &named.livekit);
  SetLiveKitOptions(options, made.injected, &named.videosdk);
  absl::StatusOr<Profile> profile = NamedProfile(name, named);
  if (!profile.ok()) {
    return IsThere(name) ? profile.status()
                         : absl::UnimplementedError(profile.status().message());
  }
  made.profile = *std::move(profile);
  return made;
}

}  // namespace sealframe

// Names are literals, which end with a zero byte.
const char* sealframe_profile_name(size_t index) {
  const auto names = sealframe::ProfileNames();
  return index < names.size() ? names[index].data() : nullptr;
}
