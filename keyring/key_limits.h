// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Limits on the use of one key (draft-irtf-cfrg-aead-limits, and for short tags
// RFC 9605, Section 7.5). docs/key-limits.md has the arithmetic.
//
// Thread-safety: pure functions over constant data. They never allocate.

#ifndef SEALFRAME_KEYRING_KEY_LIMITS_H_
#define SEALFRAME_KEYRING_KEY_LIMITS_H_

#include <cstddef>
#include <cstdint>

#include "sealframe/crypto/cipher_suite.h"

namespace sealframe {

// KeyLimits bounds the use of one key. A soft limit raises an event; at a hard
// limit the key stops. Sealing is counted in units: one for each frame, and one
// for each started 16 bytes of its plaintext and of its additional
// authenticated data.
struct KeyLimits {
  uint64_t soft_sealed_units = 0;
  uint64_t max_sealed_units = 0;
  uint64_t soft_failed_openings = 0;
  uint64_t max_failed_openings = 0;
};

// KeyLimitsFor returns the limits of a key of `suite`.
KeyLimits KeyLimitsFor(CipherSuite suite);

// GcmKeyLimits returns the limits of an AES-GCM key whose tags have `tag_size`
// bytes.
KeyLimits GcmKeyLimits(size_t tag_size);

// SealedUnits returns the units of one frame of `plaintext_size` bytes with
// `aad_size` bytes of additional data.
constexpr uint64_t SealedUnits(size_t plaintext_size, size_t aad_size) {
  const auto blocks = [](uint64_t size) {
    return size / 16 + (size % 16 != 0);
  };
  return 1 + blocks(plaintext_size) + blocks(aad_size);
}

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_KEY_LIMITS_H_
