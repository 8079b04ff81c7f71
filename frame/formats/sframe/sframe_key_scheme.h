// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// SFrame's key scheme: keys derived as RFC 9605, Section 4.4.2 says, named as
// sender keys (Section 5.1) or, where one key is shared, in the MLS layout
// (Section 5.2). Material is base keys; there is no derivation from
// passphrases, and none can be left out, since it makes salts too.
//
// Thread-safety and allocation are as `KeyScheme` says.

#ifndef SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_KEY_SCHEME_H_
#define SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_KEY_SCHEME_H_

#include <cstdint>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/frame/formats/sframe/key_id.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_scheme.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {

// How many ratchet steps ahead of a sender its receivers derive, at most. Each
// step ahead is one key more to hold; a sender that ratchets on every join
// passes through this many only if nobody heard it in between.
inline constexpr uint64_t kMaxStepsAhead = 8;

struct SFrameKeySchemeOptions {
  CipherSuite suite = CipherSuite::kAes128GcmSha256_128;
  // R of Section 5.1. Zero: keys do not ratchet, and a key's index is its KID.
  // One: late frames of the step before a ratchet are lost.
  unsigned ratchet_bits = 0;
  // S and E of Section 5.2, for a shared key. By default no bits are spent on
  // the context, and the shortest KIDs go to the lowest sender numbers.
  MlsKeyIdLayout shared_layout = {.sender_bits = 60, .epoch_bits = 4};
  // MLS's context, the top bits of shared keys' KIDs.
  uint64_t shared_context = 0;
  // Whether each SSRC has a base key of its own
  // (draft-ietf-avtcore-rtp-sframe-02, Section 7).
  bool per_ssrc = false;
};

class SFrameKeyScheme final : public KeyScheme {
 public:
  // Create refuses options that no KID could be built with.
  static absl::StatusOr<std::shared_ptr<const SFrameKeyScheme>> Create(
      const SFrameKeySchemeOptions& options);

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
  absl::StatusOr<KeyMaterial> MaterialForSsrc(const KeyMaterial& material,
                                              uint32_t ssrc) const override;

  CipherSuite suite() const { return options_.suite; }

 private:
  explicit SFrameKeyScheme(const SFrameKeySchemeOptions& options);

  const SFrameKeySchemeOptions options_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_KEY_SCHEME_H_
