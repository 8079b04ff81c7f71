// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The SFrame cipher suites of RFC 9605, Section 4.5, and of
// draft-barnes-sframe-iana-256, as listed in the IANA registry "SFrame Cipher
// Suites".
//
// Thread-safety: pure functions over constant data. They never
// allocate.

#ifndef SEALFRAME_CRYPTO_CIPHER_SUITE_H_
#define SEALFRAME_CRYPTO_CIPHER_SUITE_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/crypto/hash_algorithm.h"

namespace sealframe {

// CipherSuite is a registered suite. The values are the registered identifiers,
// which enter the key derivation labels.
enum class CipherSuite : uint16_t {
  kAes128CtrHmacSha256_80 = 0x0001,
  kAes128CtrHmacSha256_64 = 0x0002,
  kAes128CtrHmacSha256_32 = 0x0003,
  kAes128GcmSha256_128 = 0x0004,
  kAes256GcmSha512_128 = 0x0005,
  kAes256CtrHmacSha512_80 = 0x0006,
  kAes256CtrHmacSha512_64 = 0x0007,
  kAes256CtrHmacSha512_32 = 0x0008,
};

// AeadKind is the construction behind a suite.
enum class AeadKind : uint8_t {
  kAesCtrHmac,  // AES-CTR with HMAC (RFC 9605, Section 4.5.1).
  kAesGcm,      // AES-GCM (NIST SP 800-38D).
};

// CipherSuiteInfo is a suite's row in the registry. Sizes are in bytes.
struct CipherSuiteInfo {
  CipherSuite suite;
  absl::string_view name;  // For example "AES_128_GCM_SHA256_128".
  AeadKind aead;
  HashAlgorithm hash;   // For HKDF, and for HMAC in the CTR suites.
  size_t aes_key_size;  // Nka: the AES part of the AEAD key.
  size_t key_size;      // Nk: the whole AEAD key.
  size_t tag_size;      // Nt.
};

// AllCipherSuites returns every suite, in the order of the registered values.
absl::Span<const CipherSuiteInfo> AllCipherSuites();

// GetCipherSuiteInfo returns the registry row for `suite`.
const CipherSuiteInfo& GetCipherSuiteInfo(CipherSuite suite);

// CipherSuiteFromName finds a suite by its registered name, which is
// case-sensitive.
std::optional<CipherSuite> CipherSuiteFromName(absl::string_view name);

// CipherSuiteFromId finds a suite by its registered value.
std::optional<CipherSuite> CipherSuiteFromId(uint16_t id);

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_CIPHER_SUITE_H_
