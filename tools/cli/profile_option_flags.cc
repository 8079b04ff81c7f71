// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/profile_option_flags.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/formats/profile_options.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/formats/ring/livekit_profile.h"
#include "sealframe/frame/formats/ring/server_injected_frames.h"
#include "sealframe/tools/cli/common_flags.h"
#include "sealframe/tools/cli/flags.h"

namespace sealframe {
namespace {

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

}  // namespace

std::vector<FlagSpec> ProfileOptionFlags() {
  return {
      {.name = "key-bits",
       .value = "128|256",
       .help = absl::StrCat(
           "size of the cipher's key: ", ProfilesWith(ProfileOption::kKeyBits),
           "; default 128"),
       .choices = {"128", "256"}},
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

absl::StatusOr<NamedProfileOptions> ReadProfileOptions(const Flags& flags) {
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

absl::Status RefuseOthersOptions(const Flags& flags,
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

}  // namespace sealframe
