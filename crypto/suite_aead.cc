// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/suite_aead.h"

#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/aes_ctr_hmac.h"
#include "sealframe/crypto/aes_gcm.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/secret_bytes.h"

namespace sealframe {

absl::StatusOr<std::unique_ptr<Aead>> NewAead(CipherSuite suite,
                                              const SecretBytes& key) {
  const CipherSuiteInfo& info = GetCipherSuiteInfo(suite);
  if (key.size() != info.key_size) {
    return absl::InvalidArgumentError(absl::StrCat(
        "key of ", key.size(), " bytes: ", info.name, " uses ", info.key_size));
  }
  switch (info.aead) {
    case AeadKind::kAesCtrHmac:
      return NewAesCtrHmac(info.hash, key, info.aes_key_size, info.tag_size);
    case AeadKind::kAesGcm:
      break;
  }
  return NewAesGcm(key, info.tag_size);
}

}  // namespace sealframe
