// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// One participant's keys as the key provider keeps them: a chain for each key
// that the application gave, and the keyring with what they came to.
//
// Thread-safety: none but the keyring's; the key provider locks. Allocates.

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
#include "absl/types/span.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_chain.h"
#include "sealframe/keyring/key_event.h"
#include "sealframe/keyring/key_limit_monitor.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_scheme.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/sealing_key_registry.h"

namespace sealframe {

class ParticipantKeys {
 public:
  struct Config {
    std::shared_ptr<const KeyScheme> scheme;
    size_t max_keys = kDefaultMaxKeys;
    absl::Duration ratchet_overlap;
    bool is_shared = false;  // The keys are: they enter with a sender number.
    CounterReservations* reservations = nullptr;
    SealingKeyRegistry* uses = nullptr;
  };

  ParticipantKeys(std::string id, const Config& config);

  // What the provider knows of the participant. It is nobody's until declared.
  bool is_declared = false;
  bool is_local = false;
  absl::optional<uint64_t> sender_number;

  const std::shared_ptr<Keyring>& keyring() const { return keyring_; }
  bool empty() const { return chains_.empty(); }

  absl::Status AddSsrc(uint32_t ssrc);

  // Prepare makes the chain of a new key and finds out whether it can be
  // added. It adds nothing.
  absl::StatusOr<KeyChain> Prepare(uint64_t key_index, uint64_t step,
                                   const KeyMaterial& material);

  // Commit adds a chain from `Prepare`, if nothing has changed since. Another
  // key in its slot (`KeyScheme::Slot`) is evicted, unless it seals.
  void Commit(KeyChain chain);

  absl::Status Activate(uint64_t key_index);
  absl::Status Retire(uint64_t key_index, absl::Time when);
  absl::Status Ratchet();
  absl::StatusOr<KeyAtStep> CurrentKey() const;

  // Clear forgets all keys and what was declared. Streams that read the keyring
  // go on reading it.
  void Clear();

  // Maintain is `KeyProvider::Maintain` for this participant.
  void Maintain(absl::Time now, std::vector<KeyEvent>* events);

 private:
  absl::Status CheckCount(const KeyChain& added) const;
  absl::Status Check(absl::Span<const KeyChain> chains) const;
  void Publish(KeyChain* chain);
  void EvictSlot(const KeyChain& newer);
  uint64_t NewestAuthenticated(const KeyChain& chain) const;
  bool Follow(absl::Time now, KeyChain* chain);

  const std::string id_;
  const Config config_;
  const std::shared_ptr<Keyring> keyring_;
  std::vector<uint32_t> ssrcs_;
  std::map<uint64_t, KeyChain> chains_;  // By key index.
  uint64_t chains_made_ = 0;
  absl::optional<uint64_t> active_;  // The key index that seals.
  std::vector<KeyEvent> pending_;
  KeyLimitMonitor watch_;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_PARTICIPANT_KEYS_H_
