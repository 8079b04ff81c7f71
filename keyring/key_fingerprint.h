// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A name for a key that gives nothing of the key away: the front of a SHA-256
// over what the key seals or opens with. Used to see one key twice, and to name
// its counters in a store. Not for showing to other people as a proof.
//
// Thread-safety: pure functions.

#ifndef SEALFRAME_KEYRING_KEY_FINGERPRINT_H_
#define SEALFRAME_KEYRING_KEY_FINGERPRINT_H_

#include <array>
#include <cstdint>

#include "sealframe/crypto/secret_bytes.h"

namespace sealframe {

using KeyFingerprint = std::array<uint8_t, 16>;

// FingerprintKey names an AEAD key with its salt, which is empty in formats
// that have none. Allocates.
KeyFingerprint FingerprintKey(const SecretBytes& key, const SecretBytes& salt);

// ShortFingerprint returns the first eight bytes of `fingerprint` as a number.
uint64_t ShortFingerprint(const KeyFingerprint& fingerprint);

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_KEY_FINGERPRINT_H_
