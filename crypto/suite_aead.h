// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The AEAD of a registered SFrame cipher suite (RFC 9605, Section 4.5).
//
// Thread-safety: a pure function. It allocates the Aead.

#ifndef SEALFRAME_CRYPTO_SUITE_AEAD_H_
#define SEALFRAME_CRYPTO_SUITE_AEAD_H_

#include <memory>

#include "absl/status/statusor.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/secret_bytes.h"

namespace sealframe {

// NewAead returns the AEAD of `suite` for `key`, the sframe_key of RFC 9605,
// Section 4.4.2. Returns InvalidArgument unless `key` has the suite's
// `key_size`.
absl::StatusOr<std::unique_ptr<Aead>> NewAead(CipherSuite suite,
                                              const SecretBytes& key);

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_SUITE_AEAD_H_
