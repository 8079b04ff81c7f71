// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/engine/testing/counting_scheme.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/suite_aead.h"
#include "sealframe/frame/formats/sframe/sframe_key_schedule.h"
#include "sealframe/frame/formats/sframe/sframe_key_scheme.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_limits.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {
namespace {

class CountingAead final : public Aead {
 public:
  CountingAead(std::unique_ptr<Aead> aead,
               std::shared_ptr<std::atomic<uint64_t>> openings)
      : Aead(aead->tag_size()),
        aead_(std::move(aead)),
        openings_(std::move(openings)) {}

 private:
  bool DoSeal(const Nonce& nonce, absl::Span<const uint8_t> aad,
              absl::Span<const uint8_t> plaintext,
              absl::Span<uint8_t> out) const override {
    return aead_->Seal(nonce, aad, plaintext, out);
  }

  bool DoOpen(const Nonce& nonce, absl::Span<const uint8_t> aad,
              absl::Span<const uint8_t> ciphertext_and_tag,
              absl::Span<uint8_t> out) const override {
    ++*openings_;
    return aead_->Open(nonce, aad, ciphertext_and_tag, out);
  }

  const std::unique_ptr<Aead> aead_;
  const std::shared_ptr<std::atomic<uint64_t>> openings_;
};

}  // namespace

CountingScheme::CountingScheme(const SFrameKeySchemeOptions& options)
    : KeyScheme(SFrameKeyScheme::Create(options).value()->traits()),
      scheme_(SFrameKeyScheme::Create(options).value()),
      openings_(std::make_shared<std::atomic<uint64_t>>(0)) {}

absl::StatusOr<uint64_t> CountingScheme::KeyId(uint64_t key_index,
                                               uint64_t step) const {
  return scheme_->KeyId(key_index, step);
}

absl::StatusOr<uint64_t> CountingScheme::SharedKeyId(
    uint64_t key_index, std::optional<uint64_t> sender_number) const {
  return scheme_->SharedKeyId(key_index, sender_number);
}

absl::StatusOr<std::unique_ptr<SealingKey>> CountingScheme::NewSealingKey(
    uint64_t kid, const KeyMaterial& material,
    CounterReservations* reservations) const {
  return scheme_->NewSealingKey(kid, material, reservations);
}

absl::StatusOr<std::unique_ptr<OpeningKey>> CountingScheme::NewOpeningKey(
    uint64_t kid, const KeyMaterial& material) const {
  absl::StatusOr<SFrameKeys> keys =
      DeriveSFrameKeys(scheme_->suite(), kid, material.bytes());
  if (!keys.ok()) {
    return keys.status();
  }
  absl::StatusOr<std::unique_ptr<Aead>> aead =
      NewAead(scheme_->suite(), keys->key);
  if (!aead.ok()) {
    return aead.status();
  }
  Nonce salt;
  std::copy_n(keys->salt.Reveal().begin(), kNonceSize, salt.begin());
  return std::make_unique<OpeningKey>(
      kid, std::make_unique<CountingAead>(*std::move(aead), openings_), salt,
      KeyLimitsFor(scheme_->suite()), FingerprintKey(keys->key, keys->salt));
}

absl::StatusOr<KeyMaterial> CountingScheme::Ratchet(const KeyMaterial& material,
                                                    uint64_t step) const {
  return scheme_->Ratchet(material, step);
}

absl::StatusOr<KeyMaterial> CountingScheme::MaterialForSsrc(
    const KeyMaterial& material, uint32_t ssrc) const {
  return scheme_->MaterialForSsrc(material, ssrc);
}

}  // namespace sealframe
