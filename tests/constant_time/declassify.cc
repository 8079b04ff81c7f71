// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The values that the engine makes public. The linker puts these functions in
// place of the engine's (`--wrap`), so that the engine needs no marks of its
// own. They call the engine's, and mark the result as defined.

#include <cstddef>
#include <cstdint>

#include "openssl/aead.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "valgrind/memcheck.h"

namespace sealframe {
namespace {

template <typename T>
T Public(T value) {
  VALGRIND_MAKE_MEM_DEFINED(&value, sizeof(value));
  return value;
}

}  // namespace

// The verdict of a constant-time comparison: whether a frame is authentic.
extern "C" int __real_CRYPTO_memcmp(const void* a, const void* b, size_t size);
extern "C" int __wrap_CRYPTO_memcmp(const void* a, const void* b, size_t size);
int __wrap_CRYPTO_memcmp(const void* a, const void* b, size_t size) {
  return Public(__real_CRYPTO_memcmp(a, b, size));
}

// A fingerprint, which names a key's counters in a store.
KeyFingerprint
RealFingerprintKey(const SecretBytes& key, const SecretBytes& salt) asm(
    "__real__ZN9sealframe14FingerprintKeyERKNS_11SecretBytesES2_");
KeyFingerprint
WrapFingerprintKey(const SecretBytes& key, const SecretBytes& salt) asm(
    "__wrap__ZN9sealframe14FingerprintKeyERKNS_11SecretBytesES2_");
KeyFingerprint WrapFingerprintKey(const SecretBytes& key,
                                  const SecretBytes& salt) {
  return Public(RealFingerprintKey(key, salt));
}

// Ciphertext and tag of AES-GCM, which formats escape and search for markers.
// The AES-CTR suites' need not be here, since only SFrame has them.
extern "C" int __real_EVP_AEAD_CTX_seal(const EVP_AEAD_CTX* context,
                                        uint8_t* out, size_t* out_size,
                                        size_t max_out_size,
                                        const uint8_t* nonce, size_t nonce_size,
                                        const uint8_t* in, size_t in_size,
                                        const uint8_t* aad, size_t aad_size);
extern "C" int __wrap_EVP_AEAD_CTX_seal(const EVP_AEAD_CTX* context,
                                        uint8_t* out, size_t* out_size,
                                        size_t max_out_size,
                                        const uint8_t* nonce, size_t nonce_size,
                                        const uint8_t* in, size_t in_size,
                                        const uint8_t* aad, size_t aad_size);
int __wrap_EVP_AEAD_CTX_seal(const EVP_AEAD_CTX* context, uint8_t* out,
                             size_t* out_size, size_t max_out_size,
                             const uint8_t* nonce, size_t nonce_size,
                             const uint8_t* in, size_t in_size,
                             const uint8_t* aad, size_t aad_size) {
  const int sealed =
      __real_EVP_AEAD_CTX_seal(context, out, out_size, max_out_size, nonce,
                               nonce_size, in, in_size, aad, aad_size);
  VALGRIND_MAKE_MEM_DEFINED(out, max_out_size);
  return sealed;
}

}  // namespace sealframe
