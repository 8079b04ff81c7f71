// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/key_variants.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/profile_options.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/cli/frame_cryptor.h"
#include "sealframe/tools/cli/key_kinds.h"

namespace sealframe {
namespace {

// The first of a list is the given value, with an empty text.
struct MaterialVariant {
  KeyMaterial material;
  std::string text;
};

struct OptionsVariant {
  NamedProfileOptions options;
  std::string text;
};

// HexOf decodes a passphrase of hex digits, or returns the hex digits of other
// material. It returns nothing for any other passphrase.
SecretBytes HexOf(const KeyMaterial& material) {
  const absl::Span<const uint8_t> bytes = material.bytes().Reveal();
  if (material.kind() != KeyKind::kPassphrase) {
    const std::string hex = ToHex(bytes);
    return SecretBytes::CopyOf(std::vector<uint8_t>(hex.begin(), hex.end()));
  }
  const absl::optional<std::vector<uint8_t>> parsed =
      ParseHex(std::string(bytes.begin(), bytes.end()));
  return parsed.has_value() ? SecretBytes::CopyOf(*parsed) : SecretBytes();
}

std::vector<MaterialVariant> MaterialVariants(const KeyMaterial& given) {
  std::vector<MaterialVariant> variants;
  variants.push_back({given.Clone(), ""});
  const SecretBytes hex = HexOf(given);
  for (const KeyKind kind :
       {KeyKind::kPassphrase, KeyKind::kKey, KeyKind::kAeadKey}) {
    if (kind != given.kind()) {
      variants.push_back(
          {MaterialOf(kind, given.bytes()),
           absl::StrCat("with the same bytes given as ", KeyFlag(kind))});
    }
    const bool is_text = kind == KeyKind::kPassphrase;
    if (!hex.empty() && is_text != (given.kind() == KeyKind::kPassphrase)) {
      variants.push_back(
          {MaterialOf(kind, hex),
           absl::StrCat(is_text ? "with its hex digits given as "
                                : "with the bytes of its hex digits given as ",
                        KeyFlag(kind))});
    }
  }
  return variants;
}

std::vector<OptionsVariant> SuiteVariants(const NamedProfileOptions& given) {
  std::vector<OptionsVariant> variants = {{given, ""}};
  for (const CipherSuiteInfo& info : AllCipherSuites()) {
    if (info.suite != given.sframe.suite) {
      OptionsVariant variant = {given, absl::StrCat("in suite ", info.name)};
      variant.options.sframe.suite = info.suite;
      variants.push_back(std::move(variant));
    }
  }
  return variants;
}

std::vector<OptionsVariant> KeySizeVariants(const NamedProfileOptions& given) {
  const size_t other = given.livekit.key_size == 128 ? 256 : 128;
  OptionsVariant variant = {given,
                            absl::StrCat("with a key of ", other, " bits")};
  variant.options.livekit.key_size = other;
  variant.options.videosdk.key_size = other;
  return {{given, ""}, std::move(variant)};
}

std::vector<OptionsVariant> OptionsVariants(const ProfileEntry& profile,
                                            const NamedProfileOptions& given) {
  if (profile.Has(ProfileOption::kSuite)) {
    return SuiteVariants(given);
  }
  if (profile.Has(ProfileOption::kKeyBits)) {
    return KeySizeVariants(given);
  }
  return {{given, ""}};
}

void AddDerivations(const ProfileKey& key, const ProfileEntry& profile,
                    const std::vector<MaterialVariant>& materials,
                    std::vector<KeyVariant>* variants) {
  const KeyDifference options_difference = profile.Has(ProfileOption::kSuite)
                                               ? KeyDifference::kSuite
                                               : KeyDifference::kSize;
  for (const OptionsVariant& options : OptionsVariants(profile, key.options)) {
    for (const MaterialVariant& material : materials) {
      const bool same = material.text.empty();
      if (same && options.text.empty()) {
        continue;
      }
      KeyVariant variant = {
          CloneKey(key), same ? options_difference : KeyDifference::kDerivation,
          absl::StrCat(options.text, same || options.text.empty() ? "" : ", ",
                       material.text)};
      variant.key.options = options.options;
      variant.key.material = material.material.Clone();
      variants->push_back(std::move(variant));
    }
  }
}

void AddRatchetSteps(const ProfileKey& key, uint64_t max_steps,
                     std::vector<KeyVariant>* variants) {
  const uint64_t given = key.ratchet_steps;
  const uint64_t first = given - std::min(given, max_steps);
  for (uint64_t step = first; step <= given + max_steps; ++step) {
    if (step != given) {
      KeyVariant variant = {CloneKey(key), KeyDifference::kRatchetStep,
                            absl::StrCat("at ratchet step ", step)};
      variant.key.ratchet_steps = step;
      variants->push_back(std::move(variant));
    }
  }
}

void AddProfiles(const ProfileKey& key,
                 const std::vector<MaterialVariant>& materials,
                 std::vector<KeyVariant>* variants) {
  for (const ProfileEntry& profile : Profiles()) {
    if (profile.name == key.profile) {
      continue;
    }
    ProfileKey other = CloneKey(key);
    other.profile = std::string(profile.name);
    const std::string text = absl::StrCat("in the profile ", profile.name);
    variants->push_back({CloneKey(other), KeyDifference::kProfile, text});
    std::vector<KeyVariant> more;
    AddDerivations(other, profile, materials, &more);
    for (KeyVariant& variant : more) {
      variant.difference = KeyDifference::kProfile;
      variant.text = absl::StrCat(text, ", ", variant.text);
      variants->push_back(std::move(variant));
    }
  }
}

}  // namespace

std::vector<KeyVariant> KeyVariantsOf(const ProfileKey& key,
                                      uint64_t max_steps) {
  const std::vector<MaterialVariant> materials = MaterialVariants(key.material);
  std::vector<KeyVariant> variants;
  if (const ProfileEntry* const profile = FindProfile(key.profile);
      profile != nullptr) {
    AddDerivations(key, *profile, materials, &variants);
  }
  AddRatchetSteps(key, max_steps, &variants);
  AddProfiles(key, materials, &variants);
  return variants;
}

}  // namespace sealframe
