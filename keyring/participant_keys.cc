// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/participant_keys.h"

#include <algorithm>
#include <atomic>
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
#include "sealframe/keyring/key_plan.h"
#include "sealframe/keyring/key_provider_options.h"
#include "sealframe/keyring/key_scheme_traits.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/keyring_config.h"
#include "sealframe/keyring/keyring_state.h"
#include "sealframe/keyring/maintenance.h"
#include "sealframe/keyring/participant_config.h"
#include "sealframe/keyring/shared_key.h"

namespace sealframe {
namespace {

absl::Status NoSuchKey(const std::string& id, uint64_t key_index) {
  return absl::NotFoundError(absl::StrCat("participant ", id, " has no key ",
                                          key_index,
                                          ": it was never set, or is retired"));
}

uint64_t NewVersion() {
  static std::atomic<uint64_t> last{0};
  return ++last;
}

template <typename T>
void Append(const std::vector<T>& added, std::vector<T>* all) {
  all->insert(all->end(), added.begin(), added.end());
}

}  // namespace

ParticipantKeys::ParticipantKeys(
    std::string id, std::shared_ptr<const ParticipantConfig> config)
    : id_(std::move(id)),
      config_(std::move(config)),
      mark_(std::make_shared<MaintenanceMark>(config_->marks, this)),
      keyring_(std::make_shared<Keyring>(
          KeyringConfig{.max_keys = config_->options.max_keys_per_participant,
                        .traits = config_->scheme->traits(),
                        .replay_slots = config_->replay_slots,
                        .count_memory = config_->count_memory,
                        .iv_memory = config_->iv_memory,
                        .clock = config_->options.clock,
                        .mark = mark_})),
      version_(NewVersion()) {}

// Touch notes a change: plans made before are void, and maintenance is due.
void ParticipantKeys::Touch() {
  version_ = NewVersion();
  mark_->MarkDueByCall();
}

absl::Status ParticipantKeys::Declare(
    bool is_local, std::optional<uint64_t> sender_number,
    const std::map<uint64_t, SharedKey>& shared_keys) {
  is_local_ = is_local;
  sender_number_ = sender_number;
  KeyChanges changes;
  for (const auto& [key_index, key] : shared_keys) {
    changes.push_back(Start(key_index, key));
  }
  absl::StatusOr<PreparedKeys> prepared = CheckNew(changes);
  if (!prepared.ok()) {
    Clear();
    return prepared.status();
  }
  Commit(*std::move(prepared));
  return absl::OkStatus();
}

absl::Status ParticipantKeys::NoActiveKey() const {
  return absl::FailedPreconditionError(absl::StrCat(
      "participant ", id_, " has no active key: call `Activate` first"));
}

bool ParticipantKeys::is_unused() const {
  return !is_declared_ && keyring_.use_count() == 1 && !keyring_->has_readers();
}

absl::StatusOr<KeyChange> ParticipantKeys::Start(uint64_t key_index,
                                                 const SharedKey& key) {
  return KeyChain::Start(NewChain(key_index), key.material(), key.step(),
                         ssrcs_, key.ahead());
}

absl::StatusOr<PreparedKeys> ParticipantKeys::Prepare(uint64_t key_index,
                                                      const SharedKey& key) {
  if (absl::Status status = CheckIndex(key_index); !status.ok()) {
    return status;
  }
  return CheckNew({Start(key_index, key)});
}

KeyChainParams ParticipantKeys::NewChain(uint64_t key_index) {
  return {.scheme = config_->scheme,
          .reservations = config_->options.reservations,
          .number = chains_started_++,
          .key_index = key_index,
          .seals = is_local_,
          .is_shared = config_->options.mode == KeyMode::kShared,
          .sender_number = sender_number_};
}

absl::Status ParticipantKeys::CheckIndex(uint64_t key_index) const {
  return has_key(key_index) ? absl::AlreadyExistsError(absl::StrCat(
                                  "participant ", id_, " already has a key ",
                                  key_index, ": to replace it, call ",
                                  config_->options.mode == KeyMode::kShared
                                      ? "`RetireSharedKey`"
                                      : "`Retire`",
                                  " first; or use another key index"))
                            : absl::OkStatus();
}

// CheckCount limits the keys of a local participant. The keyring limits those
// of a remote one, and a ring's size those of a ring.
absl::Status ParticipantKeys::CheckCount(const KeyChain& added) const {
  const KeySchemeTraits& traits = config_->scheme->traits();
  const auto count =
      std::count_if(chains_.begin(), chains_.end(), [&](const auto& entry) {
        return !traits.Conflict(entry.second.kid(), added.kid());
      });
  return !is_local_ || traits.forgets_oldest_keys ||
                 static_cast<size_t>(count) < keyring_->max_keys()
             ? absl::OkStatus()
             : absl::ResourceExhaustedError(
                   absl::StrCat("participant ", id_, " has ", count,
                                " keys, the maximum: call `Retire` for one "
                                "first, or raise max_keys_per_participant"));
}

// CheckNew is `Check` for new chains.
absl::StatusOr<PreparedKeys> ParticipantKeys::CheckNew(
    const KeyChanges& changes) const {
  for (const absl::StatusOr<KeyChange>& change : changes) {
    const absl::Status status =
        change.ok() ? CheckCount(change->chain) : change.status();
    if (!status.ok()) {
      return status;
    }
  }
  return Check(changes);
}

// Check returns `changes` as a prepared change, or why they cannot be made.
absl::StatusOr<PreparedKeys> ParticipantKeys::Check(
    const KeyChanges& changes) const {
  PreparedKeys prepared;
  for (const absl::StatusOr<KeyChange>& change : changes) {
    if (!change.ok()) {
      return change.status();
    }
    prepared.chains.push_back(change->chain);
    Append(change->added_sealing, &prepared.added_sealing);
    Append(change->added_opening, &prepared.added_opening);
  }
  if (absl::Status status =
          config_->roles->Check(prepared.added_sealing, prepared.added_opening);
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

absl::Status ParticipantKeys::CommitIfOk(
    absl::StatusOr<PreparedKeys> prepared) {
  if (!prepared.ok()) {
    return prepared.status();
  }
  Commit(*std::move(prepared));
  return absl::OkStatus();
}

void ParticipantKeys::Commit(PreparedKeys prepared) {
  is_declared_ = true;
  Publish(prepared);
  for (KeyChain& chain : prepared.chains) {
    const uint64_t key_index = chain.key_index();
    EvictConflicts(
        chains_.insert_or_assign(key_index, std::move(chain)).first->second);
  }
  // A key that made room can be set again. This end's own keys still seal.
  if (config_->scheme->traits().forgets_oldest_keys && !is_local_) {
    std::erase_if(chains_, [&](const auto& chain) {
      return std::none_of(prepared.opening.begin(), prepared.opening.end(),
                          [&](const OpeningEntry& entry) {
                            return entry.chain == chain.second.number();
                          });
    });
  }
}

// Publish puts the keys of `prepared` to use.
void ParticipantKeys::Publish(const PreparedKeys& prepared) {
  Touch();
  config_->roles->Add(prepared.added_sealing, prepared.added_opening);
  keyring_->SetOpening(prepared.opening);
  for (const KeyChain& chain : prepared.chains) {
    if (active_ == chain.key_index()) {
      keyring_->SetSealing(chain.sealing());
    }
  }
}

absl::Status ParticipantKeys::Activate(uint64_t key_index) {
  const auto found = chains_.find(key_index);
  if (found == chains_.end()) {
    return NoSuchKey(id_, key_index);
  }
  Touch();
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
  Touch();
  keyring_->RetireOpening(found->second.number(), kAllSteps, when);
  if (active_ == key_index) {
    active_.reset();
    keyring_->SetSealing({});
  }
  chains_.erase(found);
  return absl::OkStatus();
}

absl::StatusOr<KeyAtStep> ParticipantKeys::CurrentKey() const {
  return active_.has_value() ? chains_.at(*active_).Material() : NoActiveKey();
}

void ParticipantKeys::Clear() {
  Touch();
  is_declared_ = false;
  is_local_ = false;
  sender_number_.reset();
  ssrcs_.clear();
  chains_.clear();
  active_.reset();
  pending_.clear();
  keyring_->Clear();
}

absl::Time ParticipantKeys::Maintain(absl::Time now,
                                     std::vector<KeyEvent>* events) {
  std::move(pending_.begin(), pending_.end(), std::back_inserter(*events));
  pending_.clear();
  const absl::Time next = keyring_->Expire(now);
  const bool has_counters =
      limit_monitor_.Check(keyring_->State(), id_, events);
  return has_counters && !PlanFollow(now).has_value() ? next
                                                      : absl::InfinitePast();
}

// EvictConflicts removes older chains that conflict with `newer`, such as MLS
// epochs with the same low bits (RFC 9605, Section 5.2), except the active key,
// which keeps sealing. The keyring has dropped their opening keys.
void ParticipantKeys::EvictConflicts(const KeyChain& newer) {
  const KeySchemeTraits& traits = config_->scheme->traits();
  std::erase_if(chains_, [&](const auto& entry) {
    const auto& [key_index, chain] = entry;
    return traits.Conflict(chain.kid(), newer.kid()) &&
           chain.number() < newer.number() && active_ != key_index;
  });
}

}  // namespace sealframe
