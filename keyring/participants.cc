// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/participants.h"

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
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "sealframe/keyring/key_event.h"
#include "sealframe/keyring/key_provider_options.h"
#include "sealframe/keyring/key_scheme.h"
#include "sealframe/keyring/participant_keys.h"

namespace sealframe {

Participants::Participants(std::shared_ptr<const KeyScheme> scheme,
                           const KeyProviderOptions& options)
    : scheme_(std::move(scheme)),
      options_(options),
      roles_(scheme_->traits().senders_share_keys) {}

absl::Status Participants::Add(absl::string_view id, bool is_local,
                               absl::optional<uint64_t> sender_number) {
  const absl::Status status = CheckNew(id, sender_number);
  return status.ok()
             ? FindOrMake(id).Declare(is_local, sender_number, SharedKeys())
             : status;
}

absl::Status Participants::CheckNew(
    absl::string_view id, absl::optional<uint64_t> sender_number) const {
  for (const auto& [other_id, other] : participants_) {
    if (other->is_declared() && other_id == id) {
      return absl::AlreadyExistsError(
          absl::StrCat("participant ", id, " is already there, as a ",
                       other->is_local() ? "local" : "remote",
                       " one: to add it anew, call RemoveParticipant first"));
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
