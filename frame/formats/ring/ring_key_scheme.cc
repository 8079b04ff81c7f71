// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/ring_key_scheme.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/aes_gcm.h"
#include "sealframe/crypto/hash_algorithm.h"
#include "sealframe/crypto/hkdf.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/pbkdf2.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/ring/iv_nonces.h"
#include "sealframe/keyring/iv/iv_frame.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_limits.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_counter.h"
#include "sealframe/keyring/sealing_counter_table.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {
namespace {

constexpr uint32_t kIterations = 100000;
constexpr size_t kMaterialSize = 32;  // The material of steps after the first.
constexpr size_t kTagSize = 16;
constexpr unsigned kIndexBits = 8;

absl::Status EmptyKey() {
  return absl::InvalidArgumentError("the key is empty: use at least one byte");
}

absl::Span<const uint8_t> BytesOf(const std::string& text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

}  // namespace

absl::StatusOr<std::shared_ptr<const RingKeyScheme>> RingKeyScheme::Create(
    const RingKeySchemeOptions& options) {
  if (options.key_size != 16 && options.key_size != 32) {
    return absl::InvalidArgumentError(
        absl::StrCat("AES keys of ", options.key_size, " bytes: use 16 or 32"));
  }
  if (options.ring_size == 0 || options.ring_size > kMaxRingSize) {
    return absl::InvalidArgumentError(absl::StrCat(
        "a ring of ", options.ring_size, " keys: use 1 to ", kMaxRingSize));
  }
  if (options.takes_passphrases && options.ratchet_salt != options.salt) {
    return absl::InvalidArgumentError(
        "a profile that takes passphrases needs the same salt for keys and for "
        "the ratchet");
  }
  if (options.ratchet_window > kMaxRatchetWindow) {
    return absl::InvalidArgumentError(
        absl::StrCat("a ratchet window of ", options.ratchet_window,
                     " steps: use ", kMaxRatchetWindow, " at most"));
  }
  return absl::WrapUnique(new RingKeyScheme(options));
}

absl::StatusOr<uint64_t> RingKeyScheme::KeyId(uint64_t key_index,
                                              uint64_t step) const {
  if (step >> (64 - kIndexBits) != 0) {
    return absl::InvalidArgumentError(absl::StrCat(
        "ratchet step ", step, " does not fit in ", 64 - kIndexBits, " bits"));
  }
  return step << kIndexBits | key_index % options_.ring_size;
}

absl::StatusOr<uint64_t> RingKeyScheme::SharedKeyId(
    uint64_t key_index, std::optional<uint64_t>) const {
  return KeyId(key_index, /*step=*/0);
}

absl::StatusOr<SecretBytes> RingKeyScheme::Derive(const KeyMaterial& material,
                                                  const std::string& salt,
                                                  size_t size) const {
  switch (material.kind()) {
    case KeyKind::kKey:
      return HkdfExpand(
          HashAlgorithm::kSha256,
          HkdfExtract(HashAlgorithm::kSha256, BytesOf(salt), material.bytes()),
          std::vector<uint8_t>(options_.info_size), size);
    case KeyKind::kPassphrase:
      return DeriveFromPassphrase(material, size);
    case KeyKind::kAeadKey:
      return absl::FailedPreconditionError(
          "an AEAD key does not ratchet: set a new key instead");
  }
  return absl::InternalError("unknown kind of key material");
}

// The AEAD key and the next step's material have one salt and iteration count,
// so the shorter is the front of the longer.
absl::StatusOr<SecretBytes> RingKeyScheme::DeriveFromPassphrase(
    const KeyMaterial& passphrase, size_t size) const {
  const absl::StatusOr<KeyMaterial> expanded = Expand(passphrase);
  if (!expanded.ok()) {
    return expanded.status();
  }
  SecretBytes front(size);
  std::copy_n(expanded->expansion().Reveal().begin(), size,
              front.RevealMutable().begin());
  return front;
}

absl::StatusOr<KeyMaterial> RingKeyScheme::Expand(
    const KeyMaterial& material) const {
  if (material.kind() != KeyKind::kPassphrase ||
      !material.expansion().empty()) {
    return material.Clone();
  }
  if (!options_.takes_passphrases) {
    return absl::InvalidArgumentError(
        "this profile does not accept passphrases: call `SetKey` or "
        "`SetSharedKey` with key bytes");
  }
  if (material.empty()) {
    return EmptyKey();
  }
  absl::StatusOr<SecretBytes> bytes = Pbkdf2HmacSha256(
      material.bytes(), BytesOf(options_.salt), kIterations, kMaterialSize);
  return bytes.ok()
             ? absl::StatusOr<KeyMaterial>(material.Expanded(*std::move(bytes)))
             : bytes.status();
}

absl::StatusOr<SecretBytes> RingKeyScheme::AeadKey(
    const KeyMaterial& material) const {
  if (material.empty()) {
    return EmptyKey();
  }
  if (material.kind() != KeyKind::kAeadKey) {
    return Derive(material, options_.salt, options_.key_size);
  }
  const size_t size = material.bytes().size();
  const bool is_any = options_.takes_any_aead_key && (size == 16 || size == 32);
  if (size != options_.key_size && !is_any) {
    return absl::InvalidArgumentError(absl::StrCat(
        "an AEAD key of ", size, " bytes: use ",
        options_.takes_any_aead_key ? "16 or 32"
                                    : absl::StrCat(options_.key_size),
        ", or set them as a key from which the AEAD key is derived"));
  }
  return material.bytes().Clone();
}

absl::StatusOr<std::unique_ptr<SealingKey>> RingKeyScheme::NewSealingKey(
    uint64_t kid, const KeyMaterial& material, CounterReservations*) const {
  const absl::StatusOr<SecretBytes> key = AeadKey(material);
  if (!key.ok()) {
    return key.status();
  }
  absl::StatusOr<std::unique_ptr<Aead>> aead = NewAesGcm(*key, kTagSize);
  if (!aead.ok()) {
    return aead.status();
  }
  const KeyFingerprint fingerprint = FingerprintKey(*key, {});
  const absl::StatusOr<std::shared_ptr<SealingCounter>> counter =
      SealingCounterTable::OfProcess().Find(fingerprint, nullptr);
  if (!counter.ok()) {
    return counter.status();
  }
  return std::make_unique<SealingKey>(
      kid, *std::move(aead),
      std::make_unique<IvNonces>(options_.iv_tail, *counter), *counter,
      GcmKeyLimits(kTagSize), fingerprint);
}

absl::StatusOr<std::unique_ptr<OpeningKey>> RingKeyScheme::NewOpeningKey(
    uint64_t kid, const KeyMaterial& material) const {
  const absl::StatusOr<SecretBytes> key = AeadKey(material);
  if (!key.ok()) {
    return key.status();
  }
  absl::StatusOr<std::unique_ptr<Aead>> aead = NewAesGcm(*key, kTagSize);
  if (!aead.ok()) {
    return aead.status();
  }
  return std::make_unique<OpeningKey>(kid, *std::move(aead), Nonce{},
                                      GcmKeyLimits(kTagSize),
                                      FingerprintKey(*key, {}));
}

absl::StatusOr<KeyMaterial> RingKeyScheme::Ratchet(const KeyMaterial& material,
                                                   uint64_t) const {
  absl::StatusOr<SecretBytes> next =
      Derive(material, options_.ratchet_salt, kMaterialSize);
  return next.ok()
             ? absl::StatusOr<KeyMaterial>(material.With(*std::move(next)))
             : next.status();
}

}  // namespace sealframe
