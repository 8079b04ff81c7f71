// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/participants.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "sealframe/crypto/big_endian.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/keyring/key_event.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider_options.h"
#include "sealframe/keyring/key_scheme.h"
#include "sealframe/keyring/participant_keys.h"

namespace sealframe {
namespace {

bool NeedsSenderNumbers(const KeyScheme& scheme) {
  return !scheme.SharedKeyId(0, absl::nullopt).ok();
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

Participants::Participants(std::shared_ptr<const KeyScheme> scheme,
                           const KeyProviderOptions& options)
    : scheme_(std::move(scheme)),
      options_(options),
      roles_(scheme_->traits().senders_share_keys) {}

absl::Status Participants::Add(absl::string_view id, bool is_local,
                               absl::optional<uint64_t> sender_number) {
  const absl::Status status = CheckNew(id, sender_number);
  return status.ok()
             ? FindOrMake(id).Declare(is_local, sender_number, KeyMaterials())
             : status;
}

absl::Status Participants::CheckNew(
    absl::string_view id, absl::optional<uint64_t> sender_number) const {
  for (const auto& [other_id, other] : participants_) {
    if (other->is_declared() && other_id == id) {
      return absl::AlreadyExistsError(
          absl::StrCat("participant ", id, " was already added"));
    }
    if (sender_number.has_value() && other->sender_number() == sender_number) {
      return absl::AlreadyExistsError(absl::StrCat(
          "sender number ", *sender_number, " belongs to participant ",
          other_id, ": give each participant its own"));
    }
  }
  if (sender_number.has_value() && sender_numbers_.IsUsed(*sender_number)) {
    return absl::AlreadyExistsError(absl::StrCat(
        "sender number ", *sender_number,
        " belonged to a participant that left, and would repeat its nonces: "
        "use a number that nobody had, or first set a new shared key and "
        "retire the earlier ones"));
  }
  // Reports a missing sender number now rather than with the first key.
  return is_shared() ? scheme_->SharedKeyId(0, sender_number).status()
                     : absl::OkStatus();
}

absl::StatusOr<ParticipantKeys*> Participants::Find(
    absl::string_view id) const {
  const auto found = participants_.find(id);
  if (found == participants_.end() || !found->second->is_declared()) {
    return absl::NotFoundError(absl::StrCat(
        "no participant ", id,
        ": add it with AddLocalParticipant or AddRemoteParticipant"));
  }
  return found->second.get();
}

absl::StatusOr<ParticipantKeys*> Participants::FindLocal(
    absl::string_view id) const {
  absl::StatusOr<ParticipantKeys*> found = Find(id);
  if (found.ok() && !(*found)->is_local()) {
    return absl::FailedPreconditionError(absl::StrCat(
        "participant ", id,
        " is remote, and its keys only open: add it with AddLocalParticipant "
        "to seal"));
  }
  return found;
}

absl::Status Participants::Remove(absl::string_view id) {
  const absl::StatusOr<ParticipantKeys*> participant = Find(id);
  if (!participant.ok()) {
    return participant.status();
  }
  if ((*participant)->sender_number().has_value()) {
    sender_numbers_.Release(*(*participant)->sender_number());
  }
  (*participant)->Clear();
  std::erase(left_, id);
  left_.emplace_back(id);
  if (left_.size() > kParticipantsRemembered) {
    left_.pop_front();
  }
  return absl::OkStatus();
}

std::map<uint64_t, KeyMaterial> Participants::KeyMaterials() const {
  std::map<uint64_t, KeyMaterial> materials;
  for (const auto& [key_index, key] : shared_keys_) {
    materials.emplace(key_index, key.material.Clone());
  }
  return materials;
}

ParticipantKeys& Participants::FindOrMake(absl::string_view id) {
  std::unique_ptr<ParticipantKeys>& participant =
      participants_[std::string(id)];
  if (participant == nullptr) {
    participant = std::make_unique<ParticipantKeys>(
        std::string(id),
        ParticipantKeys::Config{
            .scheme = scheme_, .options = options_, .roles = &roles_});
  }
  return *participant;
}

absl::Status Participants::SetSharedKey(uint64_t key_index,
                                        const KeyMaterial& material) {
  if (absl::Status status = CheckSharedKey(key_index, material); !status.ok()) {
    return status;
  }
  std::vector<std::pair<ParticipantKeys*, PreparedKeys>> changes;
  for (const auto& [id, participant] : participants_) {
    if (!participant->is_declared()) {
      continue;
    }
    absl::StatusOr<PreparedKeys> prepared =
        participant->Prepare(key_index, material);
    if (!prepared.ok()) {
      return prepared.status();
    }
    changes.emplace_back(participant.get(), *std::move(prepared));
  }
  for (auto& [participant, prepared] : changes) {
    participant->Commit(std::move(prepared));
  }
  for (auto key = shared_keys_.begin(); key != shared_keys_.end();) {
    key = Conflict(key->first, key_index) ? Forget(key) : std::next(key);
  }
  shared_keys_.emplace(key_index,
                       SharedKey{.material = material.Clone(),
                                 .number = sender_numbers_.AddKey()});
  if (NeedsSenderNumbers(*scheme_)) {
    used_shared_keys_.insert(FingerprintOf(*scheme_, key_index, material));
  }
  return absl::OkStatus();
}

Participants::SharedKeys::iterator Participants::Forget(
    SharedKeys::iterator key) {
  sender_numbers_.RemoveKey(key->second.number);
  return shared_keys_.erase(key);
}

absl::Status Participants::CheckSharedKey(uint64_t key_index,
                                          const KeyMaterial& material) const {
  if (shared_keys_.count(key_index) != 0) {
    return absl::AlreadyExistsError(
        absl::StrCat("shared key ", key_index,
                     " is already set: to replace it, call RetireSharedKey "
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
        "there are ", stay, " shared keys, the maximum: retire one first"));
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
    if (participant->has_key(key_index)) {
      absl::Status status = participant->Retire(key_index, when);
      if (!status.ok()) {
        return status;
      }
    }
  }
  return absl::OkStatus();
}

bool Participants::has_keys() const {
  return !shared_keys_.empty() ||
         std::any_of(participants_.begin(), participants_.end(),
                     [](const auto& entry) { return !entry.second->empty(); });
}

absl::optional<absl::Status> Participants::Commit(absl::string_view id,
                                                  const KeyPlan& plan,
                                                  const KeyChanges& changes) {
  const auto found = participants_.find(id);
  return found != participants_.end() &&
                 found->second->version() == plan.version
             ? absl::optional<absl::Status>(plan.commit(changes))
             : absl::nullopt;
}

std::vector<std::pair<std::string, KeyPlan>> Participants::PlanFollow(
    absl::Time now) {
  std::vector<std::pair<std::string, KeyPlan>> plans;
  for (const auto& [id, participant] : participants_) {
    absl::optional<KeyPlan> plan = participant->PlanFollow(now);
    if (plan.has_value()) {
      plans.emplace_back(id, *std::move(plan));
    }
  }
  return plans;
}

std::vector<KeyEvent> Participants::Maintain(absl::Time now) {
  std::vector<KeyEvent> events;
  for (const auto& [id, participant] : participants_) {
    participant->Maintain(now, &events);
  }
  std::erase_if(participants_, [this](const auto& entry) {
    return entry.second->is_unused() &&
           std::count(left_.begin(), left_.end(), entry.first) == 0;
  });
  return events;
}

}  // namespace sealframe
