// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/profile_flags.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/formats/profile_options.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/profile.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/cli/key_kinds.h"
#include "sealframe/tools/cli/key_text.h"
#include "sealframe/tools/cli/profile_option_flags.h"
#include "sealframe/tools/cli/secret_source.h"

namespace sealframe {
namespace {

// The most ratchet steps that --ratchet may ask for.
constexpr uint64_t kMaxRatchetSteps = 250;

std::vector<std::string> NamesOfProfiles() {
  const std::vector<absl::string_view> names = ProfileNames();
  return {names.begin(), names.end()};
}

// JoinFlags returns the flags of `kinds`, such as "--key, --raw-key".
std::string JoinFlags(absl::Span<const KeyKind> kinds) {
  return absl::StrJoin(kinds, ", ", [](std::string* text, KeyKind kind) {
    absl::StrAppend(text, KeyFlag(kind));
  });
}

absl::StatusOr<KeyMaterial> ReadMaterial(const Flags& flags) {
  std::vector<KeyKind> given;
  for (const KeyKind kind : kKeyKinds) {
    if (flags.Has(KeyFlagName(kind))) {
      given.push_back(kind);
    }
  }
  if (given.size() != 1) {
    return absl::InvalidArgumentError(
        absl::StrCat("one of ", JoinFlags(kKeyKinds), " must give the key; ",
                     given.empty() ? "none is" : "several are", " given"));
  }
  const absl::string_view name = KeyFlagName(given[0]);
  absl::StatusOr<SecretBytes> bytes = given[0] == KeyKind::kPassphrase
                                          ? ReadPassphrase(flags, name)
                                          : ReadKey(flags, name);
  if (!bytes.ok()) {
    return bytes.status();
  }
  return KeyMaterial::From(given[0], *bytes);
}

// CheckKind returns an error if `profile` does not accept keys of `kind`.
absl::Status CheckKind(KeyKind kind, const ProfileEntry& profile) {
  const absl::Span<const KeyKind> kinds = profile.key_kinds;
  if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end()) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat(KeyFlag(kind), " means nothing to the profile ",
                   profile.name, ": give ", JoinFlags(kinds)));
}

}  // namespace

std::vector<FlagSpec> ProfileFlags(bool required) {
  std::vector<FlagSpec> flags = {
      {.name = "profile",
       .value = "NAME",
       .help = absl::StrCat("frame format and key derivation: ",
                            absl::StrJoin(ProfileNames(), ", ")),
       .required = required,
       .choices = NamesOfProfiles()},
      {.name = "key",
       .value = kKeyValue,
       .help = "bytes from which the profile derives its keys; in getstream, "
               "the cipher's key itself"},
      {.name = "passphrase",
       .value = kTextValue,
       .help = "text from which the profile derives its keys (PBKDF2)"},
      {.name = "raw-key",
       .value = kKeyValue,
       .help = "the cipher's key itself, for known answers"},
      KeyFormatFlag(),
      {.name = "key-index",
       .value = "N",
       .help = "KID or key index to seal with; default 0; opening takes it "
               "from the frame, and inspect compares it"},
      {.name = "ratchet",
       .value = "STEPS",
       .help = "ratchet the key by STEPS first; opening takes dave's from "
               "the frame"},
  };
  for (const FlagSpec& flag : ProfileOptionFlags()) {
    flags.push_back(flag);
  }
  return flags;
}

absl::StatusOr<ProfileKey> ReadProfileKey(const Flags& flags,
                                          absl::string_view name) {
  const absl::StatusOr<NamedProfileOptions> options = ReadProfileOptions(flags);
  if (!options.ok()) {
    return options.status();
  }
  if (const absl::StatusOr<Profile> profile = NamedProfile(name, *options);
      !profile.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat("--profile: ", profile.status().message()));
  }
  const ProfileEntry& entry = *FindProfile(name);
  if (absl::Status status = RefuseOthersOptions(flags, entry); !status.ok()) {
    return status;
  }
  absl::StatusOr<KeyMaterial> material = ReadMaterial(flags);
  if (!material.ok()) {
    return material.status();
  }
  // A profile that was only guessed may be the wrong one.
  if (flags.Has("profile")) {
    if (absl::Status status = CheckKind(material->kind(), entry);
        !status.ok()) {
      return status;
    }
  }
  const absl::StatusOr<uint64_t> key_index =
      flags.Number("key-index", 0, entry.max_key_index);
  if (!key_index.ok()) {
    return key_index.status();
  }
  const absl::StatusOr<uint64_t> steps =
      flags.Number("ratchet", 0, kMaxRatchetSteps);
  if (!steps.ok()) {
    return steps.status();
  }
  return ProfileKey{.profile = std::string(name),
                    .options = *options,
                    .material = *std::move(material),
                    .key_index = *key_index,
                    .ratchet_steps = *steps};
}

absl::Status WithKeyFlag(const ProfileKey& key, const absl::Status& status) {
  return status.code() == absl::StatusCode::kInvalidArgument
             ? absl::InvalidArgumentError(absl::StrCat(
                   KeyFlag(key.material.kind()), ": ", status.message()))
             : status;
}

}  // namespace sealframe
