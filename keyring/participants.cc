// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/participants.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "sealframe/keyring/iv/iv_memory.h"
#include "sealframe/keyring/key_counts.h"
#include "sealframe/keyring/key_event.h"
#include "sealframe/keyring/key_plan.h"
#include "sealframe/keyring/key_provider_options.h"
#include "sealframe/keyring/key_scheme.h"
#include "sealframe/keyring/maintenance.h"
#include "sealframe/keyring/participant_config.h"
#include "sealframe/keyring/participant_id.h"
#include "sealframe/keyring/participant_keys.h"
#include "sealframe/keyring/replay_window.h"

namespace sealframe {
namespace {

// IsThere returns the error for adding participant `id` a second time.
absl::Status IsThere(absl::string_view id, bool was_local, bool is_local) {
  return absl::AlreadyExistsError(absl::StrCat(
      "participant ", id, " is already ",
      was_local   ? "local: to add it anew, call `RemoveParticipant` first"
      : !is_local ? "remote: to add it anew, call `RemoveParticipant` first"
                  : "remote, as setting its key first makes it: call "
                    "`RemoveParticipant`, then `AddLocalParticipant`, then set "
                    "its keys"));
}

}  // namespace

Participants::Participants(std::shared_ptr<const KeyScheme> scheme,
                           const KeyProviderOptions& options)
    : scheme_(std::move(scheme)),
      options_(options),
      roles_(scheme_->traits().senders_share_keys),
      config_(std::make_shared<ParticipantConfig>(ParticipantConfig{
          .scheme = scheme_,
          .options = options,
          .roles = &roles_,
          .replay_slots = NewReplaySlots(options.replay_window),
          .iv_memory = NewIvMemory(scheme_->traits().iv_rule),
          .count_memory = std::make_shared<KeyCountMemory>(
              options.max_keys_per_participant),
          .marks = schedule_.marks()})) {}

absl::Status Participants::Add(absl::string_view id, bool is_local,
                               std::optional<uint64_t> sender_number) {
  absl::Status status = CheckParticipantId(id);
  if (status.ok()) {
    status = CheckNew(id, is_local, sender_number);
  }
  if (!status.ok()) {
    return status;
  }
  ParticipantKeys& participant = FindOrMake(id);
  status = participant.Declare(is_local, sender_number, SharedKeys());
  if (status.ok() && sender_number.has_value()) {
    by_number_[*sender_number] = &participant;
  }
  return status;
}

absl::Status Participants::CheckNew(
    absl::string_view id, bool is_local,
    std::optional<uint64_t> sender_number) const {
  const auto same_id = participants_.find(id);
  if (same_id != participants_.end() && same_id->second->is_declared()) {
    return IsThere(id, same_id->second->is_local(), is_local);
  }
  const auto same_number = sender_number.has_value()
                               ? by_number_.find(*sender_number)
                               : by_number_.end();
  if (same_number != by_number_.end()) {
    return absl::AlreadyExistsError(absl::StrCat(
        "sender number ", *sender_number, " belongs to participant ",
        same_number->second->id(), ": give each participant its own"));
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
  if (absl::Status status = CheckParticipantId(id); !status.ok()) {
    return status;
  }
  const auto found = participants_.find(id);
  if (found == participants_.end() || !found->second->is_declared()) {
    return absl::NotFoundError(absl::StrCat(
        "no participant ", id,
        ": add it with `AddLocalParticipant` or `AddRemoteParticipant`"));
  }
  return found->second.get();
}

absl::StatusOr<ParticipantKeys*> Participants::FindLocal(
    absl::string_view id) const {
  absl::StatusOr<ParticipantKeys*> found = Find(id);
  if (found.ok() && !(*found)->is_local()) {
    return absl::FailedPreconditionError(absl::StrCat(
        "participant ", id,
        " is remote, and its keys only open: to seal, call "
        "`RemoveParticipant`, then `AddLocalParticipant`, then set its keys"));
  }
  return found;
}

absl::StatusOr<ParticipantKeys*> Participants::FindRemote(
    absl::string_view id) const {
  absl::StatusOr<ParticipantKeys*> found = Find(id);
  if (found.ok() && (*found)->is_local()) {
    return absl::FailedPreconditionError(
        absl::StrCat("participant ", id,
                     " is local, and its keys only seal: other ends open its "
                     "frames"));
  }
  return found;
}

absl::Status Participants::Remove(absl::string_view id) {
  const absl::StatusOr<ParticipantKeys*> participant = Find(id);
  if (!participant.ok()) {
    return participant.status();
  }
  if (const std::optional<uint64_t> number = (*participant)->sender_number()) {
    sender_numbers_.Release(*number);
    by_number_.erase(*number);
  }
  (*participant)->Clear();
  const std::optional<std::string> forgotten = left_.Add(id);
  if (forgotten.has_value()) {
    FindOrMake(*forgotten).mark()->MarkDueByCall();
  }
  return absl::OkStatus();
}

ParticipantKeys& Participants::FindOrMake(absl::string_view id) {
  std::unique_ptr<ParticipantKeys>& participant =
      participants_[std::string(id)];
  if (participant == nullptr) {
    participant = std::make_unique<ParticipantKeys>(std::string(id), config_);
    participant->mark()->MarkDueByCall();
  }
  return *participant;
}

bool Participants::has_keys() const {
  return !shared_keys_.empty() ||
         std::any_of(participants_.begin(), participants_.end(),
                     [](const auto& entry) { return !entry.second->empty(); });
}

std::optional<absl::Status> Participants::Commit(absl::string_view id,
                                                 const KeyPlan& plan,
                                                 const KeyChanges& changes) {
  const auto found = participants_.find(id);
  return found != participants_.end() &&
                 found->second->version() == plan.version
             ? std::optional<absl::Status>(plan.commit(changes))
             : std::nullopt;
}

std::vector<std::shared_ptr<MaintenanceMark>> Participants::TakeDue(
    absl::Time now) {
  config_->replay_slots->Refill();
  config_->count_memory->Refill();
  if (config_->iv_memory != nullptr) {
    config_->iv_memory->Refill();
  }
  return schedule_.Take(now);
}

std::optional<KeyPlan> Participants::PlanFollow(const MaintenanceMark& mark,
                                                absl::Time now) {
  return mark.participant() == nullptr ? std::nullopt
                                       : mark.participant()->PlanFollow(now);
}

void Participants::Maintain(const std::shared_ptr<MaintenanceMark>& mark,
                            absl::Time now, std::vector<KeyEvent>* events) {
  ParticipantKeys* const participant = mark->participant();
  if (participant == nullptr) {
    return;
  }
  schedule_.Set(mark, participant->Maintain(now, events));
  if (participant->is_declared() || left_.Contains(participant->id())) {
    return;
  }
  // Looked at again until no stream reads its keys.
  const bool is_unused = participant->is_unused();
  schedule_.Set(mark,
                is_unused ? absl::InfiniteFuture() : absl::InfinitePast());
  if (is_unused) {
    participants_.erase(participants_.find(participant->id()));
  }
}

}  // namespace sealframe
