// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/diagnosis/key_openers.h"

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
#include "absl/types/span.h"
#include "sealframe/frame/diagnosis/frame_opener.h"
#include "sealframe/frame/diagnosis/key_variants.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_scheme.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {
namespace {

// DerivationOf returns the parameters on which the material of a key's ratchet
// steps depends, without its bytes. The AEAD key's size is not one of them.
std::string DerivationOf(const ProfileKey& key) {
  return absl::StrCat(
      key.profile, " ", static_cast<int>(key.options.sframe.suite), " ",
      key.options.livekit.ratchet_salt, " ", key.options.videosdk.ratchet_salt);
}

}  // namespace

KeyOpeners::KeyOpeners(std::vector<KeyVariant> variants)
    : variants_(std::move(variants)), openers_(variants_.size()) {}

FrameOpener* KeyOpeners::Get(size_t index) {
  Opener& opener = openers_[index];
  if (!opener.made) {
    opener.made = true;
    opener.opener = Make(variants_[index].key);
  }
  return opener.opener.get();
}

std::unique_ptr<FrameOpener> KeyOpeners::Make(const ProfileKey& key) {
  const absl::Span<const KeyKind> kinds = FindProfile(key.profile)->key_kinds;
  if (std::find(kinds.begin(), kinds.end(), key.material.kind()) ==
      kinds.end()) {
    return nullptr;
  }
  absl::StatusOr<KeyMaterial> material = MaterialOf(key);
  if (!material.ok()) {
    return nullptr;
  }
  ProfileKey at_step = CloneKey(key);
  at_step.material = *std::move(material);
  at_step.ratchet_steps = 0;
  absl::StatusOr<std::unique_ptr<FrameOpener>> opener =
      FrameOpener::Create(at_step);
  return opener.ok() ? *std::move(opener) : nullptr;
}

// MaterialOf derives the steps of a key's chain up to its own, and keeps them.
absl::StatusOr<KeyMaterial> KeyOpeners::MaterialOf(const ProfileKey& key) {
  const absl::StatusOr<Profile> profile =
      NamedProfile(key.profile, key.options);
  if (!profile.ok()) {
    return profile.status();
  }
  const KeyScheme& scheme = *profile->scheme;
  const uint64_t steps =
      FindProfile(key.profile)->names_step ? 0 : key.ratchet_steps;
  Chain& chain = ChainOf(key);
  while (chain.steps.size() <= steps) {
    absl::StatusOr<KeyMaterial> next =
        chain.steps.empty()
            ? key.material.Clone()
            : scheme.Ratchet(chain.steps.back(), chain.steps.size() - 1);
    if (next.ok() && next->kind() == KeyKind::kPassphrase &&
        ++slow_derivations_ > kMaxSlowDerivations) {
      --slow_derivations_;
      return absl::ResourceExhaustedError("too many slow derivations");
    }
    if (next.ok()) {
      next = scheme.Expand(*next);
    }
    if (!next.ok()) {
      return next.status();
    }
    chain.steps.push_back(*std::move(next));
  }
  return chain.steps[static_cast<size_t>(steps)].Clone();
}

KeyOpeners::Chain& KeyOpeners::ChainOf(const ProfileKey& key) {
  const std::string derivation = DerivationOf(key);
  for (Chain& chain : chains_) {
    if (chain.derivation == derivation && chain.kind == key.material.kind() &&
        chain.bytes == key.material.bytes()) {
      return chain;
    }
  }
  chains_.push_back(
      {derivation, key.material.kind(), key.material.bytes().Clone(), {}});
  return chains_.back();
}

}  // namespace sealframe
