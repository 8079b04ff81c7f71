// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/check_key_material.h"

#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "sealframe/keyring/key_material.h"

namespace sealframe {

absl::Status CheckKeySize(KeyKind kind, size_t size) {
  if (size > kMaxKeySize) {
    return absl::InvalidArgumentError(
        absl::StrCat("a key of ", size, " bytes: use at most ", kMaxKeySize));
  }
  if (size == 0 && kind == KeyKind::kPassphrase) {
    return absl::InvalidArgumentError(
        "the passphrase is empty: use a long random one");
  }
  if (size == 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("the key is empty: use at least ", kMinKeySize,
                     " random bytes, or a passphrase where the profile takes "
                     "one"));
  }
  if (kind == KeyKind::kKey && size < kMinKeySize) {
    return absl::InvalidArgumentError(absl::StrCat(
        "a key of ", size, " bytes can be guessed: use at least ", kMinKeySize,
        " random bytes, or a passphrase where the profile takes one"));
  }
  return absl::OkStatus();
}

absl::Status CheckKeyMaterial(const KeyMaterial& material) {
  return CheckKeySize(material.kind(), material.bytes().size());
}

}  // namespace sealframe
