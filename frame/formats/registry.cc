// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/registry.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/clear_rule.h"
#include "sealframe/frame/formats/dave/dave_inspection.h"
#include "sealframe/frame/formats/dave/dave_nonces.h"
#include "sealframe/frame/formats/dave/dave_profile.h"
#include "sealframe/frame/formats/getstream/getstream_inspection.h"
#include "sealframe/frame/formats/getstream/getstream_key_scheme.h"
#include "sealframe/frame/formats/getstream/getstream_profile.h"
#include "sealframe/frame/formats/profile_options.h"
#include "sealframe/frame/formats/ring/jframe_profile.h"
#include "sealframe/frame/formats/ring/livekit_profile.h"
#include "sealframe/frame/formats/ring/ring_inspection.h"
#include "sealframe/frame/formats/sframe/sframe_inspection.h"
#include "sealframe/frame/formats/sframe/sframe_profile.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {
namespace {

constexpr KeyKind kOnlyKeys[] = {KeyKind::kKey};
constexpr KeyKind kNoPassphrases[] = {KeyKind::kKey, KeyKind::kAeadKey};
constexpr KeyKind kAllKeyKinds[] = {KeyKind::kKey, KeyKind::kPassphrase,
                                    KeyKind::kAeadKey};

constexpr ProfileOption kSFrameOptions[] = {ProfileOption::kSuite,
                                            ProfileOption::kRatchetBits,
                                            ProfileOption::kSharedKeyIdLayout,
                                            ProfileOption::kSharedContext,
                                            ProfileOption::kPerSsrc,
                                            ProfileOption::kCiscoMls,
                                            ProfileOption::kAllowShortTags,
                                            ProfileOption::kReplayWindow};

constexpr ProfileOption kLiveKitOptions[] = {
    ProfileOption::kKeyBits,          ProfileOption::kKeyRingSize,
    ProfileOption::kRatchetWindow,    ProfileOption::kSalt,
    ProfileOption::kAllowAv1,         ProfileOption::kStripPacketTrailer,
    ProfileOption::kFailureTolerance, ProfileOption::kServerInjectedFrames};

constexpr ProfileOption kDaveOptions[] = {ProfileOption::kDavePassthrough,
                                          ProfileOption::kReplayWindow};

constexpr ProfileOption kGetStreamOptions[] = {ProfileOption::kAcceptPlain};

constexpr ProfileEntry kSFrame = {
    .name = "sframe",
    .wire_format = "sframe",
    .make =
        [](const NamedProfileOptions& options) {
          return SFrameProfile(options.sframe);
        },
    .options = kSFrameOptions,
    .key_kinds = kOnlyKeys,
    .max_key_index = UINT64_MAX,
    .counter_bits = 64,
    .names_step = false,
    .allows_shared_key = true,
    .needs_sender_numbers = true,
    .seals_whole_frames = true,
    .takes_metadata = true,
    .clear_rules = ClearRuleSet::kSFrame,
    .marker_bits = 0,
    .inspect = InspectSFrame,
    .kid_word = "kid",
    .counter_word = "counter",
    .frames_carry_ssrc = false,
};

constexpr ProfileEntry kLiveKit = {
    .name = "livekit",
    .wire_format = "livekit",
    .make =
        [](const NamedProfileOptions& options) {
          return LiveKitProfile(options.livekit);
        },
    .options = kLiveKitOptions,
    .key_kinds = kAllKeyKinds,
    .max_key_index = 255,
    .counter_bits = 64,
    .names_step = false,
    .allows_shared_key = true,
    .needs_sender_numbers = false,
    .seals_whole_frames = false,
    .takes_metadata = false,
    .clear_rules = ClearRuleSet::kLiveKit,
    .marker_bits = 8,  // The IV's size.
    .inspect = InspectLiveKit,
    .kid_word = "key index",
    .counter_word = "counter",
    .frames_carry_ssrc = true,
};

// VideoSDK's parameters for LiveKit's frames.
constexpr ProfileEntry VideoSdk() {
  ProfileEntry entry = kLiveKit;
  entry.name = "videosdk";
  entry.make = [](const NamedProfileOptions& options) {
    return VideoSdkProfile(options.videosdk);
  };
  return entry;
}

constexpr ProfileEntry kJFrame = {
    .name = "jframe",
    .wire_format = "jframe",
    .make = [](const NamedProfileOptions&) { return JFrameProfile(); },
    .options = {},
    .key_kinds = kNoPassphrases,
    .max_key_index = kJFrameRingSize - 1,
    .counter_bits = 64,
    .names_step = false,
    .allows_shared_key = true,
    .needs_sender_numbers = false,
    .seals_whole_frames = false,
    .takes_metadata = false,
    .clear_rules = ClearRuleSet::kJFrame,
    .marker_bits = 8,  // The IV's size.
    .inspect = InspectJFrame,
    .kid_word = "key index",
    .counter_word = "counter",
    .frames_carry_ssrc = true,
};

constexpr ProfileEntry kDave = {
    .name = "dave",
    .wire_format = "dave",
    .make = [](const NamedProfileOptions& options) -> absl::StatusOr<Profile> {
      return DaveProfile(options.dave);
    },
    .options = kDaveOptions,
    .key_kinds = kNoPassphrases,
    .max_key_index = 0,
    .counter_bits = kDaveCounterBits,
    .names_step = true,
    .allows_shared_key = false,
    .needs_sender_numbers = false,
    .seals_whole_frames = false,
    .takes_metadata = false,
    .clear_rules = ClearRuleSet::kDave,
    .marker_bits = 16,  // The marker FA FA.
    .inspect = InspectDave,
    .kid_word = "generation",
    .counter_word = "nonce",
    .frames_carry_ssrc = false,
};

constexpr ProfileEntry kGetStream = {
    .name = "getstream",
    .wire_format = "getstream",
    .make = [](const NamedProfileOptions& options) -> absl::StatusOr<Profile> {
      return GetStreamProfile(options.getstream);
    },
    .options = kGetStreamOptions,
    .key_kinds = kNoPassphrases,
    .max_key_index = kGetStreamKeyIndexes - 1,
    .counter_bits = 32,
    .names_step = false,
    .allows_shared_key = true,
    .needs_sender_numbers = false,
    .seals_whole_frames = false,
    .takes_metadata = false,
    .clear_rules = ClearRuleSet::kGetStream,
    .marker_bits = 40,  // The version and the magic E2EEFEED.
    .inspect = InspectGetStream,
    .kid_word = "key index",
    .counter_word = "counter",
    .frames_carry_ssrc = false,
};

constexpr ProfileEntry kProfiles[] = {kSFrame, kLiveKit, VideoSdk(),
                                      kJFrame, kDave,    kGetStream};

}  // namespace

