// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/key_provider.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "sealframe/keyring/key_chain.h"
#include "sealframe/keyring/key_event.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/participant_keys.h"

namespace sealframe {

absl::StatusOr<std::shared_ptr<KeyProvider>> KeyProvider::Create(
    Profile profile, const KeyProviderOptions& options) {
  if (profile.scheme == nullptr) {
    return absl::InvalidArgumentError(
        "the profile has no key scheme: make it with a factory, such as "
        "SFrameProfile");
  }
  if (options.max_keys_per_participant == 0 ||
      options.max_keys_per_participant > kMaxKeysLimit) {
    return absl::InvalidArgumentError(absl::StrCat(
        "max_keys_per_participant is ", options.max_keys_per_participant,
        ": use 1 to ", kMaxKeysLimit));
  }
  return absl::WrapUnique(new KeyProvider(std::move(profile), options));
}

KeyProvider::KeyProvider(Profile profile, const KeyProviderOptions& options)
    : profile_(std::move(profile)),
      options_(options),
      shared_(profile_.scheme, options.max_keys_per_participant),
      uses_(profile_.scheme->senders_share_keys()) {}

absl::Status KeyProvider::AddLocalParticipant(
    absl::string_view id, absl::optional<uint64_t> sender_number) {
  return AddParticipant(id, /*is_local=*/true, sender_number);
}

absl::Status KeyProvider::AddRemoteParticipant(
    absl::string_view id, absl::optional<uint64_t> sender_number) {
  return AddParticipant(id, /*is_local=*/false, sender_number);
}

absl::Status KeyProvider::AddParticipant(
    absl::string_view id, bool is_local,
    absl::optional<uint64_t> sender_number) {
  const absl::MutexLock lock(&mutex_);
  if (absl::Status status = CheckNewParticipant(id, sender_number);
      !status.ok()) {
    return status;
  }
  ParticipantKeys& participant = FindOrMake(id);
  participant.is_declared = true;
  participant.is_local = is_local;
  participant.sender_number = sender_number;
  std::vector<KeyChain> chains;
  for (const auto& [key_index, material] : shared_.keys()) {
    absl::StatusOr<KeyChain> chain =
        participant.Prepare(key_index, /*step=*/0, material);
    if (!chain.ok()) {
      participant.Clear();
      return chain.status();
    }
    chains.push_back(*std::move(chain));
  }
  for (KeyChain& chain : chains) {
    participant.Commit(std::move(chain));
  }
  return absl::OkStatus();
}

absl::Status KeyProvider::CheckNewParticipant(
    absl::string_view id, absl::optional<uint64_t> sender_number) const {
  for (const auto& [other_id, other] : participants_) {
    if (other->is_declared && other_id == id) {
      return absl::AlreadyExistsError(
          absl::StrCat("participant ", id, " is there already"));
    }
    if (sender_number.has_value() && other->sender_number == sender_number) {
      return absl::AlreadyExistsError(absl::StrCat("participant ", other_id,
                                                   " has sender number ",
                                                   *sender_number, " already"));
    }
  }
  // Asked for here, so that a missing number is told now and not with the key.
  return options_.mode == KeyMode::kShared
             ? profile_.scheme->SharedKeyId(0, sender_number).status()
             : absl::OkStatus();
}

absl::Status KeyProvider::RemoveParticipant(absl::string_view id) {
  const absl::MutexLock lock(&mutex_);
  const absl::StatusOr<ParticipantKeys*> participant =
      Find(id, /*must_be_local=*/false);
  if (!participant.ok()) {
    return participant.status();
  }
  // Streams that are still there read this keyring if the participant returns.
  (*participant)->Clear();
  return absl::OkStatus();
}

absl::Status KeyProvider::AddSsrc(absl::string_view id, uint32_t ssrc) {
  const absl::MutexLock lock(&mutex_);
  const absl::StatusOr<ParticipantKeys*> participant =
      Find(id, /*must_be_local=*/false);
  return participant.ok() ? (*participant)->AddSsrc(ssrc)
                          : participant.status();
}

absl::Status KeyProvider::SetSharedKey(uint64_t key_index,
                                       const KeyMaterial& material) {
  if (options_.mode != KeyMode::kShared) {
    return absl::FailedPreconditionError(
        "this provider has a key for each participant: use SetKey");
  }
  const absl::MutexLock lock(&mutex_);
  if (absl::Status status = shared_.Check(key_index, material); !status.ok()) {
    return status;
  }
  std::vector<std::pair<ParticipantKeys*, KeyChain>> prepared;
  for (const auto& [id, participant] : participants_) {
    if (!participant->is_declared) {
      continue;
    }
    absl::StatusOr<KeyChain> chain =
        participant->Prepare(key_index, /*step=*/0, material);
    if (!chain.ok()) {
      return chain.status();
    }
    prepared.emplace_back(participant.get(), *std::move(chain));
  }
  for (auto& [participant, chain] : prepared) {
    participant->Commit(std::move(chain));
  }
  shared_.Add(key_index, material);
  return absl::OkStatus();
}

absl::Status KeyProvider::RetireSharedKey(uint64_t key_index,
                                          absl::Duration overlap) {
  const absl::MutexLock lock(&mutex_);
  if (absl::Status status = shared_.Remove(key_index); !status.ok()) {
    return status;
  }
  const absl::Time when = options_.clock->Now() + overlap;
  for (const auto& [id, participant] : participants_) {
    participant->Retire(key_index, when).IgnoreError();  // If it has it.
  }
  return absl::OkStatus();
}

absl::Status KeyProvider::SetKey(absl::string_view id, uint64_t key_index,
                                 const KeyMaterial& material, uint64_t step) {
  if (options_.mode != KeyMode::kPerParticipant) {
    return absl::FailedPreconditionError(
        "this provider has one key for all: use SetSharedKey");
  }
  const absl::MutexLock lock(&mutex_);
  ParticipantKeys& participant = FindOrMake(id);
  absl::StatusOr<KeyChain> chain =
      participant.Prepare(key_index, step, material);
  if (!chain.ok()) {
    return chain.status();
  }
  participant.is_declared = true;
  participant.Commit(*std::move(chain));
  return absl::OkStatus();
}

absl::Status KeyProvider::Activate(absl::string_view id, uint64_t key_index) {
  const absl::MutexLock lock(&mutex_);
  const absl::StatusOr<ParticipantKeys*> participant =
      Find(id, /*must_be_local=*/true);
  return participant.ok() ? (*participant)->Activate(key_index)
                          : participant.status();
}

absl::Status KeyProvider::Retire(absl::string_view id, uint64_t key_index,
                                 absl::Duration overlap) {
  if (options_.mode != KeyMode::kPerParticipant) {
    return absl::FailedPreconditionError(
        "this provider has one key for all: use RetireSharedKey");
  }
  const absl::MutexLock lock(&mutex_);
  const absl::StatusOr<ParticipantKeys*> participant =
      Find(id, /*must_be_local=*/false);
  return participant.ok()
             ? (*participant)
                   ->Retire(key_index, options_.clock->Now() + overlap)
             : participant.status();
}

absl::Status KeyProvider::Ratchet(absl::string_view id) {
  const absl::MutexLock lock(&mutex_);
  const absl::StatusOr<ParticipantKeys*> participant =
      Find(id, /*must_be_local=*/true);
  return participant.ok() ? (*participant)->Ratchet() : participant.status();
}

absl::StatusOr<KeyAtStep> KeyProvider::CurrentKey(absl::string_view id) const {
  const absl::MutexLock lock(&mutex_);
  const absl::StatusOr<ParticipantKeys*> participant =
      Find(id, /*must_be_local=*/true);
  if (!participant.ok()) {
    return participant.status();
  }
  return (*participant)->CurrentKey();
}

bool KeyProvider::has_keys() const {
  const absl::MutexLock lock(&mutex_);
  for (const auto& [id, participant] : participants_) {
    if (!participant->empty()) {
      return true;
    }
  }
  return !shared_.empty();
}

std::shared_ptr<const Keyring> KeyProvider::KeyringOf(absl::string_view id) {
  const absl::MutexLock lock(&mutex_);
  return FindOrMake(id).keyring();
}

std::vector<KeyEvent> KeyProvider::Maintain() {
  const absl::MutexLock lock(&mutex_);
  const absl::Time now = options_.clock->Now();
  std::vector<KeyEvent> events;
  for (auto entry = participants_.begin(); entry != participants_.end();) {
    ParticipantKeys& participant = *entry->second;
    participant.Maintain(now, &events);
    const bool is_forgotten = !participant.is_declared &&
                              participant.keyring().use_count() == 1 &&
                              !participant.keyring()->has_readers();
    entry = is_forgotten ? participants_.erase(entry) : std::next(entry);
  }
  return events;
}

absl::StatusOr<ParticipantKeys*> KeyProvider::Find(absl::string_view id,
                                                   bool must_be_local) const {
  const auto found = participants_.find(id);
  if (found == participants_.end() || !found->second->is_declared) {
    return absl::NotFoundError(absl::StrCat("no participant ", id));
  }
  if (must_be_local && !found->second->is_local) {
    return absl::FailedPreconditionError(
        absl::StrCat("participant ", id, " is remote: its keys only open"));
  }
  return found->second.get();
}

ParticipantKeys& KeyProvider::FindOrMake(absl::string_view id) {
  std::unique_ptr<ParticipantKeys>& participant =
      participants_[std::string(id)];
  if (participant == nullptr) {
    participant = std::make_unique<ParticipantKeys>(
        std::string(id),
        ParticipantKeys::Config{.scheme = profile_.scheme,
                                .max_keys = options_.max_keys_per_participant,
                                .ratchet_overlap = options_.ratchet_overlap,
                                .is_shared = options_.mode == KeyMode::kShared,
                                .reservations = options_.reservations,
                                .uses = &uses_});
  }
  return *participant;
}

}  // namespace sealframe
