// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The shared keys of `Participants`.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "sealframe/crypto/big_endian.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_plan.h"
#include "sealframe/keyring/key_scheme.h"
#include "sealframe/keyring/participant_keys.h"
#include "sealframe/keyring/participants.h"
#include "sealframe/keyring/shared_key.h"

namespace sealframe {
namespace {

bool NeedsSenderNumbers(const KeyScheme& scheme) {
  return !scheme.SharedKeyId(0, std::nullopt).ok();
}

// FingerprintOf identifies the AEAD keys that senders derive from a shared key.
// They depend on its index through the KID, which holds only the low bits.
KeyFingerprint FingerprintOf(const KeyScheme& scheme, uint64_t key_index,
                             const KeyMaterial& material) {
  SecretBytes kid(sizeof(key_index));
  StoreBigEndian64(scheme.SharedKeyId(key_index, 0).value_or(key_index),
                   kid.RevealMutable().data());
  return FingerprintKey(material.bytes(), kid);
}

}  // namespace

std::map<uint64_t, SharedKey> Participants::SharedKeys() const {
  std::map<uint64_t, SharedKey> keys;
  for (const auto& [key_index, held] : shared_keys_) {
    keys.emplace(key_index, held.key);
  }
  return keys;
}

absl::Status Participants::SetSharedKey(uint64_t key_index,
                                        const SharedKey& key) {
  if (absl::Status status = CheckSharedKey(key_index, key.material());
      !status.ok()) {
    return status;
  }
  std::vector<std::pair<ParticipantKeys*, PreparedKeys>> changes;
  for (const auto& [id, participant] : participants_) {
    if (!participant->is_declared()) {
      continue;
    }
    absl::StatusOr<PreparedKeys> prepared =
        participant->Prepare(key_index, key);
    if (!prepared.ok()) {
      return prepared.status();
    }
    changes.emplace_back(participant.get(), *std::move(prepared));
  }
  for (auto& [participant, prepared] : changes) {
    participant->Commit(std::move(prepared));
  }
  for (auto old = shared_keys_.begin(); old != shared_keys_.end();) {
    old = Conflict(old->first, key_index) ? Forget(old) : std::next(old);
  }
  shared_keys_.emplace(key_index,
                       HeldKey{.key = key, .number = sender_numbers_.AddKey()});
  if (NeedsSenderNumbers(*scheme_)) {
    used_shared_keys_.insert(
        FingerprintOf(*scheme_, key_index, key.material()));
  }
  return absl::OkStatus();
}

Participants::HeldKeys::iterator Participants::Forget(HeldKeys::iterator key) {
  sender_numbers_.RemoveKey(key->second.number);
  return shared_keys_.erase(key);
}

absl::Status Participants::CheckSharedKey(uint64_t key_index,
                                          const KeyMaterial& material) const {
  if (!material.salt().empty()) {
    return absl::InvalidArgumentError(
        "a derived key with its salt belongs to one sender, and a shared key "
        "to all: share the base key");
  }
  if (shared_keys_.count(key_index) != 0) {
    return absl::AlreadyExistsError(
        absl::StrCat("shared key ", key_index,
                     " is already set: to replace it, call `RetireSharedKey` "
                     "first; or use another key index"));
  }
  if (used_shared_keys_.count(FingerprintOf(*scheme_, key_index, material)) !=
      0) {
    return absl::AlreadyExistsError(
        "this shared key was set before, under this key index or one with the "
        "same KIDs, and its sender numbers may have other holders now: set a "
        "new key");
  }
  const auto stay = std::count_if(
      shared_keys_.begin(), shared_keys_.end(),
      [&](const auto& key) { return !Conflict(key.first, key_index); });
  if (!scheme_->traits().forgets_oldest_keys &&
      static_cast<size_t>(stay) >= options_.max_keys_per_participant) {
    return absl::ResourceExhaustedError(absl::StrCat(
        "there are ", stay,
        " shared keys, the maximum: call `RetireSharedKey` for one first, or "
        "raise max_keys_per_participant"));
  }
  return scheme_->SharedKeyId(key_index, /*sender_number=*/0).status();
}

// Keys conflict for all sender numbers or for none.
bool Participants::Conflict(uint64_t key_index,
                            uint64_t other_key_index) const {
  const absl::StatusOr<uint64_t> kid = scheme_->SharedKeyId(key_index, 0);
  const absl::StatusOr<uint64_t> other =
      scheme_->SharedKeyId(other_key_index, 0);
  return kid.ok() && other.ok() && scheme_->traits().Conflict(*kid, *other);
}

absl::Status Participants::RetireSharedKey(uint64_t key_index,
                                           absl::Time when) {
  const auto key = shared_keys_.find(key_index);
  if (key == shared_keys_.end()) {
    return absl::NotFoundError(absl::StrCat(
        "no shared key ", key_index, ": it was never set, or is retired"));
  }
  Forget(key);
  for (const auto& [id, participant] : participants_) {
    // A participant without the key has nothing to retire.
    participant->Retire(key_index, when).IgnoreError();
  }
  return absl::OkStatus();
}

// The key advances for participants that are added later when the first local
// participant takes a step.
absl::StatusOr<KeyPlan> Participants::PlanRatchet(absl::string_view id) {
  const absl::StatusOr<ParticipantKeys*> found = FindLocal(id);
  if (!found.ok()) {
    return found.status();
  }
  absl::StatusOr<KeyPlan> plan = (*found)->PlanRatchet();
  const auto held = shared_keys_.find((*found)->active().value_or(0));
  if (!plan.ok() || held == shared_keys_.end()) {
    return plan;
  }
  const auto next = std::make_shared<std::optional<SharedKey>>();
  plan->derive = [derive = std::move(plan->derive), key = held->second.key,
                  scheme = scheme_, next] {
    KeyChanges changes = derive();
    if (changes.front().ok() && changes.front()->chain.step() > key.step()) {
      absl::StatusOr<SharedKey> derived = key.Next(*scheme);
      if (!derived.ok()) {
        return KeyChanges{derived.status()};
      }
      *next = *std::move(derived);
    }
    return changes;
  };
  plan->commit = [this, commit = std::move(plan->commit),
                  next](const KeyChanges& changes) {
    absl::Status status = commit(changes);
    if (status.ok() && next->has_value()) {
      SharedKey& key = shared_keys_.at(changes.front()->chain.key_index()).key;
      key = key.step() < (*next)->step() ? **next : key;
    }
    return status;
  };
  return plan;
}

}  // namespace sealframe
