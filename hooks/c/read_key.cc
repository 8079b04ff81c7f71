// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/c/read_key.h"

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/keyring/check_key_material.h"
#include "sealframe/keyring/key_material.h"

namespace sealframe {
namespace {

std::optional<KeyKind> FromC(sealframe_key_kind kind) {
  switch (kind) {
    case SEALFRAME_KEY_BYTES:
      return KeyKind::kKey;
    case SEALFRAME_KEY_PASSPHRASE:
      return KeyKind::kPassphrase;
    case SEALFRAME_KEY_AEAD:
      return KeyKind::kAeadKey;
  }
  return std::nullopt;
}

}  // namespace

absl::StatusOr<KeyMaterial> ReadKey(sealframe_key_kind kind, const uint8_t* key,
                                    size_t size) {
  const std::optional<KeyKind> known = FromC(kind);
  if (!known.has_value()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "unknown kind of key ", kind, ": use a SEALFRAME_KEY_ value"));
  }
  if (absl::Status status = CheckKeySize(*known, size); !status.ok()) {
    return status;
  }
  return KeyMaterial::From(*known,
                           SecretBytes::CopyOf(absl::MakeConstSpan(key, size)));
}

absl::StatusOr<KeyMaterial> ReadDerivedKey(absl::Span<const uint8_t> key,
                                           absl::Span<const uint8_t> salt) {
  for (const size_t size : {key.size(), salt.size()}) {
    if (absl::Status status = CheckKeySize(KeyKind::kAeadKey, size);
        !status.ok()) {
      return status;
    }
  }
  return KeyMaterial::FromAeadKeyAndSalt(SecretBytes::CopyOf(key),
                                         SecretBytes::CopyOf(salt));
}

}  // namespace sealframe
