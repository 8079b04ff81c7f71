// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/key_provider.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "sealframe/crypto/mutex_lock.h"
#include "sealframe/keyring/check_key_material.h"
#include "sealframe/keyring/key_event.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_plan.h"
#include "sealframe/keyring/key_provider_options.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/keyring_config.h"
#include "sealframe/keyring/maintenance.h"
#include "sealframe/keyring/participant_id.h"
#include "sealframe/keyring/participant_keys.h"
#include "sealframe/keyring/participants.h"
#include "sealframe/keyring/profile.h"
#include "sealframe/keyring/replay_window.h"
#include "sealframe/keyring/shared_key.h"

namespace sealframe {
namespace {

absl::Status CheckMode(KeyMode mode, KeyMode wanted) {
  if (mode == wanted) {
    return absl::OkStatus();
  }
  return absl::FailedPreconditionError(
      wanted == KeyMode::kShared
          ? "this provider has a key for each participant: use `SetKey` and "
            "`Retire`"
          : "this provider has shared keys: use `SetSharedKey` and "
            "`RetireSharedKey`");
}

absl::StatusOr<KeyProvider::SharedKeyring> KeyringIn(
    const absl::StatusOr<ParticipantKeys*>& participant) {
  if (!participant.ok()) {
    return participant.status();
  }
  return (*participant)->keyring();
}

}  // namespace

absl::StatusOr<std::shared_ptr<KeyProvider>> KeyProvider::Create(
    Profile profile, const KeyProviderOptions& options) {
  if (profile.scheme == nullptr) {
    return absl::InvalidArgumentError(
        "the profile has no key scheme: make it with a profile's factory");
  }
  if (options.max_keys_per_participant == 0 ||
      options.max_keys_per_participant > kMaxKeysLimit) {
    return absl::InvalidArgumentError(absl::StrCat(
        "max_keys_per_participant is ", options.max_keys_per_participant,
        ": use 1 to ", kMaxKeysLimit));
  }
  if (options.replay_window < kMinReplayWindow ||
      options.replay_window > kMaxReplayWindow) {
    return absl::InvalidArgumentError(
        absl::StrCat("replay_window is ", options.replay_window, ": use ",
                     kMinReplayWindow, " to ", kMaxReplayWindow));
  }
  return absl::WrapUnique(new KeyProvider(std::move(profile), options));
}

KeyProvider::KeyProvider(Profile profile, const KeyProviderOptions& options)
    : profile_(std::move(profile)),
      options_(options),
      participants_(std::make_unique<Participants>(profile_.scheme, options)) {}

KeyProvider::~KeyProvider() = default;

absl::Status KeyProvider::AddLocalParticipant(
    absl::string_view id, std::optional<uint64_t> sender_number) {
  const MutexLock lock(mutex_);
  return participants_->Add(id, /*is_local=*/true, sender_number);
}

absl::Status KeyProvider::AddRemoteParticipant(
    absl::string_view id, std::optional<uint64_t> sender_number) {
  const MutexLock lock(mutex_);
  return participants_->Add(id, /*is_local=*/false, sender_number);
}

absl::Status KeyProvider::RemoveParticipant(absl::string_view id) {
  const MutexLock lock(mutex_);
  return participants_->Remove(id);
}

absl::Status KeyProvider::AddSsrc(absl::string_view id, uint32_t ssrc) {
  return Change(
      id,
      [&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) -> absl::StatusOr<KeyPlan> {
        const absl::StatusOr<ParticipantKeys*> found = participants_->Find(id);
        return found.ok() ? (*found)->PlanSsrc(ssrc) : found.status();
      });
}

absl::Status KeyProvider::SetSharedKey(uint64_t key_index,
                                       const KeyMaterial& material) {
  if (absl::Status status = CheckMode(options_.mode, KeyMode::kShared);
      !status.ok()) {
    return status;
  }
  if (absl::Status status = CheckKeyMaterial(material); !status.ok()) {
    return status;
  }
  const absl::StatusOr<SharedKey> key =
      SharedKey::Derive(*profile_.scheme, material);
  if (!key.ok()) {
    return key.status();
  }
  const MutexLock lock(mutex_);
  return participants_->SetSharedKey(key_index, *key);
}

absl::Status KeyProvider::RetireSharedKey(uint64_t key_index,
                                          absl::Duration overlap) {
  const MutexLock lock(mutex_);
  return participants_->RetireSharedKey(key_index,
                                        options_.clock->Now() + overlap);
}

absl::Status KeyProvider::SetKey(absl::string_view id, uint64_t key_index,
                                 const KeyMaterial& material, uint64_t step) {
  if (absl::Status status = CheckMode(options_.mode, KeyMode::kPerParticipant);
      !status.ok()) {
    return status;
  }
  if (absl::Status status = CheckParticipantId(id); !status.ok()) {
    return status;
  }
  if (absl::Status status = CheckKeyMaterial(material); !status.ok()) {
    return status;
  }
  return Change(id, [&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return participants_->FindOrMake(id).PlanKey(key_index, step, material);
  });
}

absl::Status KeyProvider::Activate(absl::string_view id, uint64_t key_index) {
  const MutexLock lock(mutex_);
  const absl::StatusOr<ParticipantKeys*> participant =
      participants_->FindLocal(id);
  return participant.ok() ? (*participant)->Activate(key_index)
                          : participant.status();
}

absl::Status KeyProvider::Retire(absl::string_view id, uint64_t key_index,
                                 absl::Duration overlap) {
  if (absl::Status status = CheckMode(options_.mode, KeyMode::kPerParticipant);
      !status.ok()) {
    return status;
  }
  const MutexLock lock(mutex_);
  const absl::StatusOr<ParticipantKeys*> participant = participants_->Find(id);
  return participant.ok()
             ? (*participant)
                   ->Retire(key_index, options_.clock->Now() + overlap)
             : participant.status();
}

absl::Status KeyProvider::Ratchet(absl::string_view id) {
  return Change(id, [&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return participants_->PlanRatchet(id);
  });
}

// Change plans under the lock, derives without it, and starts over if the
// participant changed in the meantime.
absl::Status KeyProvider::Change(
    absl::string_view id,
    absl::FunctionRef<absl::StatusOr<KeyPlan>()> plan_change) {
  std::optional<absl::Status> done;
  while (!done.has_value()) {
    const absl::StatusOr<KeyPlan> plan = [&] {
      const MutexLock lock(mutex_);
      return plan_change();
    }();
    if (!plan.ok()) {
      return plan.status();
    }
    const KeyChanges changes = plan->derive();
    const MutexLock lock(mutex_);
    done = participants_->Commit(id, *plan, changes);
  }
  return *done;
}

absl::StatusOr<KeyAtStep> KeyProvider::CurrentKey(absl::string_view id) const {
  const MutexLock lock(mutex_);
  const absl::StatusOr<ParticipantKeys*> participant =
      participants_->FindLocal(id);
  if (!participant.ok()) {
    return participant.status();
  }
  return (*participant)->CurrentKey();
}

bool KeyProvider::has_keys() const {
  const MutexLock lock(mutex_);
  return participants_->has_keys();
}

absl::StatusOr<KeyProvider::SharedKeyring> KeyProvider::SealingKeyringOf(
    absl::string_view id) const {
  const MutexLock lock(mutex_);
  return KeyringIn(participants_->FindLocal(id));
}

absl::StatusOr<KeyProvider::SharedKeyring> KeyProvider::OpeningKeyringOf(
    absl::string_view id) const {
  const MutexLock lock(mutex_);
  return KeyringIn(participants_->FindRemote(id));
}

// A chain that changed while its next keys were derived follows next time. The
// lock is taken anew for each participant, so that nobody waits for all.
std::vector<KeyEvent> KeyProvider::Maintain() {
  const absl::Time now = options_.clock->Now();
  const auto due = [&] {
    const MutexLock lock(mutex_);
    return participants_->TakeDue(now);
  }();
  std::vector<KeyEvent> events;
  for (const std::shared_ptr<MaintenanceMark>& mark : due) {
    const std::optional<KeyPlan> plan = [&] {
      const MutexLock lock(mutex_);
      return participants_->PlanFollow(*mark, now);
    }();
    const KeyChanges changes = plan.has_value() ? plan->derive() : KeyChanges();
    const MutexLock lock(mutex_);
    ParticipantKeys* const participant = mark->participant();
    if (participant != nullptr && plan.has_value()) {
      participants_->Commit(participant->id(), *plan, changes);
    }
    participants_->Maintain(mark, now, &events);
  }
  return events;
}

}  // namespace sealframe
