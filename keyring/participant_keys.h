// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// One participant's keys as the key provider keeps them: the material that the
// application gave, the steps it has been ratcheted, and the keyring with what
// was derived from it.
//
// Thread-safety: none but the keyring's; the key provider locks. Allocates.

#ifndef KEYRING_PARTICIPANT_KEYS_H_
#define KEYRING_PARTICIPANT_KEYS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "crypto/secret_bytes.h"
#include "keyring/counter_reservations.h"
#include "keyring/key_scheme.h"
#include "keyring/key_uses.h"
#include "keyring/keyring.h"
#include "keyring/sealing_key.h"

namespace sealframe {

enum class KeyEventKind : uint8_t {
  kRatcheted,          // A participant's key went on by one step or more.
  kNearLimit,          // A key is close to its limit: change it soon.
  kLimitReached,       // A key is at its limit and has stopped.
  kReservationFailed,  // Counters could not be written down ahead.
};

// KeyEvent is something that happened to a participant's key off the frame
// path.
struct KeyEvent {
  KeyEventKind kind;
  std::string participant;
  uint64_t kid = 0;
};

// KeyAtStep is key material as it is after some ratchet steps.
struct KeyAtStep {
  uint64_t key_index = 0;
  uint64_t step = 0;
  SecretBytes material;
};

class ParticipantKeys {
 public:
  struct Config {
    std::shared_ptr<const KeyScheme> scheme;
    size_t max_keys = kDefaultMaxKeys;
    absl::Duration ratchet_overlap;
    CounterReservations* reservations = nullptr;
    KeyUses* uses = nullptr;
  };

  ParticipantKeys(std::string id, const Config& config);

  // What the provider knows of the participant. It is nobody's until declared.
  bool is_declared = false;
  bool is_local = false;
  absl::optional<uint64_t> sender_number;

  const std::shared_ptr<Keyring>& keyring() const { return keyring_; }
  bool empty() const { return chains_.empty(); }

  absl::Status AddSsrc(uint32_t ssrc);

  // Add adds key `key_index` at `step`. A shared key of the same KID is
  // evicted. On error nothing has changed.
  absl::Status Add(uint64_t key_index, uint64_t step, bool is_shared,
                   const SecretBytes& material);

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
  // The material of one stream, or of all, ratcheted `next_step` times.
  struct Material {
    absl::optional<uint32_t> ssrc;
    uint64_t next_step = 0;
    SecretBytes bytes;
    std::shared_ptr<SealingKey> sealing;  // Only of a local participant.
  };
  struct Chain {
    uint64_t key_index = 0;
    uint64_t step = 0;  // That the sender is known to be at.
    bool is_shared = false;
    SecretBytes root;  // Only while streams of their own may still be added.
    std::vector<Material> materials;
  };

  absl::StatusOr<uint64_t> KidOf(const Chain& chain, uint64_t step) const;
  absl::StatusOr<Material> MaterialOf(const Chain& chain,
                                      const SecretBytes& bytes,
                                      absl::optional<uint32_t> ssrc) const;
  absl::Status Derive(Chain* chain);
  absl::Status DeriveSealing(const Chain& chain, Material* material) const;
  absl::Status DeriveOpening(const Chain& chain, Material* material,
                             std::vector<OpeningEntry>* entries) const;
  void EvictSharedKid(const Chain& newer);
  void ActivateChain(const Chain& chain);
  uint64_t NewestAuthenticated(const Chain& chain) const;
  absl::Status Follow(absl::Time now, Chain* chain);
  void ReportLimits(std::vector<KeyEvent>* events);
  void ReportOnce(KeyEventKind kind, uint64_t kid,
                  std::vector<KeyEvent>* events);

  const std::string id_;
  const Config config_;
  const std::shared_ptr<Keyring> keyring_;
  std::vector<uint32_t> ssrcs_;
  std::map<uint64_t, Chain> chains_;  // By key index.
  absl::optional<uint64_t> active_;   // The key index that seals.
  std::vector<KeyEvent> pending_;
  std::set<std::pair<KeyEventKind, uint64_t>> reported_;
};

}  // namespace sealframe

#endif  // KEYRING_PARTICIPANT_KEYS_H_
