// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Test keys, and all secrets that the engine derives from them, for a search of
// memory (tests/engine/testing/memory_scan.h).
//
// Thread-safety: pure functions. They allocate.

#ifndef SEALFRAME_TESTS_ENGINE_TESTING_KEY_SECRETS_H_
#define SEALFRAME_TESTS_ENGINE_TESTING_KEY_SECRETS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/tests/engine/testing/memory_scan.h"

namespace sealframe {

// R of RFC 9605, Section 5.1, in `sframe`.
inline constexpr unsigned kScanRatchetBits = 4;

// ScanProfile is a profile to search memory for the keys of.
struct ScanProfile {
  std::string name;                                       // In the registry.
  CipherSuite suite = CipherSuite::kAes128GcmSha256_128;  // Of `sframe`.
  size_t key_size = 32;   // The size of its material.
  bool ratchets = false;  // When the application asks for it.
};

// ScanKey returns the material of test key `number`, which is nowhere in memory
// before.
SecretBytes ScanKey(const ScanProfile& profile, uint64_t number);

// SecretsOf returns the material, AEAD keys, HMAC states and salts of test key
// `number` at `step`. Call it in a child process.
std::vector<MaskedSecret> SecretsOf(const ScanProfile& profile, uint64_t number,
                                    uint64_t step);

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_ENGINE_TESTING_KEY_SECRETS_H_
