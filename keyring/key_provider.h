// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The key provider: the keys of all participants of a call, in both directions.
//
// The application supplies the keys. Setting a key and sealing with it are two
// steps, `SetKey` and `Activate`, so that every participant can open with a key
// before any seals with it.
//
// Thread-safety: may be used from several threads, never on the frame path.

#ifndef SEALFRAME_KEYRING_KEY_PROVIDER_H_
#define SEALFRAME_KEYRING_KEY_PROVIDER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/key_event.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_plan.h"
#include "sealframe/keyring/key_provider_options.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {

class Participants;

class KeyProvider {
 public:
  // Create returns a provider of keys for `profile`. It rejects a profile
  // without a key scheme, and options out of range.
  static absl::StatusOr<std::shared_ptr<KeyProvider>> Create(
      Profile profile, const KeyProviderOptions& options = {});
  ~KeyProvider();

  // AddLocalParticipant adds this end's own participant `id`, not empty, whose
  // keys seal. AddRemoteParticipant adds one whose keys open; `SetKey` does so
  // by itself. `sender_number` must be present where shared keys need one. One
  // that was used under a key is refused for that key (docs/decisions/0003).
  absl::Status AddLocalParticipant(absl::string_view id,
                                   std::optional<uint64_t> sender_number = {});
  absl::Status AddRemoteParticipant(absl::string_view id,
                                    std::optional<uint64_t> sender_number = {});

  // RemoveParticipant removes `id` and all its keys. Its streams have no key
  // from their next frame on, until it is added again.
  absl::Status RemoveParticipant(absl::string_view id);
  // AddSsrc adds stream `ssrc` of `id`, in profiles with keys for single
  // streams. It fails if a key of `id` has ratcheted.
  absl::Status AddSsrc(absl::string_view id, uint32_t ssrc);

  // SetSharedKey sets the meeting's key `key_index`, an MLS epoch or a ring
  // index. It refuses weak material, as `SetKey` does, and evicts older keys in
  // conflict with it (KeySchemeTraits). On failure no participant has the key.
  // Where senders have numbers, a retired key cannot be set again.
  // RetireSharedKey is `Retire` for all participants. In shared mode only.
  absl::Status SetSharedKey(uint64_t key_index, const KeyMaterial& material);
  absl::Status RetireSharedKey(uint64_t key_index, absl::Duration overlap);

  // SetKey sets key `key_index` of `id`, with the material of ratchet step
  // `step`. It fails if `id` has such a key, if the material is weak
  // (`CheckKeyMaterial`), if the key's counters would repeat
  // (`SealingCounterTable::Find`), and, unless senders may share keys, if one
  // key would both seal and open. In per-participant mode only.
  absl::Status SetKey(absl::string_view id, uint64_t key_index,
                      const KeyMaterial& material, uint64_t step = 0);

  // Activate makes local participant `id` seal with a key from its next frame.
  absl::Status Activate(absl::string_view id, uint64_t key_index);
  // Retire lets key `key_index` of `id` open frames for another `overlap`. A
  // local participant's key is removed at once. In per-participant mode only.
  absl::Status Retire(absl::string_view id, uint64_t key_index,
                      absl::Duration overlap);
  // Ratchet advances the active key of local participant `id` by one step, from
  // its next frame on. Others that share it stay at their step, and
  // participants added later begin at this one. CurrentKey returns it, for a
  // participant that joins.
  absl::Status Ratchet(absl::string_view id);
  absl::StatusOr<KeyAtStep> CurrentKey(absl::string_view id) const;

  const Profile& profile() const { return profile_; }
  const Clock& clock() const { return *options_.clock; }
  // has_keys returns whether any key is set and not retired.
  bool has_keys() const;
  // SealingKeyringOf returns the keyring of local participant `id`, and
  // OpeningKeyringOf that of a remote one. They fail if `id` is not one.
  using SharedKeyring = std::shared_ptr<const Keyring>;
  absl::StatusOr<SharedKeyring> SealingKeyringOf(absl::string_view id) const;
  absl::StatusOr<SharedKeyring> OpeningKeyringOf(absl::string_view id) const;

  // Maintain follows ratchets, removes and wipes keys, reserves counters (which
  // may block) and checks limits, of participants for whom any is due. It
  // returns the events since the last call. `Session::Poll` calls it.
  std::vector<KeyEvent> Maintain();

 private:
  KeyProvider(Profile profile, const KeyProviderOptions& options);
  absl::Status Change(absl::string_view id,
                      absl::FunctionRef<absl::StatusOr<KeyPlan>()> plan_change);

  const Profile profile_;
  const KeyProviderOptions options_;
  mutable absl::Mutex mutex_;
  const std::unique_ptr<Participants> participants_ ABSL_PT_GUARDED_BY(mutex_);
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_KEY_PROVIDER_H_
