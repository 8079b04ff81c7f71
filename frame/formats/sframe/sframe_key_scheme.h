// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// SFrame's key scheme: the key derivation of RFC 9605, Section 4.4.2, with the
// KIDs of sender keys (Section 5.1) or, for shared keys, the MLS layout
// (Section 5.2). Material is a base key, or sframe_key and sframe_salt of one
// KID (`KeyMaterial::FromAeadKeyAndSalt`), which does not ratchet. SFrame has
// no derivation from passphrases, and an AEAD key alone has no salt.
//
// Thread-safety and allocation: those of `KeyScheme`.

#ifndef SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_KEY_SCHEME_H_
#define SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_KEY_SCHEME_H_

#include <cstdint>
#include <memory>
#include <optional>

#include "absl/status/statusor.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/frame/formats/sframe/key_id.h"
#include "sealframe/frame/formats/sframe/sframe_key_schedule.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_scheme.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {

// The most ratchet steps that receivers derive ahead of a sender. Each takes
// one place in the keyring. A sender that ratchets on every join gets further
// ahead only if a receiver opens none of its frames in between.
inline constexpr uint64_t kMaxStepsAhead = 8;

struct SFrameKeySchemeOptions {
  CipherSuite suite = CipherSuite::kAes128GcmSha256_128;
  // R of Section 5.1. With 0, keys do not ratchet and a key's index is its KID.
  // With 1, late frames of the previous step are lost.
  unsigned ratchet_bits = 0;
  // S and E of Section 5.2, for shared keys. The default has no bits for the
  // context, and gives the shortest KIDs to the lowest sender numbers.
  MlsKeyIdLayout shared_layout = {.sender_bits = 60, .epoch_bits = 4};
  // MLS's context: the top bits of the KIDs of shared keys.
  uint64_t shared_context = 0;
  // Derive a base key for each SSRC (draft-ietf-avtcore-rtp-sframe-02, Section
  // 7).
  bool per_ssrc = false;
  // Shared keys only: a shared key is the epoch secret of cisco/sframe's
  // MLSContext, which derives a base key for each sender from it. RFC 9605 has
  // one base key for all of them. Not together with `per_ssrc`.
  bool cisco_mls = false;
  // Seal video also in the suites with tags of 4 bytes, which RFC 9605, Section
  // 7.5 keeps for audio. Opening does not depend on it.
  bool allow_short_tags = false;
};

class SFrameKeyScheme final : public KeyScheme {
 public:
  // Create rejects options that allow no KID or contradict each other.
  static absl::StatusOr<std::shared_ptr<const SFrameKeyScheme>> Create(
      const SFrameKeySchemeOptions& options);

  absl::StatusOr<uint64_t> KeyId(uint64_t key_index,
                                 uint64_t step) const override;
  absl::StatusOr<uint64_t> SharedKeyId(
      uint64_t key_index, std::optional<uint64_t> sender_number) const override;
  absl::StatusOr<std::unique_ptr<SealingKey>> NewSealingKey(
      uint64_t kid, const KeyMaterial& material,
      CounterReservations* reservations) const override;
  absl::StatusOr<std::unique_ptr<OpeningKey>> NewOpeningKey(
      uint64_t kid, const KeyMaterial& material) const override;
  absl::StatusOr<KeyMaterial> Ratchet(const KeyMaterial& material,
                                      uint64_t step) const override;
  absl::StatusOr<KeyMaterial> MaterialForSsrc(const KeyMaterial& material,
                                              uint32_t ssrc) const override;

  CipherSuite suite() const { return options_.suite; }

 private:
  // DerivedKey holds the parts common to sealing and opening keys.
  struct DerivedKey;

  absl::StatusOr<SFrameKeys> KeysOf(uint64_t kid,
                                    const KeyMaterial& material) const;
  absl::StatusOr<DerivedKey> Derive(uint64_t kid,
                                    const KeyMaterial& material) const;

  explicit SFrameKeyScheme(const SFrameKeySchemeOptions& options);

  const SFrameKeySchemeOptions options_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_KEY_SCHEME_H_
