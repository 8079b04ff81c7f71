// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// BoringSSL's PBKDF2 takes a tenth of a second here for a key of LiveKit, and a
// passphrase needs several. JavaScript may have had them derived by WebCrypto,
// which does not keep frames waiting (../sealframe/passphrases.js).

#include <stddef.h>
#include <stdint.h>

// A hash function of BoringSSL, by its address.
typedef struct HashFunction HashFunction;

const HashFunction* EVP_sha256(void);

// What JavaScript does with a derivation.
enum { kFailed = 0, kDone = 1, kNotMine = 2 };

__attribute__((import_module("sealframe"), import_name("pbkdf2"))) int
sealframe_web_pbkdf2(const char* password, size_t password_size,
                     const uint8_t* salt, size_t salt_size, uint32_t iterations,
                     size_t size, uint8_t* out);

// The linker's option --wrap gives these names to BoringSSL's function and to
// the one that is called in its place.
int __real_PKCS5_PBKDF2_HMAC(const char* password, size_t password_size,
                             const uint8_t* salt, size_t salt_size,
                             uint32_t iterations, const HashFunction* function,
                             size_t size, uint8_t* out);

int __wrap_PKCS5_PBKDF2_HMAC(const char* password, size_t password_size,
                             const uint8_t* salt, size_t salt_size,
                             uint32_t iterations, const HashFunction* function,
                             size_t size, uint8_t* out) {
  int outcome = kNotMine;
  if (function == EVP_sha256()) {
    outcome = sealframe_web_pbkdf2(password, password_size, salt, salt_size,
                                   iterations, size, out);
  }
  return outcome != kNotMine ? outcome
                             : __real_PKCS5_PBKDF2_HMAC(
                                   password, password_size, salt, salt_size,
                                   iterations, function, size, out);
}
