// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/check_key_material.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "sealframe/keyring/key_material.h"

namespace sealframe {

absl::Status CheckKeyMaterial(const KeyMaterial& material) {
  if (material.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("the key is empty: use at least ", kMinKeySize,
                     " random bytes, or a passphrase where the profile takes "
                     "one"));
  }
  if (material.kind() == KeyKind::kKey &&
      material.bytes().size() < kMinKeySize) {
    return absl::InvalidArgumentError(absl::StrCat(
        "a key of ", material.bytes().size(),
        " bytes can be guessed: use at least ", kMinKeySize,
        " random bytes, or a passphrase where the profile takes one"));
  }
  return absl::OkStatus();
}

}  // namespace sealframe
