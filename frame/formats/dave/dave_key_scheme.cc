// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/dave/dave_key_scheme.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/aes_gcm.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/dave/dave_footer.h"
#include "sealframe/frame/formats/dave/dave_key_schedule.h"
#include "sealframe/frame/formats/dave/dave_nonces.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_limits.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_counter.h"
#include "sealframe/keyring/sealing_counter_table.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {
namespace {

constexpr uint64_t kMax32 = std::numeric_limits<uint32_t>::max();

// Ciphers holds the ciphers of a sender's generations. A byte of the nonce
// selects one.
class Ciphers final : public Aead {
 public:
  using Array = std::array<std::unique_ptr<Aead>, kDaveSealingGenerations>;

  explicit Ciphers(Array ciphers)
      : Aead(kDaveTagSize), ciphers_(std::move(ciphers)) {}

 private:
  bool DoSeal(const Nonce& nonce, absl::Span<const uint8_t> aad,
              absl::Span<const uint8_t> plaintext,
              absl::Span<uint8_t> out) const override {
    const Aead* const cipher = Of(nonce);
    return cipher != nullptr && cipher->Seal(nonce, aad, plaintext, out);
  }

  // A sealing key does not open.
  bool DoOpen(const Nonce&, absl::Span<const uint8_t>,
              absl::Span<const uint8_t>, absl::Span<uint8_t>) const override {
    return false;
  }

  const Aead* Of(const Nonce& nonce) const {
    const size_t generation = nonce[kDaveGenerationByte];
    return generation < ciphers_.size() ? ciphers_[generation].get() : nullptr;
  }

  const Array ciphers_;
};

absl::Status CheckMaterial(const KeyMaterial& material, uint32_t generation) {
  if (material.kind() == KeyKind::kPassphrase) {
    return absl::InvalidArgumentError(
        "DAVE does not accept passphrases: call `SetKey` with key bytes");
  }
  const size_t size = material.kind() == KeyKind::kAeadKey ? kDaveKeySize
                      : generation == 0                    ? kDaveBaseSecretSize
                                                           : kDaveSecretSize;
  return material.bytes().size() == size
             ? absl::OkStatus()
             : absl::InvalidArgumentError(absl::StrCat(
                   "a DAVE secret or key of ", material.bytes().size(),
                   " bytes at generation ", generation, ": use ", size));
}

// KeyOf returns the AEAD key of `generation`.
absl::StatusOr<SecretBytes> KeyOf(const KeyMaterial& material,
                                  uint32_t generation) {
  if (absl::Status status = CheckMaterial(material, generation); !status.ok()) {
    return status;
  }
  return material.kind() == KeyKind::kAeadKey
             ? material.bytes().Clone()
             : DaveGenerationKey(material.bytes(), generation);
}

absl::StatusOr<KeyMaterial> NextMaterial(const KeyMaterial& material,
                                         uint32_t generation) {
  if (material.kind() == KeyKind::kAeadKey) {
    return material.Clone();
  }
  absl::StatusOr<SecretBytes> secret =
      DaveNextSecret(material.bytes(), generation);
  return secret.ok()
             ? absl::StatusOr<KeyMaterial>(material.With(*std::move(secret)))
             : secret.status();
}

// NewCiphers returns the ciphers of the generations from 0 on.
absl::StatusOr<std::unique_ptr<Aead>> NewCiphers(const KeyMaterial& first) {
  Ciphers::Array ciphers;
  KeyMaterial material = first.Clone();
  for (uint32_t generation = 0; generation < ciphers.size(); ++generation) {
    const absl::StatusOr<SecretBytes> key = KeyOf(material, generation);
    if (!key.ok()) {
      return key.status();
    }
    absl::StatusOr<std::unique_ptr<Aead>> cipher =
        NewAesGcm(*key, kDaveTagSize);
    if (!cipher.ok()) {
      return cipher.status();
    }
    ciphers[generation] = *std::move(cipher);
    absl::StatusOr<KeyMaterial> next = NextMaterial(material, generation);
    if (!next.ok()) {
      return next.status();
    }
    material = *std::move(next);
  }
  return std::make_unique<Ciphers>(std::move(ciphers));
}

}  // namespace

absl::StatusOr<uint64_t> DaveKeyScheme::KeyId(uint64_t key_index,
                                              uint64_t step) const {
  if (key_index > kMax32 || step > kMax32) {
    return absl::InvalidArgumentError(absl::StrCat("DAVE key index ", key_index,
                                                   " or generation ", step,
                                                   " does not fit in 32 bits"));
  }
  return key_index << 32 | step;
}

// The key has the fingerprint of its first generation. So the provider detects
// a secret used for both sealing and opening, and a restart finds the counters,
// which continue through all generations.
absl::StatusOr<std::unique_ptr<SealingKey>> DaveKeyScheme::NewSealingKey(
    uint64_t kid, const KeyMaterial& material,
    CounterReservations* reservations) const {
  if (DaveGenerationOf(kid) != 0) {
    return absl::InvalidArgumentError(
        "a DAVE sender starts with the secret of generation 0: set it at step "
        "0");
  }
  const absl::StatusOr<SecretBytes> key = KeyOf(material, 0);
  if (!key.ok()) {
    return key.status();
  }
  const KeyFingerprint fingerprint = FingerprintKey(*key, {});
  absl::StatusOr<std::unique_ptr<Aead>> ciphers = NewCiphers(material);
  if (!ciphers.ok()) {
    return ciphers.status();
  }
  const absl::StatusOr<std::shared_ptr<SealingCounter>> counter =
      SealingCounterTable::OfProcess().Find(fingerprint, reservations);
  if (!counter.ok()) {
    return counter.status();
  }
  return std::make_unique<SealingKey>(
      kid, *std::move(ciphers),
      std::make_unique<DaveNonces>(kDaveSealingGenerations, *counter), *counter,
      GcmKeyLimits(kDaveTagSize), fingerprint);
}

absl::StatusOr<std::unique_ptr<OpeningKey>> DaveKeyScheme::NewOpeningKey(
    uint64_t kid, const KeyMaterial& material) const {
  const absl::StatusOr<SecretBytes> key =
      KeyOf(material, DaveGenerationOf(kid));
  if (!key.ok()) {
    return key.status();
  }
  absl::StatusOr<std::unique_ptr<Aead>> cipher = NewAesGcm(*key, kDaveTagSize);
  if (!cipher.ok()) {
    return cipher.status();
  }
  return std::make_unique<OpeningKey>(kid, *std::move(cipher), Nonce{},
                                      GcmKeyLimits(kDaveTagSize),
                                      FingerprintKey(*key, {}));
}

absl::StatusOr<KeyMaterial> DaveKeyScheme::Ratchet(const KeyMaterial& material,
                                                   uint64_t step) const {
  return NextMaterial(material, static_cast<uint32_t>(step));
}

}  // namespace sealframe
