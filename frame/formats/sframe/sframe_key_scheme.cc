// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/sframe/sframe_key_scheme.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/crypto/secret_nonce.h"
#include "sealframe/crypto/stack_wiper.h"
#include "sealframe/crypto/suite_aead.h"
#include "sealframe/frame/formats/sframe/key_id.h"
#include "sealframe/frame/formats/sframe/sframe_key_schedule.h"
#include "sealframe/keyring/counter_nonces.h"
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

// The suites with shorter tags are for audio (RFC 9605, Section 7.5).
constexpr size_t kMinVideoTagSize = 8;

absl::Status CheckKind(const KeyMaterial& material) {
  return material.kind() == KeyKind::kKey
             ? absl::OkStatus()
             : absl::InvalidArgumentError(
                   "SFrame needs a base key, not a passphrase or an AEAD key: "
                   "call `SetKey` or `SetSharedKey` with key bytes");
}

bool IsDerived(const KeyMaterial& material) {
  return material.kind() == KeyKind::kAeadKey && !material.salt().empty();
}

absl::Status NotABaseKey() {
  return absl::FailedPreconditionError(
      "a derived key is not a base key, from which others follow: set the "
      "derived key of the next KID instead");
}

// DerivedElsewhere returns the key and salt in `material`.
absl::StatusOr<SFrameKeys> DerivedElsewhere(CipherSuite suite,
                                            const KeyMaterial& material) {
  const CipherSuiteInfo& info = GetCipherSuiteInfo(suite);
  const size_t key = material.bytes().size();
  const size_t salt = material.salt().size();
  if (key != info.key_size || salt != kNonceSize) {
    return absl::InvalidArgumentError(absl::StrCat(
        "a derived key of ", key, " bytes with a salt of ", salt, ": ",
        info.name, " has ", info.key_size, " and ", kNonceSize));
  }
  return SFrameKeys{.key = material.bytes().Clone(),
                    .salt = material.salt().Clone()};
}

// WithoutEpoch returns the fields of `kid` above the epoch.
uint64_t WithoutEpoch(uint64_t kid, const MlsKeyIdLayout& layout) {
  return layout.epoch_bits < 64 ? kid >> layout.epoch_bits : 0;
}

// StepsAhead uses half of the 2^R steps that KIDs distinguish for steps ahead.
// The rest, but for the current step, are left for late frames.
uint64_t StepsAhead(unsigned ratchet_bits) {
  return std::min(kMaxStepsAhead, (uint64_t{1} << ratchet_bits) / 2);
}

// Next returns material of the kind of `material` with `bytes`, if any.
absl::StatusOr<KeyMaterial> Next(const KeyMaterial& material,
                                 absl::StatusOr<SecretBytes> bytes) {
  return bytes.ok()
             ? absl::StatusOr<KeyMaterial>(material.With(*std::move(bytes)))
             : bytes.status();
}

}  // namespace

struct SFrameKeyScheme::DerivedKey {
  std::unique_ptr<Aead> aead;
  SecretNonce salt;
  KeyFingerprint fingerprint;
};

absl::StatusOr<std::shared_ptr<const SFrameKeyScheme>> SFrameKeyScheme::Create(
    const SFrameKeySchemeOptions& options) {
  if (absl::Status status =
          EncodeSenderKeyId({}, options.ratchet_bits).status();
      !status.ok()) {
    return status;
  }
  if (absl::Status status = EncodeMlsKeyId({.context = options.shared_context},
                                           options.shared_layout)
                                .status();
      !status.ok()) {
    return status;
  }
  if (options.cisco_mls && options.per_ssrc) {
    return absl::InvalidArgumentError(
        "cisco_mls and per_ssrc are both set: cisco/sframe has no keys for "
        "single SSRCs");
  }
  return absl::WrapUnique(new SFrameKeyScheme(options));
}

SFrameKeyScheme::SFrameKeyScheme(const SFrameKeySchemeOptions& options)
    : KeyScheme(
          {.steps_ahead = StepsAhead(options.ratchet_bits),
           .per_ssrc = options.per_ssrc,
           .tags_too_short_for_video =
               !options.allow_short_tags &&
               GetCipherSuiteInfo(options.suite).tag_size < kMinVideoTagSize,
           .has_salts = true}),
      options_(options) {}

