// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "hooks/c/profiles.h"

#include <cstddef>
#include <cstdint>
#include <iterator>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "crypto/cipher_suite.h"
#include "frame/profile.h"
#include "frame/sframe_profile.h"
#include "hooks/c/sealframe.h"
#include "keyring/sframe_key_scheme.h"

namespace sealframe {
namespace {

absl::Status NoMeaning(const sealframe_provider_options& options,
                       absl::string_view field) {
  return absl::InvalidArgumentError(absl::StrCat(
      "the profile ", options.profile, " has no meaning for ", field));
}

absl::StatusOr<Profile> MakeSFrame(const sealframe_provider_options& options) {
  if (options.key_bits != 0 || options.key_ring_size != 0 ||
      options.ratchet_window != 0 || options.salt_size != 0) {
    return NoMeaning(options, "key_bits, key_ring_size, ratchet_window, salt");
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
  return SFrameProfile(scheme);
}

struct NamedProfile {
  const char* name;
  absl::StatusOr<Profile> (*make)(const sealframe_provider_options& options);
};

constexpr NamedProfile kProfiles[] = {
    {"sframe", &MakeSFrame},
};

}  // namespace

absl::StatusOr<Profile> MakeProfile(const sealframe_provider_options& options) {
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
