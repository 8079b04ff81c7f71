// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/getstream/getstream_key_scheme.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/aes_gcm.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/random.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/getstream/getstream_nonces.h"
#include "sealframe/frame/formats/getstream/getstream_trailer.h"
#include "sealframe/keyring/counter_reservations.h"
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

absl::Status NoRatchet() {
  return absl::InvalidArgumentError(
      "GetStream's keys do not ratchet: set a new key instead");
}

absl::StatusOr<std::unique_ptr<Aead>> NewCipher(const KeyMaterial& material) {
  if (material.kind() == KeyKind::kPassphrase) {
    return absl::InvalidArgumentError(
        "GetStream derives no keys from passphrases: call `SetKey` or "
        "`SetSharedKey` with the AES key, of 16 or 32 bytes");
  }
  const size_t size = material.bytes().size();
  if (size != 16 && size != 32) {
    return absl::InvalidArgumentError(
        absl::StrCat("a GetStream key has 16 or 32 bytes, not ", size,
                     ": it is the AES key itself"));
  }
  return NewAesGcm(material.bytes(), kGetStreamTagSize);
}

}  // namespace

absl::StatusOr<uint64_t> GetStreamKeyScheme::KeyId(uint64_t key_index,
                                                   uint64_t step) const {
  if (step != 0) {
    return NoRatchet();
  }
  return key_index % kGetStreamKeyIndexes;
}

absl::StatusOr<uint64_t> GetStreamKeyScheme::SharedKeyId(
    uint64_t key_index, std::optional<uint64_t>) const {
  return KeyId(key_index, /*step=*/0);
}

absl::StatusOr<std::unique_ptr<SealingKey>> GetStreamKeyScheme::NewSealingKey(
    uint64_t kid, const KeyMaterial& material, CounterReservations*) const {
  absl::StatusOr<std::unique_ptr<Aead>> cipher = NewCipher(material);
  if (!cipher.ok()) {
    return cipher.status();
  }
  const KeyFingerprint fingerprint = FingerprintKey(material.bytes(), {});
  const absl::StatusOr<std::shared_ptr<SealingCounter>> counter =
      SealingCounterTable::OfProcess().Find(fingerprint, nullptr);
  if (!counter.ok()) {
    return counter.status();
  }
  GetStreamIvPrefix prefix;
  RandomBytes(absl::MakeSpan(prefix));
  return std::make_unique<SealingKey>(
      kid, *std::move(cipher),
      std::make_unique<GetStreamNonces>(prefix, counter_), *counter,
      GcmKeyLimits(kGetStreamTagSize), fingerprint);
}

absl::StatusOr<std::unique_ptr<OpeningKey>> GetStreamKeyScheme::NewOpeningKey(
    uint64_t kid, const KeyMaterial& material) const {
  absl::StatusOr<std::unique_ptr<Aead>> cipher = NewCipher(material);
  if (!cipher.ok()) {
    return cipher.status();
  }
  return std::make_unique<OpeningKey>(kid, *std::move(cipher), Nonce{},
                                      GcmKeyLimits(kGetStreamTagSize),
                                      FingerprintKey(material.bytes(), {}));
}

absl::StatusOr<KeyMaterial> GetStreamKeyScheme::Ratchet(const KeyMaterial&,
                                                        uint64_t) const {
  return NoRatchet();
}

}  // namespace sealframe
