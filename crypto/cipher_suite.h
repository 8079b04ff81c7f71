// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The SFrame cipher suites (RFC 9605, Section 4.5, and the 256-bit suites of
// draft-barnes-sframe-iana-256), as the IANA registry "SFrame Cipher Suites"
// lists them.
//
// Thread-safety: these are pure functions over constant data. They never
// allocate.

#ifndef SEALFRAME_CRYPTO_CIPHER_SUITE_H_
#define SEALFRAME_CRYPTO_CIPHER_SUITE_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "sealframe/crypto/hash_algorithm.h"

namespace sealframe {

// CipherSuite is a registered suite. The values are the registry's, and travel
// in the key derivation labels.
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

// CipherSuiteInfo is a suite's row in the registry. Sizes are in bytes.
struct CipherSuiteInfo {
  CipherSuite suite;
  absl::string_view name;  // For example "AES_128_GCM_SHA256_128".
  HashAlgorithm hash;      // Of HKDF, and of HMAC in the CTR suites.
  size_t aes_key_size;     // Nka: the AES key's part of the AEAD key.
  size_t key_size;         // Nk: the whole AEAD key.
  size_t tag_size;         // Nt.
  bool is_gcm;             // If not, AES-CTR with HMAC (Section 4.5.1).
};

// AllCipherSuites lists every suite in the order of its registered value.
absl::Span<const CipherSuiteInfo> AllCipherSuites();

// GetCipherSuiteInfo returns the row of `suite`.
const CipherSuiteInfo& GetCipherSuiteInfo(CipherSuite suite);

// CipherSuiteFromName finds a suite by its registered name, in exactly the
// registry's spelling.
absl::optional<CipherSuite> CipherSuiteFromName(absl::string_view name);

// CipherSuiteFromId finds a suite by its registered value.
absl::optional<CipherSuite> CipherSuiteFromId(uint16_t id);

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_CIPHER_SUITE_H_
