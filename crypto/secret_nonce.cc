// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/secret_nonce.h"

#include "openssl/mem.h"

namespace sealframe {

SecretNonce::~SecretNonce() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }

}  // namespace sealframe
