// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/diagnosis/key_variants.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/frame/diagnosis/failure_reason.h"
#include "sealframe/frame/diagnosis/frame_mistake.h"
#include "sealframe/frame/diagnosis/material_variants.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/formats/profile_options.h"
#include "sealframe/frame/formats/registry.h"

namespace sealframe {
namespace {

struct OptionsVariant {
  NamedProfileOptions options;
  FailureReason reason;
  MistakeWords words;
};

constexpr char kDerivationCause[] =
    "its sender uses the key in that form, and derives other keys from it: "
    "give both ends the same bytes as the same kind of key (native SDKs of "
    "LiveKit and VideoSDK know only passphrases)";

std::vector<OptionsVariant> SuiteVariants(const NamedProfileOptions& given) {
  std::vector<OptionsVariant> variants;
  for (const CipherSuiteInfo& info : AllCipherSuites()) {
    if (info.suite != given.sframe.suite) {
      OptionsVariant variant = {
          given, FailureReason::kSuite,
          MistakeWords{absl::StrCat("in suite ", info.name),
                       "both ends must use the same suite (--suite)"}};
      variant.options.sframe.suite = info.suite;
      variants.push_back(std::move(variant));
    }
  }
  return variants;
}

OptionsVariant SizeVariant(const NamedProfileOptions& given) {
  const size_t other = given.livekit.key_size == 128 ? 256 : 128;
  OptionsVariant variant = {
      given, FailureReason::kKeySize,
      MistakeWords{absl::StrCat("with a key of ", other, " bits"),
                   "both ends must use the same key size (--key-bits)"}};
  variant.options.livekit.key_size = other;
  variant.options.videosdk.key_size = other;
  return variant;
}

OptionsVariant SaltVariant(const NamedProfileOptions& given) {
  const NamedProfileOptions usual;
  OptionsVariant variant = {
      given, FailureReason::kSalt,
      MistakeWords{"with the profile's own salt",
                   "its sender was given no salt of its own: leave --salt out, "
                   "or give it to both ends"}};
  variant.options.livekit.ratchet_salt = usual.livekit.ratchet_salt;
  variant.options.videosdk.ratchet_salt = usual.videosdk.ratchet_salt;
  return variant;
}

std::vector<OptionsVariant> OptionsVariants(const ProfileEntry& profile,
                                            const NamedProfileOptions& given) {
  std::vector<OptionsVariant> variants;
  if (profile.Has(ProfileOption::kSuite)) {
    variants = SuiteVariants(given);
  }
  if (profile.Has(ProfileOption::kKeyBits)) {
    variants.push_back(SizeVariant(given));
  }
  if (profile.Has(ProfileOption::kSalt)) {
    OptionsVariant salt = SaltVariant(given);
    if (salt.options.livekit.ratchet_salt != given.livekit.ratchet_salt ||
        salt.options.videosdk.ratchet_salt != given.videosdk.ratchet_salt) {
      variants.push_back(std::move(salt));
    }
  }
  return variants;
}

// Builder collects the variants of one key.
class Builder {
 public:
  Builder(const ProfileKey& given, const ProfileEntry& profile)
      : given_(given),
        materials_(MaterialVariantsOf(given.material)),
        options_(OptionsVariants(profile, given.options)) {}

  void AddParticipants(absl::Span<const ParticipantKey> others) {
    for (const ParticipantKey& other : others) {
      Add(CloneKey(other.key), {FailureReason::kParticipant},
          {absl::StrCat("with the key of ", other.participant),
           "the frame is that participant's: use the key of the stream's "
           "sender"});
    }
  }

  // AddRatchetSteps adds `key` at other steps, after `reasons` and `words`.
  void AddRatchetSteps(const ProfileKey& key,
                       const std::vector<FailureReason>& reasons,
                       const MistakeWords& words) {
    const uint64_t given = given_.ratchet_steps;
    const uint64_t first = given - std::min(given, kMaxStepsTried);
    for (uint64_t step = first; step <= given + kMaxStepsTried; ++step) {
      if (step != given) {
        ProfileKey ratcheted = CloneKey(key);
        ratcheted.ratchet_steps = step;
        AddPair(
            std::move(ratcheted), reasons, words, FailureReason::kRatchetStep,
            {absl::StrCat("at ratchet step ", step),
             "the ends have ratcheted a different number of times: send the "
             "current key, or give a step (--ratchet)"});
      }
    }
  }

