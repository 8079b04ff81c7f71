// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The key scheme of LiveKit's, VideoSDK's and Jitsi's formats, whose frames
// carry a ring index and their IV.
//
// Keys are AES-GCM keys. They are derived from key bytes by HKDF-SHA256 or from
// passphrases by PBKDF2-HMAC-SHA256 with 100,000 iterations, or used as given.
// All senders that share a key seal with the same AEAD key at the same ratchet
// step, and only the SSRC in the IV separates them. The scheme ignores sender
// numbers.
//
// A frame identifies its key by one byte, the key index modulo the ring size.
// It is the low byte of the engine's KID; the ratchet step is the rest. A new
// key replaces the one at its ring index. If there is no room, the oldest keys
// make room, so applications may cycle through the ring without retiring keys.
//
// Frames do not carry the ratchet step: a step is recognised by opening a
// frame. Receivers derive the steps ahead in advance, so that no frame causes a
// derivation.
//
// LiveKit's format has a weakness: it uses one salt for keys and ratchet, so an
// AES key is the front of the next step's material, or all of it with 256 bits.
// A 256-bit key reveals all later keys.
//
// Counters cannot be reserved (frame/formats/ring/iv_nonces.h): `NewSealingKey`
// ignores `reservations`.
//
// Thread-safety and allocation: those of `KeyScheme`.

#ifndef SEALFRAME_FRAME_FORMATS_RING_RING_KEY_SCHEME_H_
#define SEALFRAME_FRAME_FORMATS_RING_RING_KEY_SCHEME_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/ring/iv_nonces.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/iv/iv_frame.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_scheme.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {

inline constexpr uint64_t kMaxRingSize = 256;  // A ring index is a byte.
// Each reading of a forged frame (frame/formats/ring/ring_opener.h) costs a
// cipher pass for the current step and for each step of the ratchet window, and
// as many again for the steps before the current one, as long as those still
// open late frames.
inline constexpr uint64_t kMaxRatchetWindow = 16;

struct RingKeySchemeOptions {
  std::string salt = {};  // Derives keys from bytes and passphrases.
  // Derives the next step's material. Equal to `salt` if passphrases are taken.
  std::string ratchet_salt = {};
  size_t info_size = 0;  // HKDF's info is this many zeros.
  bool takes_passphrases = false;
  size_t key_size = 16;  // AES key size: 16 or 32 bytes.
  // Given AEAD keys may have 16 or 32 bytes, independently of `key_size`.
  bool takes_any_aead_key = false;
  uint64_t ring_size = 16;      // 1 to `kMaxRingSize`.
  uint64_t ratchet_window = 8;  // Steps ahead: up to `kMaxRatchetWindow`.
  IvTail iv_tail = IvTail::kTimestampLessCount;
};

class RingKeyScheme final : public KeyScheme {
 public:
  // Create rejects options outside the ranges documented above.
  static absl::StatusOr<std::shared_ptr<const RingKeyScheme>> Create(
      const RingKeySchemeOptions& options);

  absl::StatusOr<uint64_t> KeyId(uint64_t key_index,
                                 uint64_t step) const override;
  absl::StatusOr<uint64_t> SharedKeyId(
      uint64_t key_index, std::optional<uint64_t> sender_number) const override;
  // Expand derives 32 bytes from a passphrase: the next step's material, whose
  // front is this step's AEAD key.
  absl::StatusOr<KeyMaterial> Expand(
      const KeyMaterial& material) const override;
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
                   .shared_keys_ratchet = true,
                   .forgets_oldest_keys = true,
                   .iv_rule = IvRule{},
                   .kid_mask = kMaxRingSize - 1}),
        options_(options) {}

  absl::StatusOr<SecretBytes> Derive(const KeyMaterial& material,
                                     const std::string& salt,
                                     size_t size) const;
  absl::StatusOr<SecretBytes> DeriveFromPassphrase(
      const KeyMaterial& passphrase, size_t size) const;
  absl::StatusOr<SecretBytes> AeadKey(const KeyMaterial& material) const;

  const RingKeySchemeOptions options_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_RING_KEY_SCHEME_H_
