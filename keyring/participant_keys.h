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
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "sealframe/keyring/key_chain.h"
#include "sealframe/keyring/key_event.h"
#include "sealframe/keyring/key_limit_monitor.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider_options.h"
#include "sealframe/keyring/key_scheme.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/keyring_state.h"
#include "sealframe/keyring/sealing_key_registry.h"

namespace sealframe {

class ParticipantKeys {
 public:
  struct Config {
    std::shared_ptr<const KeyScheme> scheme;
    KeyProviderOptions options;
    SealingKeyRegistry* registry = nullptr;
  };

  ParticipantKeys(std::string id, const Config& config);

  // Declare makes the participant known, as this end's own if `is_local`, with
  // the keys `shared_keys`, by key index. On failure it is not declared.
  absl::Status Declare(bool is_local, absl::optional<uint64_t> sender_number,
                       const std::map<uint64_t, KeyMaterial>& shared_keys);

  bool is_declared() const { return is_declared_; }
  bool is_local() const { return is_local_; }
  absl::optional<uint64_t> sender_number() const { return sender_number_; }
  const std::shared_ptr<Keyring>& keyring() const { return keyring_; }
  bool empty() const { return chains_.empty(); }
  bool has_key(uint64_t index) const { return chains_.count(index) != 0; }

  // is_unused returns whether the participant is not declared and no stream
  // reads its keyring.
  bool is_unused() const;

  // Prepared is a change that passed every check, for `Commit`.
  struct Prepared {
    std::vector<KeyChain> chains;
    std::vector<SealingEntry> added_sealing;
    std::vector<OpeningEntry> added_opening;
    std::vector<OpeningEntry> opening;  // All of the keyring's.
  };

  // Prepare derives a new key, and changes nothing.
  absl::StatusOr<Prepared> Prepare(uint64_t key_index, uint64_t step,
                                   const KeyMaterial& material);

  // Commit makes a prepared change, and declares the participant. Nothing else
  // may have changed since `Prepare`. Older keys that conflict with a new one
  // (`KeySchemeTraits::Conflict`) are evicted, except the active key.
  void Commit(Prepared prepared);

  // These are the functions of `KeyProvider` for this participant.
  absl::Status AddSsrc(uint32_t ssrc);
  absl::Status Activate(uint64_t key_index);
  absl::Status Retire(uint64_t key_index, absl::Time when);
  absl::Status Ratchet();
  absl::StatusOr<KeyAtStep> CurrentKey() const;
  void Maintain(absl::Time now, std::vector<KeyEvent>* events);

  // Clear removes all keys and undoes `Declare`. Streams keep the keyring.
  void Clear();

 private:
  absl::StatusOr<KeyChange> Start(uint64_t key_index, uint64_t step,
                                  const KeyMaterial& material);
  absl::Status CheckCount(const KeyChain& added) const;
  absl::StatusOr<Prepared> Check(
      const std::vector<absl::StatusOr<KeyChange>>& changes) const;
  void Publish(const Prepared& prepared);
  void EvictConflicts(const KeyChain& newer);
  bool Follow(absl::Time now, KeyChain* chain);

  const std::string id_;
  const Config config_;
  const std::shared_ptr<Keyring> keyring_;
  bool is_declared_ = false;
  bool is_local_ = false;
  absl::optional<uint64_t> sender_number_;
  std::vector<uint32_t> ssrcs_;
  std::map<uint64_t, KeyChain> chains_;  // By key index.
  uint64_t chains_started_ = 0;
  absl::optional<uint64_t> active_;  // The index of the key that seals.
  std::vector<KeyEvent> pending_;
  KeyLimitMonitor limit_monitor_;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_PARTICIPANT_KEYS_H_
