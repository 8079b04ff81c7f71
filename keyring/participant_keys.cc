// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "keyring/participant_keys.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "crypto/secret_bytes.h"
#include "keyring/key_limits.h"
#include "keyring/key_scheme.h"
#include "keyring/key_uses.h"
#include "keyring/keyring.h"
#include "keyring/opening_key.h"
#include "keyring/sealing_key.h"

namespace sealframe {
namespace {

absl::Status NoSuchKey(const std::string& id, uint64_t key_index) {
  return absl::NotFoundError(
      absl::StrCat("participant ", id, " has no key ", key_index));
}

}  // namespace

ParticipantKeys::ParticipantKeys(std::string id, const Config& config)
    : id_(std::move(id)),
      config_(config),
      keyring_(std::make_shared<Keyring>(config.max_keys)) {}

absl::Status ParticipantKeys::AddSsrc(uint32_t ssrc) {
  if (!config_.scheme->per_ssrc()) {
    return absl::FailedPreconditionError(
        "in this scheme a participant's streams share its keys");
  }
  if (std::count(ssrcs_.begin(), ssrcs_.end(), ssrc) != 0) {
    return absl::AlreadyExistsError(
        absl::StrCat("participant ", id_, " has SSRC ", ssrc, " already"));
  }
  for (auto& [key_index, chain] : chains_) {
    if (chain.root.empty()) {
      return absl::FailedPreconditionError(
          absl::StrCat("key ", key_index, " of participant ", id_,
                       " has been ratcheted: a new stream needs a new key"));
    }
  }
  ssrcs_.push_back(ssrc);
  for (auto& [key_index, chain] : chains_) {
    absl::StatusOr<Material> material = MaterialOf(chain, chain.root, ssrc);
    if (!material.ok()) {
      return material.status();
    }
    chain.materials.push_back(*std::move(material));
    if (absl::Status status = Derive(&chain); !status.ok()) {
      return status;
    }
    if (active_ == key_index) {
      ActivateChain(chain);
    }
  }
  return absl::OkStatus();
}

absl::Status ParticipantKeys::Add(uint64_t key_index, uint64_t step,
                                  bool is_shared, const SecretBytes& material) {
  if (chains_.count(key_index) != 0) {
    return absl::AlreadyExistsError(absl::StrCat(
        "participant ", id_, " has a key ", key_index, " already"));
  }
  Chain chain = {.key_index = key_index,
                 .step = step,
                 .is_shared = is_shared,
                 .root = {},
                 .materials = {}};
  std::vector<absl::optional<uint32_t>> streams = {absl::nullopt};
  if (config_.scheme->per_ssrc()) {
    if (step != 0) {
      return absl::InvalidArgumentError(
          "keys of single streams are derived at step 0 and ratcheted from "
          "there");
    }
    chain.root = material.Clone();
    streams.assign(ssrcs_.begin(), ssrcs_.end());
  }
  for (const absl::optional<uint32_t> ssrc : streams) {
    absl::StatusOr<Material> of_stream = MaterialOf(chain, material, ssrc);
    if (!of_stream.ok()) {
      return of_stream.status();
    }
    chain.materials.push_back(*std::move(of_stream));
  }
  if (absl::Status status = Derive(&chain); !status.ok()) {
    return status;
  }
  EvictSharedKid(chain);
  chains_.emplace(key_index, std::move(chain));
  return absl::OkStatus();
}

absl::Status ParticipantKeys::Activate(uint64_t key_index) {
  const auto found = chains_.find(key_index);
  if (found == chains_.end()) {
    return NoSuchKey(id_, key_index);
  }
  active_ = key_index;
  ActivateChain(found->second);
  EvictSharedKid(found->second);
  return absl::OkStatus();
}

absl::Status ParticipantKeys::Retire(uint64_t key_index, absl::Time when) {
  const auto found = chains_.find(key_index);
  if (found == chains_.end()) {
    return NoSuchKey(id_, key_index);
  }
  const Chain& chain = found->second;
  for (uint64_t step = chain.step;
       step <= chain.step + config_.scheme->steps_ahead(); ++step) {
    if (const absl::StatusOr<uint64_t> kid = KidOf(chain, step); kid.ok()) {
      keyring_->RetireOpening(*kid, when);
    }
  }
  if (active_ == key_index) {
    active_.reset();
    keyring_->SetSealing({});
  }
  chains_.erase(found);
  return absl::OkStatus();
}

absl::Status ParticipantKeys::Ratchet() {
  if (!active_.has_value()) {
    return absl::FailedPreconditionError(
        absl::StrCat("participant ", id_, " has no active key to ratchet"));
  }
  Chain& chain = chains_.at(*active_);
  if (chain.is_shared || config_.scheme->steps_ahead() == 0) {
    return absl::FailedPreconditionError(
        "this key does not ratchet: set a new one");
  }
  for (Material& material : chain.materials) {
    absl::StatusOr<SecretBytes> next = config_.scheme->Ratchet(material.bytes);
    if (!next.ok()) {
      return next.status();
    }
    material.bytes = *std::move(next);
    ++material.next_step;
  }
  ++chain.step;
  chain.root = {};
  if (absl::Status status = Derive(&chain); !status.ok()) {
    return status;
  }
  ActivateChain(chain);
  pending_.push_back({.kind = KeyEventKind::kRatcheted,
                      .participant = id_,
                      .kid = KidOf(chain, chain.step).value_or(0)});
  return absl::OkStatus();
}

absl::StatusOr<KeyAtStep> ParticipantKeys::CurrentKey() const {
  if (!active_.has_value()) {
    return absl::NotFoundError(
        absl::StrCat("participant ", id_, " has no active key"));
  }
  const Chain& chain = chains_.at(*active_);
  if (config_.scheme->per_ssrc() && chain.root.empty()) {
    return absl::FailedPreconditionError(
        "keys of single streams that have ratcheted have no key in common");
  }
  const SecretBytes& bytes =
      config_.scheme->per_ssrc() ? chain.root : chain.materials.front().bytes;
  return KeyAtStep{.key_index = chain.key_index,
                   .step = chain.step,
                   .material = bytes.Clone()};
}

void ParticipantKeys::Clear() {
  is_declared = false;
  is_local = false;
  sender_number.reset();
  ssrcs_.clear();
  chains_.clear();
  active_.reset();
  keyring_->Clear();
}

void ParticipantKeys::Maintain(absl::Time now, std::vector<KeyEvent>* events) {
  for (KeyEvent& event : pending_) {
    events->push_back(std::move(event));
  }
  pending_.clear();
  for (auto& [key_index, chain] : chains_) {
    if (!is_local && NewestAuthenticated(chain) > chain.step) {
      const KeyEventKind kind = Follow(now, &chain).ok()
                                    ? KeyEventKind::kRatcheted
                                    : KeyEventKind::kLimitReached;
      events->push_back({.kind = kind,
                         .participant = id_,
                         .kid = KidOf(chain, chain.step).value_or(0)});
    }
  }
  keyring_->Expire(now);
  ReportLimits(events);
}

absl::StatusOr<uint64_t> ParticipantKeys::KidOf(const Chain& chain,
                                                uint64_t step) const {
  return chain.is_shared
             ? config_.scheme->SharedKeyId(chain.key_index, sender_number)
             : config_.scheme->KeyId(chain.key_index, step);
}

absl::StatusOr<ParticipantKeys::Material> ParticipantKeys::MaterialOf(
    const Chain& chain, const SecretBytes& bytes,
    absl::optional<uint32_t> ssrc) const {
  Material material = {
      .ssrc = ssrc, .next_step = chain.step, .bytes = {}, .sealing = nullptr};
  if (!ssrc.has_value()) {
    material.bytes = bytes.Clone();
    return material;
  }
  absl::StatusOr<SecretBytes> of_stream =
      config_.scheme->MaterialForSsrc(bytes, *ssrc);
  if (!of_stream.ok()) {
    return of_stream.status();
  }
  material.bytes = *std::move(of_stream);
  return material;
}

// Derive makes the keys that `chain` should have by now and has not.
absl::Status ParticipantKeys::Derive(Chain* chain) {
  std::vector<OpeningEntry> entries;
  for (Material& material : chain->materials) {
    const absl::Status status =
        is_local ? DeriveSealing(*chain, &material)
                 : DeriveOpening(*chain, &material, &entries);
    if (!status.ok()) {
      return status;
    }
  }
  return entries.empty() ? absl::OkStatus()
                         : keyring_->AddOpening(std::move(entries));
}

absl::Status ParticipantKeys::DeriveSealing(const Chain& chain,
                                            Material* material) const {
  const absl::StatusOr<uint64_t> kid = KidOf(chain, chain.step);
  if (!kid.ok()) {
    return kid.status();
  }
  if (material->sealing != nullptr && material->sealing->kid() == *kid) {
    return absl::OkStatus();
  }
  absl::StatusOr<std::unique_ptr<SealingKey>> key =
      config_.scheme->NewSealingKey(*kid, material->bytes,
                                    config_.reservations);
  if (!key.ok()) {
    return key.status();
  }
  if (absl::Status status =
          config_.uses->ClaimForSealing((*key)->fingerprint());
      !status.ok()) {
    return status;
  }
  material->sealing = *std::move(key);
  return absl::OkStatus();
}

// DeriveOpening makes the keys of the steps up to the last that is derived
// ahead. What ratchets no further is wiped.
absl::Status ParticipantKeys::DeriveOpening(
    const Chain& chain, Material* material,
    std::vector<OpeningEntry>* entries) const {
  const uint64_t ahead = chain.is_shared ? 0 : config_.scheme->steps_ahead();
  for (; material->next_step <= chain.step + ahead; ++material->next_step) {
    const absl::StatusOr<uint64_t> kid = KidOf(chain, material->next_step);
    if (!kid.ok()) {
      return kid.status();
    }
    absl::StatusOr<std::unique_ptr<OpeningKey>> key =
        config_.scheme->NewOpeningKey(*kid, material->bytes);
    if (!key.ok()) {
      return key.status();
    }
    if (absl::Status status =
            config_.uses->CheckForOpening((*key)->fingerprint());
        !status.ok()) {
      return status;
    }
    entries->push_back({.ssrc = material->ssrc, .key = *std::move(key)});
    if (ahead == 0) {
      material->bytes = {};
      continue;
    }
    absl::StatusOr<SecretBytes> next = config_.scheme->Ratchet(material->bytes);
    if (!next.ok()) {
      return next.status();
    }
    material->bytes = *std::move(next);
  }
  return absl::OkStatus();
}

// EvictSharedKid forgets older keys whose KID `newer` has taken over, as epochs
// do whose low bits are the same (RFC 9605, Section 5.2). The keyring has
// dropped what they opened with; what seals goes on until another key is
// activated.
void ParticipantKeys::EvictSharedKid(const Chain& newer) {
  if (!newer.is_shared) {
    return;
  }
  const absl::StatusOr<uint64_t> kid = KidOf(newer, 0);
  for (auto chain = chains_.begin(); chain != chains_.end();) {
    const bool evicted = &chain->second != &newer && active_ != chain->first &&
                         KidOf(chain->second, 0) == kid;
    chain = evicted ? chains_.erase(chain) : std::next(chain);
  }
}

void ParticipantKeys::ActivateChain(const Chain& chain) {
  std::vector<SealingEntry> entries;
  for (const Material& material : chain.materials) {
    entries.push_back({.ssrc = material.ssrc, .key = material.sealing});
  }
  keyring_->SetSealing(std::move(entries));
}

uint64_t ParticipantKeys::NewestAuthenticated(const Chain& chain) const {
  const uint64_t ahead = chain.is_shared ? 0 : config_.scheme->steps_ahead();
  if (ahead == 0) {
    return chain.step;
  }
  const KeyringState state = keyring_->State();
  uint64_t newest = chain.step;
  for (uint64_t step = chain.step + 1; step <= chain.step + ahead; ++step) {
    const absl::StatusOr<uint64_t> kid = KidOf(chain, step);
    for (const OpeningEntry& entry : state.opening) {
      if (kid.ok() && entry.key->kid() == *kid && entry.key->authenticated()) {
        newest = step;
      }
    }
  }
  return newest;
}

// Follow brings `chain` to the newest step that its sender was heard at: the
// steps before it are retired, as many are derived again ahead of it.
absl::Status ParticipantKeys::Follow(absl::Time now, Chain* chain) {
  const uint64_t newest = NewestAuthenticated(*chain);
  const absl::Time expires = now + config_.ratchet_overlap;
  for (; chain->step < newest; ++chain->step) {
    if (const absl::StatusOr<uint64_t> kid = KidOf(*chain, chain->step);
        kid.ok()) {
      keyring_->RetireOpening(*kid, expires);
    }
  }
  chain->root = {};
  const size_t held = keyring_->State().opening.size();
  if (held + config_.scheme->steps_ahead() * chain->materials.size() >
      keyring_->max_keys()) {
    keyring_->Expire(expires);  // No room for what is on its way out.
  }
  return Derive(chain);
}

void ParticipantKeys::ReportLimits(std::vector<KeyEvent>* events) {
  const KeyringState state = keyring_->State();
  for (const SealingEntry& entry : state.sealing) {
    SealingKey& key = *entry.key;
    if (!key.Replenish().ok()) {
      ReportOnce(KeyEventKind::kReservationFailed, key.kid(), events);
    }
    if (key.sealed_units() >= key.limits().soft_sealed_units) {
      ReportOnce(KeyEventKind::kNearLimit, key.kid(), events);
    }
  }
  for (const OpeningEntry& entry : state.opening) {
    const OpeningKey& key = *entry.key;
    if (key.failed_openings() >= key.limits().soft_failed_openings) {
      ReportOnce(KeyEventKind::kNearLimit, key.kid(), events);
    }
    if (!key.usable()) {
      ReportOnce(KeyEventKind::kLimitReached, key.kid(), events);
    }
  }
}

void ParticipantKeys::ReportOnce(KeyEventKind kind, uint64_t kid,
                                 std::vector<KeyEvent>* events) {
  if (reported_.insert({kind, kid}).second) {
    events->push_back({.kind = kind, .participant = id_, .kid = kid});
  }
}

}  // namespace sealframe
