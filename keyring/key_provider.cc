// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "keyring/key_provider.h"

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
#include "crypto/secret_bytes.h"
#include "keyring/keyring.h"
#include "keyring/participant_keys.h"

namespace sealframe {

absl::StatusOr<std::shared_ptr<KeyProvider>> KeyProvider::Create(
    const KeyProviderOptions& options) {
  if (options.scheme == nullptr) {
    return absl::InvalidArgumentError("a key provider needs a key scheme");
  }
  return absl::WrapUnique(new KeyProvider(options));
}

KeyProvider::KeyProvider(const KeyProviderOptions& options)
    : options_(options) {}

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
  ParticipantKeys& participant = FindOrMake(id);
  participant.is_local = is_local;
  participant.sender_number = sender_number;
  if (absl::Status status = AddSharedKeys(&participant); !status.ok()) {
    participant.Clear();
    return status;
  }
  participant.is_declared = true;
  return absl::OkStatus();
}

absl::Status KeyProvider::AddSharedKeys(ParticipantKeys* participant) {
  if (options_.mode != KeyMode::kShared) {
    return absl::OkStatus();
  }
  // Asked for here, so that a missing number is told now and not with the key.
  if (absl::Status status =
          options_.scheme->SharedKeyId(0, participant->sender_number).status();
      !status.ok()) {
    return status;
  }
  for (const auto& [key_index, material] : shared_) {
    if (absl::Status status =
            participant->Add(key_index, 0, /*is_shared=*/true, material);
        !status.ok()) {
      return status;
    }
  }
  return absl::OkStatus();
}

absl::Status KeyProvider::RemoveParticipant(absl::string_view id) {
  const absl::MutexLock lock(&mutex_);
  const auto found = participants_.find(id);
  if (found == participants_.end()) {
    return absl::NotFoundError(absl::StrCat("no participant ", id));
  }
  found->second->Clear();
  // Streams that are still there read this keyring if the participant returns.
  if (found->second->keyring().use_count() == 1) {
    participants_.erase(found);
  }
  return absl::OkStatus();
}

absl::Status KeyProvider::AddSsrc(absl::string_view id, uint32_t ssrc) {
  const absl::MutexLock lock(&mutex_);
  return FindOrMake(id).AddSsrc(ssrc);
}

absl::Status KeyProvider::SetSharedKey(uint64_t key_index,
                                       const SecretBytes& material) {
  if (options_.mode != KeyMode::kShared) {
    return absl::FailedPreconditionError(
        "this provider has a key for each participant: use SetKey");
  }
  if (material.empty()) {
    return absl::InvalidArgumentError("the key is empty");
  }
  const absl::MutexLock lock(&mutex_);
  if (!shared_.emplace(key_index, material.Clone()).second) {
    return absl::AlreadyExistsError(
        absl::StrCat("there is a shared key ", key_index, " already"));
  }
  for (const auto& [id, participant] : participants_) {
    if (!participant->is_declared) {
      continue;
    }
    if (absl::Status status =
            participant->Add(key_index, 0, /*is_shared=*/true, material);
        !status.ok()) {
      ForgetSharedKey(key_index);
      return status;
    }
  }
  EvictSharedKey(key_index);
  return absl::OkStatus();
}

void KeyProvider::ForgetSharedKey(uint64_t key_index) {
  for (const auto& [id, participant] : participants_) {
    // Who does not have it yet need not forget it.
    participant->Retire(key_index, absl::InfinitePast()).IgnoreError();
    participant->keyring()->Expire(absl::InfinitePast());
  }
  shared_.erase(key_index);
}

// EvictSharedKey forgets older keys that have the number of `newest` in the
// bits that travel. Participants have evicted theirs with the KID.
void KeyProvider::EvictSharedKey(uint64_t newest) {
  const auto kid_of = [this](uint64_t key_index) {
    return options_.scheme->SharedKeyId(key_index, 0);
  };
  for (auto key = shared_.begin(); key != shared_.end();) {
    const bool evicted =
        key->first != newest && kid_of(key->first) == kid_of(newest);
    key = evicted ? shared_.erase(key) : std::next(key);
  }
}

absl::Status KeyProvider::SetKey(absl::string_view id, uint64_t key_index,
                                 const SecretBytes& material, uint64_t step) {
  if (options_.mode != KeyMode::kPerParticipant) {
    return absl::FailedPreconditionError(
        "this provider has one key for all: use SetSharedKey");
  }
  const absl::MutexLock lock(&mutex_);
  ParticipantKeys& participant = FindOrMake(id);
  participant.is_declared = true;
  return participant.Add(key_index, step, /*is_shared=*/false, material);
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
  std::vector<KeyEvent> events;
  for (const auto& [id, participant] : participants_) {
    participant->Maintain(options_.clock->Now(), &events);
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
        ParticipantKeys::Config{.scheme = options_.scheme,
                                .max_keys = options_.max_keys_per_participant,
                                .ratchet_overlap = options_.ratchet_overlap,
                                .reservations = options_.reservations,
                                .uses = &uses_});
  }
  return *participant;
}

}  // namespace sealframe
