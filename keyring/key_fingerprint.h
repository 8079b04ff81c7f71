// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A fingerprint identifies a key without revealing it: the first bytes of a
// SHA-256 over the AEAD key and its salt. It finds a key's counter in the
// process, and names its counters in a store. It is not for users to compare.
//
// Thread-safety: pure functions.

#ifndef SEALFRAME_KEYRING_KEY_FINGERPRINT_H_
#define SEALFRAME_KEYRING_KEY_FINGERPRINT_H_

#include <array>
#include <cstdint>

#include "sealframe/crypto/secret_bytes.h"

namespace sealframe {

using KeyFingerprint = std::array<uint8_t, 16>;

// FingerprintKey returns the fingerprint of an AEAD key and its salt, which is
// empty in formats without salts. Allocates.
KeyFingerprint FingerprintKey(const SecretBytes& key, const SecretBytes& salt);

// ShortFingerprint returns the first eight bytes of `fingerprint` as a number.
uint64_t ShortFingerprint(const KeyFingerprint& fingerprint);

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_KEY_FINGERPRINT_H_