absl::StatusOr<uint64_t> SFrameKeyScheme::KeyId(uint64_t key_index,
                                                uint64_t step) const {
  if (options_.cisco_mls) {
    return absl::FailedPreconditionError(
        "with cisco_mls all keys are epoch secrets of the whole group: use "
        "`SetSharedKey`");
  }
  return EncodeSenderKeyId({.generation = key_index, .step = step},
                           options_.ratchet_bits);
}

absl::StatusOr<uint64_t> SFrameKeyScheme::SharedKeyId(
    uint64_t key_index, std::optional<uint64_t> sender_number) const {
  if (!sender_number.has_value()) {
    return absl::FailedPreconditionError(
        "shared SFrame keys need a sender number for each participant, or two "
        "senders would use the same key and nonce: pass one to "
        "`AddLocalParticipant` and `AddRemoteParticipant`");
  }
  return EncodeMlsKeyId({.context = options_.shared_context,
                         .index = *sender_number,
                         .epoch = key_index},
                        options_.shared_layout);
}

absl::StatusOr<SFrameKeys> SFrameKeyScheme::KeysOf(
    uint64_t kid, const KeyMaterial& material) const {
  if (IsDerived(material)) {
    return DerivedElsewhere(options_.suite, material);
  }
  if (absl::Status status = CheckKind(material); !status.ok()) {
    return status;
  }
  absl::StatusOr<SecretBytes> sender_key;
  if (options_.cisco_mls) {
    sender_key = DeriveCiscoMlsKey(options_.suite, material.bytes(),
                                   WithoutEpoch(kid, options_.shared_layout));
    if (!sender_key.ok()) {
      return sender_key.status();
    }
  }
  return DeriveSFrameKeys(options_.suite, kid,
                          options_.cisco_mls ? *sender_key : material.bytes());
}

absl::StatusOr<SFrameKeyScheme::DerivedKey> SFrameKeyScheme::Derive(
    uint64_t kid, const KeyMaterial& material) const {
  const absl::StatusOr<SFrameKeys> keys = KeysOf(kid, material);
  if (!keys.ok()) {
    return keys.status();
  }
  absl::StatusOr<std::unique_ptr<Aead>> aead =
      NewAead(options_.suite, keys->key);
  if (!aead.ok()) {
    return aead.status();
  }
  Nonce salt;
  std::copy_n(keys->salt.Reveal().begin(), kNonceSize, salt.begin());
  return DerivedKey{.aead = *std::move(aead),
                    .salt = SecretNonce(salt),
                    .fingerprint = FingerprintKey(keys->key, keys->salt)};
}

absl::StatusOr<std::unique_ptr<SealingKey>> SFrameKeyScheme::NewSealingKey(
    uint64_t kid, const KeyMaterial& material,
    CounterReservations* reservations) const {
  const KeyStackWiper wiper;
  absl::StatusOr<DerivedKey> derived = Derive(kid, material);
  if (!derived.ok()) {
    return derived.status();
  }
  const absl::StatusOr<std::shared_ptr<SealingCounter>> counter =
      SealingCounterTable::OfProcess().Find(derived->fingerprint, reservations);
  if (!counter.ok()) {
    return counter.status();
  }
  return std::make_unique<SealingKey>(
      kid, std::move(derived->aead),
      std::make_unique<CounterNonces>(derived->salt.Reveal(), *counter),
      *counter, KeyLimitsFor(options_.suite), derived->fingerprint);
}

absl::StatusOr<std::unique_ptr<OpeningKey>> SFrameKeyScheme::NewOpeningKey(
    uint64_t kid, const KeyMaterial& material) const {
  const KeyStackWiper wiper;
  absl::StatusOr<DerivedKey> derived = Derive(kid, material);
  if (!derived.ok()) {
    return derived.status();
  }
  return std::make_unique<OpeningKey>(
      kid, std::move(derived->aead), derived->salt.Reveal(),
      KeyLimitsFor(options_.suite), derived->fingerprint);
}

absl::StatusOr<KeyMaterial> SFrameKeyScheme::Ratchet(
    const KeyMaterial& material, uint64_t) const {
  if (IsDerived(material)) {
    return NotABaseKey();
  }
  return Next(material, RatchetBaseKey(options_.suite, material.bytes()));
}

absl::StatusOr<KeyMaterial> SFrameKeyScheme::MaterialForSsrc(
    const KeyMaterial& material, uint32_t ssrc) const {
  if (IsDerived(material)) {
    return NotABaseKey();
  }
  return Next(material, DeriveSsrcKey(options_.suite, material.bytes(), ssrc));
}

}  // namespace sealframe