bool ProfileEntry::Has(ProfileOption option) const {
  return std::find(options.begin(), options.end(), option) != options.end();
}

absl::Span<const ProfileEntry> Profiles() { return kProfiles; }

std::vector<absl::string_view> ProfileNames() {
  std::vector<absl::string_view> names;
  for (const ProfileEntry& profile : kProfiles) {
    names.push_back(profile.name);
  }
  return names;
}

const ProfileEntry* FindProfile(absl::string_view name) {
  for (const ProfileEntry& profile : kProfiles) {
    if (profile.name == name) {
      return &profile;
    }
  }
  return nullptr;
}

absl::Status UnknownProfile(absl::string_view name) {
  return absl::InvalidArgumentError(
      absl::StrCat("unknown profile '", name, "': use one of ",
                   absl::StrJoin(ProfileNames(), ", ")));
}

absl::StatusOr<Profile> NamedProfile(absl::string_view name,
                                     const NamedProfileOptions& options) {
  const ProfileEntry* const profile = FindProfile(name);
  return profile == nullptr ? UnknownProfile(name) : profile->make(options);
}

std::string ProfilesWith(ProfileOption option) {
  std::vector<absl::string_view> names;
  for (const ProfileEntry& profile : kProfiles) {
    if (profile.Has(option)) {
      names.push_back(profile.name);
    }
  }
  return absl::StrJoin(names, ", ");
}

std::vector<const ProfileEntry*> WireFormats() {
  const auto is_more_distinctive = [](const ProfileEntry* a,
                                      const ProfileEntry* b) {
    return a->marker_bits > b->marker_bits;
  };
  std::vector<const ProfileEntry*> formats;
  for (const ProfileEntry& profile : kProfiles) {
    if (profile.wire_format == profile.name) {
      const auto place = std::upper_bound(formats.begin(), formats.end(),
                                          &profile, is_more_distinctive);
      formats.insert(place, &profile);
    }
  }
  return formats;
}

}  // namespace sealframe
