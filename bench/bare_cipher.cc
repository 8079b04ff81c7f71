// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/bench/bare_cipher.h"

#include <openssl/aead.h>
#include <openssl/aes.h>
#include <openssl/digest.h>
#include <openssl/hmac.h>
#include <openssl/mem.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "absl/types/span.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/hash_algorithm.h"
#include "sealframe/crypto/nonce.h"

namespace sealframe {
namespace {

// The cost of a cipher does not depend on the key.
constexpr std::array<uint8_t, 96> kKey = {1, 2, 3};

class BareGcm final : public BareCipher {
 public:
  BareGcm(size_t key_size, size_t tag_size) {
    EVP_AEAD_CTX_init(
        context_.get(),
        key_size == 16 ? EVP_aead_aes_128_gcm() : EVP_aead_aes_256_gcm(),
        kKey.data(), key_size, tag_size, nullptr);
  }

  bool Seal(const Nonce& nonce, absl::Span<const uint8_t> aad,
            absl::Span<const uint8_t> plaintext,
            absl::Span<uint8_t> out) override {
    size_t size = 0;
    return EVP_AEAD_CTX_seal(context_.get(), out.data(), &size, out.size(),
                             nonce.data(), nonce.size(), plaintext.data(),
                             plaintext.size(), aad.data(), aad.size()) == 1;
  }

  bool Open(const Nonce& nonce, absl::Span<const uint8_t> aad,
            absl::Span<const uint8_t> sealed,
            absl::Span<uint8_t> out) override {
    size_t size = 0;
    return EVP_AEAD_CTX_open(context_.get(), out.data(), &size, out.size(),
                             nonce.data(), nonce.size(), sealed.data(),
                             sealed.size(), aad.data(), aad.size()) == 1;
  }

 private:
  bssl::ScopedEVP_AEAD_CTX context_;
};

class BareCtrHmac final : public BareCipher {
 public:
  explicit BareCtrHmac(const CipherSuiteInfo& info) : tag_size_(info.tag_size) {
    AES_set_encrypt_key(kKey.data(),
                        static_cast<unsigned>(info.aes_key_size * 8), &aes_);
    HMAC_Init_ex(
        hmac_.get(), kKey.data(), HashSize(info.hash),
        info.hash == HashAlgorithm::kSha256 ? EVP_sha256() : EVP_sha512(),
        nullptr);
  }

  bool Seal(const Nonce& nonce, absl::Span<const uint8_t> aad,
            absl::Span<const uint8_t> plaintext,
            absl::Span<uint8_t> out) override {
    const absl::Span<uint8_t> ciphertext = out.first(plaintext.size());
    Crypt(nonce, plaintext, ciphertext);
    const Tag tag = Mac(nonce, aad, ciphertext);
    std::copy_n(tag.begin(), tag_size_, out.begin() + plaintext.size());
    return true;
  }

  bool Open(const Nonce& nonce, absl::Span<const uint8_t> aad,
            absl::Span<const uint8_t> sealed,
            absl::Span<uint8_t> out) override {
    const absl::Span<const uint8_t> ciphertext =
        sealed.first(sealed.size() - tag_size_);
    const Tag tag = Mac(nonce, aad, ciphertext);
    if (CRYPTO_memcmp(tag.data(), sealed.data() + ciphertext.size(),
                      tag_size_) != 0) {
      return false;
    }
    Crypt(nonce, ciphertext, out);
    return true;
  }

 private:
  using Tag = std::array<uint8_t, EVP_MAX_MD_SIZE>;

  void Crypt(const Nonce& nonce, absl::Span<const uint8_t> in,
             absl::Span<uint8_t> out) {
    uint8_t block[AES_BLOCK_SIZE] = {};
    std::copy(nonce.begin(), nonce.end(), block);
    uint8_t keystream[AES_BLOCK_SIZE];
    unsigned used = 0;
    AES_ctr128_encrypt(in.data(), out.data(), in.size(), &aes_, block,
                       keystream, &used);
  }

  Tag Mac(const Nonce& nonce, absl::Span<const uint8_t> aad,
          absl::Span<const uint8_t> ciphertext) {
    std::array<uint64_t, 3> sizes = {aad.size(), ciphertext.size(), tag_size_};
    for (uint64_t& size : sizes) {
      size = __builtin_bswap64(size);
    }
    HMAC_Init_ex(hmac_.get(), nullptr, 0, nullptr, nullptr);
    HMAC_Update(hmac_.get(), reinterpret_cast<const uint8_t*>(sizes.data()),
                sizeof(sizes));
    HMAC_Update(hmac_.get(), nonce.data(), nonce.size());
    HMAC_Update(hmac_.get(), aad.data(), aad.size());
    HMAC_Update(hmac_.get(), ciphertext.data(), ciphertext.size());
    Tag tag;
    unsigned size = 0;
    HMAC_Final(hmac_.get(), tag.data(), &size);
    return tag;
  }

  const size_t tag_size_;
  AES_KEY aes_;
  bssl::ScopedHMAC_CTX hmac_;
};

}  // namespace

std::unique_ptr<BareCipher> NewBareGcm(size_t key_size, size_t tag_size) {
  return std::make_unique<BareGcm>(key_size, tag_size);
}

std::unique_ptr<BareCipher> NewBareCipher(CipherSuite suite) {
  const CipherSuiteInfo& info = GetCipherSuiteInfo(suite);
  if (info.aead == AeadKind::kAesGcm) {
    return NewBareGcm(info.key_size, info.tag_size);
  }
  return std::make_unique<BareCtrHmac>(info);
}

}  // namespace sealframe
