// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The key scheme of formats whose frames name a place in a ring of keys, and
// carry their IVs: LiveKit's and Jitsi's.
//
// Keys are AES-GCM's. They are derived from key bytes by HKDF-SHA256, from
// passphrases by PBKDF2-HMAC-SHA256 with 100,000 iterations, or are given as
// they are. All senders that share a key seal with the same AEAD key, told
// apart by the SSRCs in their IVs alone: sender numbers mean nothing here.
//
// A frame names its key by one byte: the key's index modulo the ring's size. In
// the engine that is the low byte of its KID, and the ratchet step is the rest.
// A new key takes the place of the one in its slot. Whoever walks round the
// ring needs to retire nothing: where room runs out, the oldest keys go.
//
// A step ahead is known by nothing but that it opens the frame. All that a
// receiver may need are derived beforehand, so that no frame causes a
// derivation.
//
// A weakness of LiveKit's that is part of it: with one salt for both, an AES
// key is the front of the next step's material, or, with 256 bits, all of it.
// Who learns such a key has all that follow.
//
// Counters cannot be reserved (frame/formats/ring/iv_nonces.h): `NewSealingKey`
// makes no use of what it is given.
//
// Thread-safety and allocation are as `KeyScheme` says.

#ifndef SEALFRAME_FRAME_FORMATS_RING_RING_KEY_SCHEME_H_
#define SEALFRAME_FRAME_FORMATS_RING_RING_KEY_SCHEME_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/ring/iv_nonces.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_scheme.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {

inline constexpr uint64_t kMaxRingSize = 256;  // An index is a byte.
// A forged frame costs a run of the cipher for each step of the window.
inline constexpr uint64_t kMaxRatchetWindow = 16;

struct RingKeySchemeOptions {
  std::string salt = {};          // For deriving keys, of both kinds.
  std::string ratchet_salt = {};  // For the next step's material.
  size_t info_size = 0;           // How many zeros are HKDF's info.
  bool takes_passphrases = false;
  size_t key_size = 16;         // Of AES: 16 or 32 bytes.
  uint64_t ring_size = 16;      // 1 to `kMaxRingSize`.
  uint64_t ratchet_window = 8;  // Steps ahead: up to `kMaxRatchetWindow`.
  IvTail iv_tail = IvTail::kTimestampLessCount;
};

class RingKeyScheme final : public KeyScheme {
 public:
  // Create refuses options outside of what is said beside them.
  static absl::StatusOr<std::shared_ptr<const RingKeyScheme>> Create(
      const RingKeySchemeOptions& options);

  absl::StatusOr<uint64_t> KeyId(uint64_t key_index,
                                 uint64_t step) const override;
  absl::StatusOr<uint64_t> SharedKeyId(
      uint64_t key_index,
      absl::optional<uint64_t> sender_number) const override;
  absl::StatusOr<std::unique_ptr<SealingKey>> NewSealingKey(
      uint64_t kid, const KeyMaterial& material,
      CounterReservations* reservations) const override;
  absl::StatusOr<std::unique_ptr<OpeningKey>> NewOpeningKey(
      uint64_t kid, const KeyMaterial& material) const override;
  absl::StatusOr<KeyMaterial> Ratchet(const KeyMaterial& material,
                                      uint64_t step) const override;

 private:
  explicit RingKeyScheme(const RingKeySchemeOptions& options)
      : KeyScheme({.steps_ahead = options.ratchet_window,
                   .senders_share_keys = true,
                   .forgets_oldest_keys = true,
                   .kid_mask = kMaxRingSize - 1}),
        options_(options) {}

  absl::StatusOr<SecretBytes> Derive(const KeyMaterial& material,
                                     const std::string& salt,
                                     size_t size) const;
  absl::StatusOr<SecretBytes> AeadKey(const KeyMaterial& material) const;

  const RingKeySchemeOptions options_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_RING_KEY_SCHEME_H_
