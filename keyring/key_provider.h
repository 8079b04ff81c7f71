// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The key provider: which participants have which keys. One provider serves
// both directions of a session: it holds the keys that this end's own
// participants seal with and those that open the others' frames.
//
// Keys are the application's. It hands them in, here; the provider derives from
// them, wipes them, and never stores or sends them anywhere.
//
// Adding a key and sealing with it are two steps, so that everybody can open
// with a key before anybody seals with it: `SetKey`, then `Activate`.
//
// Thread-safety: all of it may be called from several threads, never from the
// frame path.

#ifndef SEALFRAME_KEYRING_KEY_PROVIDER_H_
#define SEALFRAME_KEYRING_KEY_PROVIDER_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "sealframe/keyring/key_chain.h"
#include "sealframe/keyring/key_event.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider_options.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/participant_keys.h"
#include "sealframe/keyring/profile.h"
#include "sealframe/keyring/sealing_key_registry.h"
#include "sealframe/keyring/shared_keys.h"

namespace sealframe {

class KeyProvider {
 public:
  // Create makes a provider of keys for `profile`. It refuses a profile without
  // a key scheme, and a `max_keys_per_participant` outside [1, kMaxKeysLimit].
  static absl::StatusOr<std::shared_ptr<KeyProvider>> Create(
      Profile profile, const KeyProviderOptions& options = {});

  // AddLocalParticipant says that `id` is this end's own: its keys seal. Its
  // `sender_number`, where the scheme needs one for shared keys, is its own
  // among all participants: an error otherwise.
  absl::Status AddLocalParticipant(
      absl::string_view id,
      absl::optional<uint64_t> sender_number = absl::nullopt);

  // AddRemoteParticipant says that `id` is somebody else: its keys open. With a
  // key per participant, `SetKey` does so by itself.
  absl::Status AddRemoteParticipant(
      absl::string_view id,
      absl::optional<uint64_t> sender_number = absl::nullopt);

  // RemoveParticipant forgets `id` and all its keys. Its streams are without a
  // key from their next frame on, until it is added again.
  absl::Status RemoveParticipant(absl::string_view id);

  // AddSsrc says that `id` sends a stream `ssrc`. Only for schemes in which
  // each stream has a key of its own; a key that has ratcheted already has none
  // for a new stream.
  absl::Status AddSsrc(absl::string_view id, uint32_t ssrc);

  // SetSharedKey adds the meeting's key numbered `key_index`, which is an MLS
  // epoch or a ring index. A key whose number is the same in the bits that
  // travel is evicted (`KeyScheme::Slot`). On error nobody has it. Only in
  // shared mode.
  absl::Status SetSharedKey(uint64_t key_index, const KeyMaterial& material);

  // RetireSharedKey is `Retire` for all participants, those too who come later.
  absl::Status RetireSharedKey(uint64_t key_index, absl::Duration overlap);

  // SetKey adds a key of participant `id`, numbered `key_index`: a generation,
  // or a ring index. Who joins late gets it at ratchet step `step`. A key that
  // was added to seal with cannot be added again, which would repeat its
  // counters, nor can one that opens. Only with a key per participant.
  absl::Status SetKey(absl::string_view id, uint64_t key_index,
                      const KeyMaterial& material, uint64_t step = 0);

  // Activate makes local participant `id` seal with key `key_index` from its
  // next frame on.
  absl::Status Activate(absl::string_view id, uint64_t key_index);

  // Retire lets key `key_index` open frames for `overlap` more, and then
  // forgets it. Of a local participant it forgets the key at once. Only with a
  // key per participant.
  absl::Status Retire(absl::string_view id, uint64_t key_index,
                      absl::Duration overlap);

  // Ratchet makes local participant `id` seal with the next step of its active
  // key from its next frame on. Receivers follow by the KID.
  absl::Status Ratchet(absl::string_view id);

  // CurrentKey returns the material and step that the active key of local
  // participant `id` is at: what somebody who joins now is given.
  absl::StatusOr<KeyAtStep> CurrentKey(absl::string_view id) const;

  // profile returns the profile that the provider was made with.
  const Profile& profile() const { return profile_; }

  // has_keys returns whether there is any key that is not retired.
  bool has_keys() const;

  // KeyringOf returns the keyring that the streams of `id` read. It may be
  // asked for before `id` is known or has a key.
  std::shared_ptr<const Keyring> KeyringOf(absl::string_view id);

  // Maintain does what is due: follows ratchets, forgets retired keys, reserves
  // counters (which may block), looks at limits. It returns what happened since
  // the last call. Call it once a second or so (`Session::Poll` does).
  std::vector<KeyEvent> Maintain();

 private:
  KeyProvider(Profile profile, const KeyProviderOptions& options);

  absl::Status AddParticipant(absl::string_view id, bool is_local,
                              absl::optional<uint64_t> sender_number);
  absl::Status CheckNewParticipant(absl::string_view id,
                                   absl::optional<uint64_t> sender_number) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  absl::StatusOr<ParticipantKeys*> Find(absl::string_view id,
                                        bool must_be_local) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  ParticipantKeys& FindOrMake(absl::string_view id)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const Profile profile_;
  const KeyProviderOptions options_;
  mutable absl::Mutex mutex_;
  std::map<std::string, std::unique_ptr<ParticipantKeys>, std::less<>>
      participants_ ABSL_GUARDED_BY(mutex_);
  SharedKeys shared_ ABSL_GUARDED_BY(mutex_);
  SealingKeyRegistry uses_ ABSL_GUARDED_BY(mutex_);  // Of all participants.
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_KEY_PROVIDER_H_
