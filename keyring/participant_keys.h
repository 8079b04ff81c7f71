// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// One participant's keys in the key provider: a chain for each key that the
// application set, and the keyring with the keys derived from them.
//
// Thread-safety: none except the keyring's; the key provider locks. Allocates.

#ifndef SEALFRAME_KEYRING_PARTICIPANT_KEYS_H_
#define SEALFRAME_KEYRING_PARTICIPANT_KEYS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "sealframe/keyring/key_chain.h"
#include "sealframe/keyring/key_event.h"
#include "sealframe/keyring/key_limit_monitor.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_plan.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/maintenance.h"
#include "sealframe/keyring/participant_config.h"
#include "sealframe/keyring/shared_key.h"

namespace sealframe {

class ParticipantKeys {
 public:
  ParticipantKeys(std::string id,
                  std::shared_ptr<const ParticipantConfig> config);
  ~ParticipantKeys() { mark_->Detach(); }
  // Declare makes the participant known, as this end's own if `is_local`, with
  // the keys `shared_keys`, by key index. On failure it is not declared.
  absl::Status Declare(bool is_local, std::optional<uint64_t> sender_number,
                       const std::map<uint64_t, SharedKey>& shared_keys);

  bool is_declared() const { return is_declared_; }
  bool is_local() const { return is_local_; }
  std::optional<uint64_t> sender_number() const { return sender_number_; }
  const std::shared_ptr<Keyring>& keyring() const { return keyring_; }
  bool empty() const { return chains_.empty(); }
  bool has_key(uint64_t index) const { return chains_.count(index) != 0; }
  std::optional<uint64_t> active() const { return active_; }

  const std::string& id() const { return id_; }
  const std::shared_ptr<MaintenanceMark>& mark() const { return mark_; }
  // is_unused returns whether it is not declared and no stream reads its keys.
  bool is_unused() const;
  // version returns a number that no other state of any participant has.
  uint64_t version() const { return version_; }

  // Prepare derives a new key, and changes nothing.
  absl::StatusOr<PreparedKeys> Prepare(uint64_t key_index,
                                       const SharedKey& key);
  // Commit makes a prepared change, and declares the participant. Nothing else
  // may have changed since `Prepare`. Older keys that conflict with a new one
  // (`KeySchemeTraits::Conflict`) are evicted, except the active key.
  void Commit(PreparedKeys prepared);

  // These make or plan the functions of `KeyProvider` for this participant.
  // PlanFollow ratchets to the newest step that has opened a frame, if there is
  // a new one.
  absl::StatusOr<KeyPlan> PlanKey(uint64_t key_index, uint64_t step,
                                  const KeyMaterial& material);
  absl::StatusOr<KeyPlan> PlanSsrc(uint32_t ssrc);
  absl::StatusOr<KeyPlan> PlanRatchet();
  std::optional<KeyPlan> PlanFollow(absl::Time now);

  absl::Status Activate(uint64_t key_index);
  absl::Status Retire(uint64_t key_index, absl::Time when);
  absl::StatusOr<KeyAtStep> CurrentKey() const;
  // Maintain returns when to call it again, if nothing marks the participant
  // before: the infinite past for the next time.
  absl::Time Maintain(absl::Time now, std::vector<KeyEvent>* events);

  // Clear removes all keys and undoes `Declare`. Streams keep their keyring.
  void Clear();

 private:
  void Touch();
  absl::Status NoActiveKey() const;
  absl::StatusOr<KeyChange> Start(uint64_t key_index, const SharedKey& key);
  KeyChainParams NewChain(uint64_t key_index);
  absl::Status CheckIndex(uint64_t key_index) const;
  absl::Status CheckCount(const KeyChain& added) const;
  absl::StatusOr<PreparedKeys> Check(const KeyChanges& changes) const;
  absl::StatusOr<PreparedKeys> CheckNew(const KeyChanges& changes) const;
  absl::Status CommitIfOk(absl::StatusOr<PreparedKeys> prepared);
  void Publish(const PreparedKeys& prepared);
  void EvictConflicts(const KeyChain& newer);
  void NoteRatchet(const KeyChain& chain);
  void Follow(absl::Time now, const absl::StatusOr<KeyChange>& change);

  const std::string id_;
  const std::shared_ptr<const ParticipantConfig> config_;
  const std::shared_ptr<MaintenanceMark> mark_;
  const std::shared_ptr<Keyring> keyring_;
  bool is_declared_ = false;
  bool is_local_ = false;
  std::optional<uint64_t> sender_number_;
  std::vector<uint32_t> ssrcs_;
  std::map<uint64_t, KeyChain> chains_;  // By key index.
  uint64_t chains_started_ = 0;
  std::optional<uint64_t> active_;  // The index of the key that seals.
  std::vector<KeyEvent> pending_;
  KeyLimitMonitor limit_monitor_;
  uint64_t version_;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_PARTICIPANT_KEYS_H_
