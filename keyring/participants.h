// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// All participants of a key provider (keyring/key_provider.h), with the keys
// that they share.
//
// Thread-safety: none; the key provider locks. Allocates.

#ifndef SEALFRAME_KEYRING_PARTICIPANTS_H_
#define SEALFRAME_KEYRING_PARTICIPANTS_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "sealframe/keyring/key_event.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_plan.h"
#include "sealframe/keyring/key_provider_options.h"
#include "sealframe/keyring/key_roles.h"
#include "sealframe/keyring/key_scheme.h"
#include "sealframe/keyring/left_participants.h"
#include "sealframe/keyring/maintenance.h"
#include "sealframe/keyring/participant_config.h"
#include "sealframe/keyring/participant_keys.h"
#include "sealframe/keyring/sender_numbers.h"
#include "sealframe/keyring/shared_key.h"

namespace sealframe {

class Participants {
 public:
  Participants(std::shared_ptr<const KeyScheme> scheme,
               const KeyProviderOptions& options);

  // Add declares participant `id` and gives it the shared keys. On failure it
  // is not declared.
  absl::Status Add(absl::string_view id, bool is_local,
                   std::optional<uint64_t> sender_number);

  // Find returns participant `id` if it is declared, FindLocal if it is also
  // local, and FindRemote if it is not.
  absl::StatusOr<ParticipantKeys*> Find(absl::string_view id) const;
  absl::StatusOr<ParticipantKeys*> FindLocal(absl::string_view id) const;
  absl::StatusOr<ParticipantKeys*> FindRemote(absl::string_view id) const;

  // Remove removes `id` and its keys. Its streams read the same keyring if it
  // is added again, and so do new ones, with the replay windows that it had,
  // for the last `kParticipantsRemembered` that left.
  absl::Status Remove(absl::string_view id);

  // FindOrMake returns participant `id`, which may not be declared.
  ParticipantKeys& FindOrMake(absl::string_view id);

  // These make or plan the functions of `KeyProvider`.
  absl::Status SetSharedKey(uint64_t key_index, const SharedKey& key);
  absl::Status RetireSharedKey(uint64_t key_index, absl::Time when);
  absl::StatusOr<KeyPlan> PlanRatchet(absl::string_view id);

  // Commit commits `plan` for participant `id`, unless the participant has
  // changed since.
  std::optional<absl::Status> Commit(absl::string_view id, const KeyPlan& plan,
                                     const KeyChanges& changes);

  // has_keys returns whether any key is set and not retired.
  bool has_keys() const;

  // TakeDue returns the participants with maintenance due. PlanFollow and
  // Maintain do it for one of them; Maintain drops it if it is unused.
  std::vector<std::shared_ptr<MaintenanceMark>> TakeDue(absl::Time now);
  std::optional<KeyPlan> PlanFollow(const MaintenanceMark& mark,
                                    absl::Time now);
  void Maintain(const std::shared_ptr<MaintenanceMark>& mark, absl::Time now,
                std::vector<KeyEvent>* events);

 private:
  struct HeldKey {
    SharedKey key;
    uint64_t number;  // In `sender_numbers_`.
  };

  bool is_shared() const { return options_.mode == KeyMode::kShared; }
  absl::Status CheckNew(absl::string_view id, bool is_local,
                        std::optional<uint64_t> sender_number) const;
  absl::Status CheckSharedKey(uint64_t key_index,
                              const KeyMaterial& material) const;
  std::map<uint64_t, SharedKey> SharedKeys() const;
  using HeldKeys = std::map<uint64_t, HeldKey>;
  HeldKeys::iterator Forget(HeldKeys::iterator key);
  bool Conflict(uint64_t key_index, uint64_t other_key_index) const;

  const std::shared_ptr<const KeyScheme> scheme_;
  const KeyProviderOptions options_;
  KeyRoles roles_;
  MaintenanceSchedule schedule_;
  const std::shared_ptr<const ParticipantConfig> config_;
  SenderNumbers sender_numbers_;
  LeftParticipants left_;
  std::map<std::string, std::unique_ptr<ParticipantKeys>, std::less<>>
      participants_;                                // By id.
  std::map<uint64_t, ParticipantKeys*> by_number_;  // By sender number.
  HeldKeys shared_keys_;                            // By key index.
  // Shared keys that are or were set, with their KIDs, where senders have
  // numbers.
  std::set<KeyFingerprint> used_shared_keys_;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_PARTICIPANTS_H_
