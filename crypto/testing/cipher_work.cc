// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/testing/cipher_work.h"

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "openssl/aead.h"
#include "openssl/sha.h"

namespace {

std::atomic<uint64_t> gcm_passes;
std::atomic<uint64_t> hashes;
std::atomic<uint64_t> bytes;

}  // namespace

// The linker's --wrap redirects the calls of these functions here.
extern "C" {

// NOLINTBEGIN(bugprone-reserved-identifier)
int __real_EVP_AEAD_CTX_open_gather(const EVP_AEAD_CTX* context, uint8_t* out,
                                    const uint8_t* nonce, size_t nonce_size,
                                    const uint8_t* in, size_t in_size,
                                    const uint8_t* tag, size_t tag_size,
                                    const uint8_t* aad, size_t aad_size);
int __real_SHA256_Update(SHA256_CTX* state, const void* data, size_t size);
int __real_SHA256_Final(uint8_t* out, SHA256_CTX* state);
int __real_SHA512_Update(SHA512_CTX* state, const void* data, size_t size);
int __real_SHA512_Final(uint8_t* out, SHA512_CTX* state);

int __wrap_EVP_AEAD_CTX_open_gather(const EVP_AEAD_CTX* context, uint8_t* out,
                                    const uint8_t* nonce, size_t nonce_size,
                                    const uint8_t* in, size_t in_size,
                                    const uint8_t* tag, size_t tag_size,
                                    const uint8_t* aad, size_t aad_size) {
  ++gcm_passes;
  bytes += in_size + tag_size + aad_size;
  return __real_EVP_AEAD_CTX_open_gather(context, out, nonce, nonce_size, in,
                                         in_size, tag, tag_size, aad, aad_size);
}

int __wrap_SHA256_Update(SHA256_CTX* state, const void* data, size_t size) {
  bytes += size;
  return __real_SHA256_Update(state, data, size);
}

int __wrap_SHA256_Final(uint8_t* out, SHA256_CTX* state) {
  ++hashes;
  return __real_SHA256_Final(out, state);
}

int __wrap_SHA512_Update(SHA512_CTX* state, const void* data, size_t size) {
  bytes += size;
  return __real_SHA512_Update(state, data, size);
}

int __wrap_SHA512_Final(uint8_t* out, SHA512_CTX* state) {
  ++hashes;
  return __real_SHA512_Final(out, state);
}
// NOLINTEND(bugprone-reserved-identifier)

}  // extern "C"

namespace sealframe {

CipherWork TotalCipherWork() {
  // An HMAC takes two hashes.
  return {.passes = gcm_passes + hashes / 2, .bytes = bytes};
}

}  // namespace sealframe