  void AddMaterials(const ProfileKey& key, FailureReason reason,
                    const MistakeWords& words, bool encoded_too) {
    for (const MaterialVariant& material : materials_) {
      if (encoded_too || !material.is_encoded) {
        ProfileKey other = CloneKey(key);
        other.material = material.material.Clone();
        AddPair(std::move(other),
                reason == FailureReason::kNone
                    ? std::vector<FailureReason>()
                    : std::vector<FailureReason>{reason},
                words, FailureReason::kKeyDerivation,
                {material.undone, kDerivationCause});
      }
    }
  }

  void AddOptions() {
    for (const OptionsVariant& options : options_) {
      ProfileKey other = CloneKey(given_);
      other.options = options.options;
      Add(std::move(other), {options.reason}, options.words);
    }
  }

  // AddPairs adds a derivation or other options with a second mistake.
  void AddPairs() {
    for (const OptionsVariant& options : options_) {
      ProfileKey other = CloneKey(given_);
      other.options = options.options;
      AddMaterials(other, options.reason, options.words, /*encoded_too=*/true);
    }
    for (const MaterialVariant& material : materials_) {
      if (!material.is_encoded) {
        ProfileKey other = CloneKey(given_);
        other.material = material.material.Clone();
        AddRatchetSteps(other, {FailureReason::kKeyDerivation},
                        {material.undone, kDerivationCause});
      }
    }
    for (const OptionsVariant& options : options_) {
      ProfileKey other = CloneKey(given_);
      other.options = options.options;
      AddRatchetSteps(other, {options.reason}, options.words);
    }
  }

  void AddProfiles() {
    for (const ProfileEntry& profile : Profiles()) {
      if (profile.name == given_.profile) {
        continue;
      }
      ProfileKey other = CloneKey(given_);
      other.profile = std::string(profile.name);
      other.options = FileOptions();
      const MistakeWords words = {
          absl::StrCat("in the profile ", profile.name),
          "its sender uses that profile: create both ends with the same one"};
      Add(CloneKey(other), {FailureReason::kProfile}, words);
      AddMaterials(other, FailureReason::kProfile, words,
                   /*encoded_too=*/false);
      for (const OptionsVariant& options :
           OptionsVariants(profile, other.options)) {
        ProfileKey second = CloneKey(other);
        second.options = options.options;
        AddPair(std::move(second), {FailureReason::kProfile}, words,
                options.reason, options.words);
      }
    }
  }

  std::vector<KeyVariant> Take() { return std::move(variants_); }

 private:
  void Add(ProfileKey key, std::vector<FailureReason> reasons,
           MistakeWords words) {
    variants_.push_back({std::move(key), std::move(reasons), std::move(words)});
  }

  // AddPair adds a variant with a further mistake. The main one is first.
  void AddPair(ProfileKey key, std::vector<FailureReason> reasons,
               const MistakeWords& words, FailureReason second,
               MistakeWords second_words) {
    if (!reasons.empty()) {
      second_words.undone =
          absl::StrCat(words.undone, ", ", second_words.undone);
      second_words.cause = absl::StrCat(words.cause, "; ", second_words.cause);
    }
    reasons.push_back(second);
    // The kind of key comes before its size, which depends on it.
    if (second == FailureReason::kKeyDerivation &&
        reasons.front() != FailureReason::kProfile) {
      std::reverse(reasons.begin(), reasons.end());
    }
    Add(std::move(key), std::move(reasons), std::move(second_words));
  }

  const ProfileKey& given_;
  const std::vector<MaterialVariant> materials_;
  const std::vector<OptionsVariant> options_;
  std::vector<KeyVariant> variants_;
};

}  // namespace

std::vector<KeyVariant> KeyVariantsOf(const ProfileKey& given,
                                      absl::Span<const ParticipantKey> others) {
  const ProfileEntry* const profile = FindProfile(given.profile);
  if (profile == nullptr) {
    return {};
  }
  Builder builder(given, *profile);
  builder.AddParticipants(others);
  builder.AddRatchetSteps(given, {}, {});
  builder.AddOptions();
  builder.AddMaterials(given, FailureReason::kNone, {}, /*encoded_too=*/true);
  builder.AddProfiles();
  builder.AddPairs();
  return builder.Take();
}

}  // namespace sealframe
