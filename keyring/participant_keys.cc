// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/participant_keys.h"

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
#include "absl/time/time.h"
#include "sealframe/keyring/key_chain.h"
#include "sealframe/keyring/key_event.h"
#include "sealframe/keyring/key_limit_monitor.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider_options.h"
#include "sealframe/keyring/key_scheme_traits.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/keyring_config.h"
#include "sealframe/keyring/keyring_state.h"
#include "sealframe/keyring/sealing_key_registry.h"

namespace sealframe {
namespace {

absl::Status NoSuchKey(const std::string& id, uint64_t key_index) {
  return absl::NotFoundError(absl::StrCat("participant ", id, " has no key ",
                                          key_index, ": set it first"));
}

absl::Status NoActiveKey(const std::string& id) {
  return absl::FailedPreconditionError(absl::StrCat(
      "participant ", id, " has no active key: call Activate first"));
}

template <typename T>
void Append(const std::vector<T>& added, std::vector<T>* all) {
  all->insert(all->end(), added.begin(), added.end());
}

}  // namespace

ParticipantKeys::ParticipantKeys(std::string id, const Config& config)
    : id_(std::move(id)),
      config_(config),
      keyring_(std::make_shared<Keyring>(
          KeyringConfig{.max_keys = config.options.max_keys_per_participant,
                        .traits = config.scheme->traits(),
                        .replay_window = config.options.replay_window,
                        .iv_replays = config.scheme->NewIvReplays(),
                        .clock = config.options.clock})) {}

absl::Status ParticipantKeys::Declare(
    bool is_local, absl::optional<uint64_t> sender_number,
    const std::map<uint64_t, KeyMaterial>& shared_keys) {
  is_local_ = is_local;
  sender_number_ = sender_number;
  std::vector<absl::StatusOr<KeyChange>> changes;
  for (const auto& [key_index, material] : shared_keys) {
    changes.push_back(Start(key_index, /*step=*/0, material));
  }
  absl::StatusOr<Prepared> prepared = Check(changes);
  if (!prepared.ok()) {
    Clear();
    return prepared.status();
  }
  Commit(*std::move(prepared));
  return absl::OkStatus();
}

bool ParticipantKeys::is_unused() const {
  return !is_declared_ && keyring_.use_count() == 1 && !keyring_->has_readers();
}

absl::StatusOr<ParticipantKeys::Prepared> ParticipantKeys::Prepare(
    uint64_t key_index, uint64_t step, const KeyMaterial& material) {
  return Check({Start(key_index, step, material)});
}

absl::StatusOr<KeyChange> ParticipantKeys::Start(uint64_t key_index,
                                                 uint64_t step,
                                                 const KeyMaterial& material) {
  if (has_key(key_index)) {
    return absl::AlreadyExistsError(
        absl::StrCat("participant ", id_, " already has a key ", key_index,
                     ": retire it first, or use another key index"));
  }
  absl::StatusOr<KeyChange> change =
      KeyChain::Start({.scheme = config_.scheme,
                       .reservations = config_.options.reservations,
                       .number = chains_started_++,
                       .key_index = key_index,
                       .seals = is_local_,
                       .is_shared = config_.options.mode == KeyMode::kShared,
                       .sender_number = sender_number_},
                      material, step, ssrcs_);
  const absl::Status status =
      change.ok() ? CheckCount(change->chain) : change.status();
  return status.ok() ? std::move(change) : status;
}

// CheckCount limits the keys of a local participant. The keyring limits those
// of a remote one, and a ring's size those of a ring.
absl::Status ParticipantKeys::CheckCount(const KeyChain& added) const {
  const KeySchemeTraits& traits = config_.scheme->traits();
  const auto count =
      std::count_if(chains_.begin(), chains_.end(), [&](const auto& entry) {
        return !traits.Conflict(entry.second.kid(), added.kid());
      });
  return !is_local_ || traits.forgets_oldest_keys ||
                 static_cast<size_t>(count) < keyring_->max_keys()
             ? absl::OkStatus()
             : absl::ResourceExhaustedError(
                   absl::StrCat("participant ", id_, " has ", count,
                                " keys, the maximum: retire one first"));
}

// Check returns `changes` as a prepared change, or why they cannot be made.
absl::StatusOr<ParticipantKeys::Prepared> ParticipantKeys::Check(
    const std::vector<absl::StatusOr<KeyChange>>& changes) const {
  Prepared prepared;
  for (const absl::StatusOr<KeyChange>& change : changes) {
    if (!change.ok()) {
      return change.status();
    }
    prepared.chains.push_back(change->chain);
    Append(change->added_sealing, &prepared.added_sealing);
    Append(change->added_opening, &prepared.added_opening);
  }
  if (absl::Status status = config_.registry->Check(prepared.added_sealing,
                                                    prepared.added_opening);
      !status.ok()) {
    return status;
  }
  auto opening = keyring_->PrepareOpening(prepared.added_opening);
  if (!opening.ok()) {
    return opening.status();
  }
  prepared.opening = *std::move(opening);
  return prepared;
}

void ParticipantKeys::Commit(Prepared prepared) {
  is_declared_ = true;
  Publish(prepared);
  for (KeyChain& chain : prepared.chains) {
    const uint64_t key_index = chain.key_index();
    EvictConflicts(
        chains_.insert_or_assign(key_index, std::move(chain)).first->second);
  }
}

// Publish puts the keys of `prepared` to use.
void ParticipantKeys::Publish(const Prepared& prepared) {
  config_.registry->Add(prepared.added_sealing, prepared.added_opening);
  keyring_->SetOpening(prepared.opening);
  for (const KeyChain& chain : prepared.chains) {
    if (active_ == chain.key_index()) {
      keyring_->SetSealing(chain.sealing());
    }
  }
}

absl::Status ParticipantKeys::AddSsrc(uint32_t ssrc) {
  if (!config_.scheme->traits().per_ssrc) {
    return absl::FailedPreconditionError(
        "this profile has no keys for single streams: do not add SSRCs");
  }
  if (std::count(ssrcs_.begin(), ssrcs_.end(), ssrc) != 0) {
    return absl::AlreadyExistsError(
        absl::StrCat("participant ", id_, " already has SSRC ", ssrc));
  }
  std::vector<absl::StatusOr<KeyChange>> changes;
  for (const auto& [key_index, chain] : chains_) {
    changes.push_back(chain.WithSsrc(ssrc));
  }
  absl::StatusOr<Prepared> prepared = Check(changes);
  if (!prepared.ok()) {
    return prepared.status();
  }
  ssrcs_.push_back(ssrc);
  Commit(*std::move(prepared));
  return absl::OkStatus();
}

absl::Status ParticipantKeys::Activate(uint64_t key_index) {
  const auto found = chains_.find(key_index);
  if (found == chains_.end()) {
    return NoSuchKey(id_, key_index);
  }
  active_ = key_index;
  keyring_->SetSealing(found->second.sealing());
  EvictConflicts(found->second);
  return absl::OkStatus();
}

absl::Status ParticipantKeys::Retire(uint64_t key_index, absl::Time when) {
  const auto found = chains_.find(key_index);
  if (found == chains_.end()) {
    return NoSuchKey(id_, key_index);
  }
  keyring_->RetireOpening(found->second.number(), kAllSteps, when);
  if (active_ == key_index) {
    active_.reset();
    keyring_->SetSealing({});
  }
  chains_.erase(found);
  return absl::OkStatus();
}

absl::Status ParticipantKeys::Ratchet() {
  if (!active_.has_value()) {
    return NoActiveKey(id_);
  }
  const KeyChain& chain = chains_.at(*active_);
  if (config_.scheme->traits().ratchets_by_itself) {
    return absl::FailedPreconditionError(
        "in this profile keys ratchet by themselves: do not call Ratchet");
  }
  if (!chain.ratchets()) {
    return absl::FailedPreconditionError(absl::StrCat(
        "key ", *active_, " does not ratchet: set a new key instead"));
  }
  absl::StatusOr<Prepared> prepared = Check({chain.At(chain.step() + 1)});
  if (!prepared.ok()) {
    return prepared.status();
  }
  pending_.push_back({.kind = KeyEventKind::kRatcheted,
                      .participant = id_,
                      .kid = prepared->chains.front().kid()});
  Commit(*std::move(prepared));
  return absl::OkStatus();
}

absl::StatusOr<KeyAtStep> ParticipantKeys::CurrentKey() const {
  return active_.has_value() ? chains_.at(*active_).Material()
                             : NoActiveKey(id_);
}

void ParticipantKeys::Clear() {
  is_declared_ = false;
  is_local_ = false;
  sender_number_.reset();
  ssrcs_.clear();
  chains_.clear();
  active_.reset();
  pending_.clear();
  keyring_->Clear();
}

void ParticipantKeys::Maintain(absl::Time now, std::vector<KeyEvent>* events) {
  std::move(pending_.begin(), pending_.end(), std::back_inserter(*events));
  pending_.clear();
  for (auto& [key_index, chain] : chains_) {
    if (Follow(now, &chain)) {
      events->push_back({.kind = KeyEventKind::kRatcheted,
                         .participant = id_,
                         .kid = chain.kid()});
    }
  }
  keyring_->Expire(now);
  limit_monitor_.Check(keyring_->State(), id_, events);
}

// EvictConflicts removes older chains that conflict with `newer`, such as MLS
// epochs with the same low bits (RFC 9605, Section 5.2), except the active key,
// which keeps sealing. The keyring has dropped their opening keys.
void ParticipantKeys::EvictConflicts(const KeyChain& newer) {
  const KeySchemeTraits& traits = config_.scheme->traits();
  std::erase_if(chains_, [&](const auto& entry) {
    const auto& [key_index, chain] = entry;
    return traits.Conflict(chain.kid(), newer.kid()) &&
           chain.number() < newer.number() && active_ != key_index;
  });
}

// Follow ratchets `chain` to the newest step that has opened a frame, and
// returns whether it did. It retires the steps before, which makes room for as
// many steps ahead.
bool ParticipantKeys::Follow(absl::Time now, KeyChain* chain) {
  const uint64_t newest =
      keyring_->State().NewestAuthenticated(chain->number());
  if (newest <= chain->step()) {
    return false;
  }
  keyring_->RetireOpening(chain->number(), newest,
                          now + config_.options.ratchet_overlap);
  absl::StatusOr<Prepared> prepared = Check({chain->At(newest)});
  if (!prepared.ok()) {
    return false;
  }
  Publish(*prepared);
  *chain = std::move(prepared->chains.front());
  return true;
}

}  // namespace sealframe
