// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/profile_flags.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/formats/profile_options.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/formats/ring/livekit_profile.h"
#include "sealframe/frame/formats/ring/server_injected_frames.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/profile.h"
#include "sealframe/tools/cli/common_flags.h"
#include "sealframe/tools/cli/files.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/cli/key_kinds.h"

namespace sealframe {
namespace {

// The most ratchet steps that --ratchet may ask for.
constexpr uint64_t kMaxRatchetSteps = 250;

// OptionFlag is a flag that only the profiles with its option accept.
struct OptionFlag {
  absl::string_view name;
  ProfileOption option;
};

constexpr OptionFlag kOptionFlags[] = {
    {"suite", ProfileOption::kSuite},
    {"key-bits", ProfileOption::kKeyBits},
    {"allow-av1", ProfileOption::kAllowAv1},
    {"allow-short-tags", ProfileOption::kAllowShortTags},
    {"per-ssrc", ProfileOption::kPerSsrc},
    {"salt", ProfileOption::kSalt},
    {"strip-trailer", ProfileOption::kStripPacketTrailer},
    {"server-trailer", ProfileOption::kServerInjectedFrames},
    {"accept-plain", ProfileOption::kAcceptPlain},
};

// RefuseOthersFlags returns an error that names the first flag given for an
// option that `profile` does not have.
absl::Status RefuseOthersFlags(const Flags& flags,
                               const ProfileEntry& profile) {
  for (const OptionFlag& flag : kOptionFlags) {
    if (!flags.Has(flag.name) || profile.Has(flag.option)) {
      continue;
    }
    const bool has_suite = flag.option == ProfileOption::kKeyBits &&
                           profile.Has(ProfileOption::kSuite);
    return absl::InvalidArgumentError(absl::StrCat(
        "--", flag.name, " means nothing to the profile ", profile.name, ": ",
        has_suite ? "its --suite sets the key size"
                  : absl::StrCat("it is for ", ProfilesWith(flag.option))));
  }
  return absl::OkStatus();
}

// ReadServerTrailer returns the frames that a server may inject, or null if the
// flags do not name their trailer.
absl::StatusOr<std::shared_ptr<const ServerInjectedFrames>> ReadServerTrailer(
    const Flags& flags) {
  if (!flags.Has("server-trailer")) {
    return std::shared_ptr<const ServerInjectedFrames>();
  }
  const absl::StatusOr<std::vector<uint8_t>> trailer =
      flags.Bytes("server-trailer");
  if (!trailer.ok()) {
    return trailer.status();
  }
  auto injected = std::make_shared<ServerInjectedFrames>();
  injected->SetTrailer(*trailer);
  return injected;
}

// ReadOptions returns the options of all profiles.
absl::StatusOr<NamedProfileOptions> ReadOptions(const Flags& flags) {
  NamedProfileOptions options = FileOptions();
  const absl::StatusOr<CipherSuite> suite = SuiteOf(flags);
  if (!suite.ok()) {
    return suite.status();
  }
  options.sframe.suite = *suite;
  options.sframe.allow_short_tags = flags.Has("allow-short-tags");
  options.sframe.per_ssrc = flags.Has("per-ssrc");
  options.getstream.accept_plain = flags.Has("accept-plain");
  const absl::StatusOr<uint64_t> bits = flags.Number("key-bits", 128);
  if (!bits.ok()) {
    return bits.status();
  }
  if (*bits != 128 && *bits != 256) {
    return absl::InvalidArgumentError(
        absl::StrCat("--key-bits: ", *bits, " is neither 128 nor 256"));
  }
  const absl::StatusOr<std::shared_ptr<const ServerInjectedFrames>> injected =
      ReadServerTrailer(flags);
  if (!injected.ok()) {
    return injected.status();
  }
  for (LiveKitOptions* const ring : {&options.livekit, &options.videosdk}) {
    ring->key_size = static_cast<size_t>(*bits);
    ring->allow_av1 = flags.Has("allow-av1");
    ring->ratchet_salt = flags.Text("salt", ring->ratchet_salt);
    ring->strip_packet_trailer = flags.Has("strip-trailer");
    ring->server_injected_frames = *injected;
  }
  return options;
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
  return MaterialOf(given[0], *bytes);
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

// OptionFlags returns the flags for options that only some profiles have.
std::vector<FlagSpec> OptionFlags() {
  return {
      {.name = "key-bits",
       .value = "128|256",
       .help = absl::StrCat(
           "size of the cipher's key: ", ProfilesWith(ProfileOption::kKeyBits),
           "; default 128")},
      {.name = "allow-av1",
       .value = "",
       .help = absl::StrCat("seal AV1, which LiveKit's own code refuses: ",
                            ProfilesWith(ProfileOption::kAllowAv1))},
      SuiteFlag(false),
      {.name = "allow-short-tags",
       .value = "",
       .help = absl::StrCat("seal video in a suite with tags of 4 bytes: ",
                            ProfilesWith(ProfileOption::kAllowShortTags))},
      {.name = "per-ssrc",
       .value = "",
       .help = absl::StrCat("derive a key for each --ssrc: ",
                            ProfilesWith(ProfileOption::kPerSsrc))},
      {.name = "salt",
       .value = "TEXT",
       .help = absl::StrCat("salt of all derivations; default the profile's: ",
                            ProfilesWith(ProfileOption::kSalt))},
      {.name = "strip-trailer",
       .value = "",
       .help = absl::StrCat("cut the packet trailer of video off first: ",
                            ProfilesWith(ProfileOption::kStripPacketTrailer))},
      {.name = "server-trailer",
       .value = "HEX",
       .help =
           absl::StrCat("end of the frames that the server injects: ",
                        ProfilesWith(ProfileOption::kServerInjectedFrames))},
      {.name = "accept-plain",
       .value = "",
       .help = absl::StrCat("pass frames that are not sealed when opening: ",
                            ProfilesWith(ProfileOption::kAcceptPlain))},
  };
}

}  // namespace

std::vector<FlagSpec> ProfileFlags(bool required) {
  std::vector<FlagSpec> flags = {
      {.name = "profile",
       .value = "NAME",
       .help = absl::StrCat("frame format and key derivation: ",
                            absl::StrJoin(ProfileNames(), ", ")),
       .required = required},
      {.name = "key",
       .value = "HEX|@FILE",
       .help = "bytes from which the profile derives its keys; in getstream, "
               "the cipher's key itself"},
      {.name = "passphrase",
       .value = "TEXT|@FILE",
       .help = "text from which the profile derives its keys (PBKDF2)"},
      {.name = "raw-key",
       .value = "HEX|@FILE",
       .help = "the cipher's key itself, for known answers"},
      {.name = "key-index",
       .value = "N",
       .help = "KID or key index to seal with; default 0; opening takes it "
               "from the frame, and inspect compares it"},
      {.name = "ratchet",
       .value = "STEPS",
       .help = "ratchet the key by STEPS first; opening takes dave's from "
               "the frame"},
  };
  for (const FlagSpec& flag : OptionFlags()) {
    flags.push_back(flag);
  }
  return flags;
}

absl::StatusOr<ProfileKey> ReadProfileKey(const Flags& flags,
                                          absl::string_view name) {
  const absl::StatusOr<NamedProfileOptions> options = ReadOptions(flags);
  if (!options.ok()) {
    return options.status();
  }
  if (const absl::StatusOr<Profile> profile = NamedProfile(name, *options);
      !profile.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat("--profile: ", profile.status().message()));
  }
  const ProfileEntry& entry = *FindProfile(name);
  if (absl::Status status = RefuseOthersFlags(flags, entry); !status.ok()) {
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
