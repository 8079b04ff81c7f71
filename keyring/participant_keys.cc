// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/participant_keys.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
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
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/sealing_key_registry.h"

namespace sealframe {
namespace {

constexpr uint64_t kAllSteps = std::numeric_limits<uint64_t>::max();

absl::Status NoSuchKey(const std::string& id, uint64_t key_index) {
  return absl::NotFoundError(
      absl::StrCat("participant ", id, " has no key ", key_index));
}

absl::Status NoActiveKey(const std::string& id) {
  return absl::FailedPreconditionError(
      absl::StrCat("participant ", id, " has no active key"));
}

}  // namespace

ParticipantKeys::ParticipantKeys(std::string id, const Config& config)
    : id_(std::move(id)),
      config_(config),
      keyring_(std::make_shared<Keyring>(
          config.max_keys, config.scheme->forgets_oldest_keys())) {}

absl::Status ParticipantKeys::AddSsrc(uint32_t ssrc) {
  if (!config_.scheme->per_ssrc()) {
    return absl::FailedPreconditionError(
        "in this scheme a participant's streams share its keys");
  }
  if (std::count(ssrcs_.begin(), ssrcs_.end(), ssrc) != 0) {
    return absl::AlreadyExistsError(
        absl::StrCat("participant ", id_, " has SSRC ", ssrc, " already"));
  }
  std::vector<KeyChain> chains;
  for (const auto& [key_index, chain] : chains_) {
    absl::StatusOr<KeyChain> with_ssrc = chain.WithSsrc(ssrc);
    if (!with_ssrc.ok()) {
      return with_ssrc.status();
    }
    chains.push_back(*std::move(with_ssrc));
  }
  if (absl::Status status = Check(chains); !status.ok()) {
    return status;
  }
  ssrcs_.push_back(ssrc);
  for (KeyChain& chain : chains) {
    Commit(std::move(chain));
  }
  return absl::OkStatus();
}

absl::StatusOr<KeyChain> ParticipantKeys::Prepare(uint64_t key_index,
                                                  uint64_t step,
                                                  const KeyMaterial& material) {
  if (chains_.count(key_index) != 0) {
    return absl::AlreadyExistsError(absl::StrCat(
        "participant ", id_, " has a key ", key_index, " already"));
  }
  absl::StatusOr<KeyChain> chain =
      KeyChain::Start({.scheme = config_.scheme,
                       .reservations = config_.reservations,
                       .number = chains_made_++,
                       .key_index = key_index,
                       .seals = is_local,
                       .is_shared = config_.is_shared,
                       .sender_number = sender_number},
                      material, step, ssrcs_);
  if (!chain.ok()) {
    return chain.status();
  }
  if (absl::Status status = CheckCount(*chain); !status.ok()) {
    return status;
  }
  if (absl::Status status = Check({&*chain, 1}); !status.ok()) {
    return status;
  }
  return chain;
}

// CheckCount bounds the keys of a local participant; the keyring does those
// that open. A ring has as many as it has places.
absl::Status ParticipantKeys::CheckCount(const KeyChain& added) const {
  const auto stays = [&added](const auto& chain) {
    return chain.second.slot() != added.slot();
  };
  const auto count = std::count_if(chains_.begin(), chains_.end(), stays);
  if (is_local && !config_.scheme->forgets_oldest_keys() &&
      static_cast<size_t>(count) >= keyring_->max_keys()) {
    return absl::ResourceExhaustedError(
        absl::StrCat("participant ", id_, " has ", count,
                     " keys, which is the most it may: retire one"));
  }
  return absl::OkStatus();
}

// Check returns why `chains` cannot be committed.
absl::Status ParticipantKeys::Check(absl::Span<const KeyChain> chains) const {
  std::vector<OpeningEntry> opening;
  for (const KeyChain& chain : chains) {
    for (const SealingEntry& entry : chain.new_sealing()) {
      if (absl::Status status = config_.uses->CheckForSealing(*entry.key);
          !status.ok()) {
        return status;
      }
    }
    for (const OpeningEntry& entry : chain.new_opening()) {
      if (absl::Status status = config_.uses->CheckForOpening(*entry.key);
          !status.ok()) {
        return status;
      }
      opening.push_back(entry);
    }
  }
  return opening.empty() ? absl::OkStatus() : keyring_->CheckRoom(opening);
}

void ParticipantKeys::Commit(KeyChain chain) {
  Publish(&chain);
  const uint64_t key_index = chain.key_index();
  EvictSlot(
      chains_.insert_or_assign(key_index, std::move(chain)).first->second);
}

// Publish puts the new keys of `chain` to use.
void ParticipantKeys::Publish(KeyChain* chain) {
  for (const SealingEntry& entry : chain->new_sealing()) {
    config_.uses->AddSealing(*entry.key);
  }
  for (const OpeningEntry& entry : chain->new_opening()) {
    config_.uses->AddOpening(entry.key);
  }
  if (!chain->new_opening().empty()) {
    // There is room: `Check` has looked, and only this adds to the keyring.
    keyring_->AddOpening(chain->TakeNewOpening()).IgnoreError();
  }
  if (active_ == chain->key_index()) {
    keyring_->SetSealing(chain->sealing());
  }
}

absl::Status ParticipantKeys::Activate(uint64_t key_index) {
  const auto found = chains_.find(key_index);
  if (found == chains_.end()) {
    return NoSuchKey(id_, key_index);
  }
  active_ = key_index;
  keyring_->SetSealing(found->second.sealing());
  EvictSlot(found->second);
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
  if (config_.scheme->ratchets_by_itself()) {
    return absl::FailedPreconditionError(
        "here a key's step follows from how much it has sealed");
  }
  if (!chain.ratchets()) {
    return absl::FailedPreconditionError(
        "this key does not ratchet: set a new one");
  }
  absl::StatusOr<KeyChain> next = chain.At(chain.step() + 1);
  if (!next.ok()) {
    return next.status();
  }
  if (absl::Status status = Check({&*next, 1}); !status.ok()) {
    return status;
  }
  pending_.push_back({.kind = KeyEventKind::kRatcheted,
                      .participant = id_,
                      .kid = next->kid()});
  Commit(*std::move(next));
  return absl::OkStatus();
}

absl::StatusOr<KeyAtStep> ParticipantKeys::CurrentKey() const {
  return active_.has_value() ? chains_.at(*active_).Material()
                             : NoActiveKey(id_);
}

void ParticipantKeys::Clear() {
  is_declared = false;
  is_local = false;
  sender_number.reset();
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
  watch_.Look(keyring_->State(), id_, events);
}

// EvictSlot forgets older keys whose slot `newer` has taken over, as epochs do
// whose low bits are the same (RFC 9605, Section 5.2). The keyring has dropped
// what they opened with; what seals goes on until another key is activated.
void ParticipantKeys::EvictSlot(const KeyChain& newer) {
  for (auto chain = chains_.begin(); chain != chains_.end();) {
    const bool evicted = chain->second.slot() == newer.slot() &&
                         chain->second.number() < newer.number() &&
                         active_ != chain->first;
    chain = evicted ? chains_.erase(chain) : std::next(chain);
  }
}

// NewestAuthenticated returns the newest step that the sender of `chain` was
// heard at.
uint64_t ParticipantKeys::NewestAuthenticated(const KeyChain& chain) const {
  uint64_t newest = chain.step();
  for (const OpeningEntry& entry : keyring_->State().opening) {
    if (entry.chain == chain.number() && entry.key->authenticated()) {
      newest = std::max(newest, entry.step);
    }
  }
  return newest;
}

// Follow brings `chain` to the newest step that its sender was heard at: the
// steps before it are retired, which makes room for as many ahead of it. It
// returns whether the chain has gone on.
bool ParticipantKeys::Follow(absl::Time now, KeyChain* chain) {
  const uint64_t newest = NewestAuthenticated(*chain);
  if (newest == chain->step()) {
    return false;
  }
  keyring_->RetireOpening(chain->number(), newest,
                          now + config_.ratchet_overlap);
  absl::StatusOr<KeyChain> next = chain->At(newest);
  if (!next.ok() || !Check({&*next, 1}).ok()) {
    return false;
  }
  Publish(&*next);
  *chain = *std::move(next);
  return true;
}

}  // namespace sealframe
