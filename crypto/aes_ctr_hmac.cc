// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/aes_ctr_hmac.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "openssl/aes.h"
#include "openssl/mem.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/big_endian.h"
#include "sealframe/crypto/hash_algorithm.h"
#include "sealframe/crypto/hmac.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/crypto/stack_wiper.h"

namespace sealframe {
namespace {

template <typename Hash>
class AesCtrHmac final : public Aead {
 public:
  AesCtrHmac(absl::Span<const uint8_t> aes_key,
             absl::Span<const uint8_t> hmac_key, size_t tag_size)
      : Aead(tag_size), hmac_key_(hmac_key) {
    AES_set_encrypt_key(aes_key.data(),
                        static_cast<unsigned>(aes_key.size() * 8), &aes_key_);
  }
  ~AesCtrHmac() override { OPENSSL_cleanse(&aes_key_, sizeof(aes_key_)); }

 private:
  bool DoSeal(const Nonce& nonce, absl::Span<const uint8_t> aad,
              absl::Span<const uint8_t> plaintext,
              absl::Span<uint8_t> out) const override {
    const absl::Span<uint8_t> ciphertext = out.first(plaintext.size());
    Crypt(nonce, plaintext, ciphertext);
    const auto tag = FullTag(nonce, aad, ciphertext);
    std::copy_n(tag.begin(), tag_size(), out.begin() + plaintext.size());
    return true;
  }

  bool DoOpen(const Nonce& nonce, absl::Span<const uint8_t> aad,
              absl::Span<const uint8_t> ciphertext_and_tag,
              absl::Span<uint8_t> out) const override {
    const auto ciphertext = ciphertext_and_tag.first(out.size());
    const auto tag = FullTag(nonce, aad, ciphertext);
    if (CRYPTO_memcmp(tag.data(), ciphertext_and_tag.data() + out.size(),
                      tag_size()) != 0) {
      return false;
    }
    Crypt(nonce, ciphertext, out);
    return true;
  }

  // Crypt encrypts or decrypts `in` to `out`, which has the same size. The
  // first counter block is the nonce followed by 32 zero bits.
  void Crypt(const Nonce& nonce, absl::Span<const uint8_t> in,
             absl::Span<uint8_t> out) const {
    std::array<uint8_t, AES_BLOCK_SIZE> counter = {};
    std::copy(nonce.begin(), nonce.end(), counter.begin());
    std::array<uint8_t, AES_BLOCK_SIZE> key_stream;
    unsigned used = 0;
    AES_ctr128_encrypt(in.data(), out.data(), in.size(), &aes_key_,
                       counter.data(), key_stream.data(), &used);
  }

  // FullTag returns the tag before truncation.
  std::array<uint8_t, Hash::kSize> FullTag(
      const Nonce& nonce, absl::Span<const uint8_t> aad,
      absl::Span<const uint8_t> ciphertext) const {
    std::array<uint8_t, 3 * 8 + kNonceSize> start;
    StoreBigEndian64(aad.size(), &start[0]);
    StoreBigEndian64(ciphertext.size(), &start[8]);
    StoreBigEndian64(tag_size(), &start[16]);
    std::copy(nonce.begin(), nonce.end(), &start[24]);
    return hmac_key_.Mac(start, aad, ciphertext);
  }

  AES_KEY aes_key_;
  const HmacKey<Hash> hmac_key_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Aead>> NewAesCtrHmac(HashAlgorithm hash,
                                                    const SecretBytes& key,
                                                    size_t aes_key_size,
                                                    size_t tag_size) {
  if (aes_key_size != 16 && aes_key_size != 32) {
    return absl::InvalidArgumentError(
        absl::StrCat("AES-CTR key of ", aes_key_size, " bytes: use 16 or 32"));
  }
  if (key.size() != aes_key_size + HashSize(hash)) {
    return absl::InvalidArgumentError(
        absl::StrCat("AES-CTR with HMAC key of ", key.size(), " bytes: use ",
                     aes_key_size + HashSize(hash),
                     ", the AES key followed by the HMAC key"));
  }
  if (tag_size < 4 || tag_size > HashSize(hash)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "HMAC tag of ", tag_size, " bytes: use 4 to ", HashSize(hash)));
  }
  const KeyStackWiper wiper;
  const auto aes_key = key.Reveal().first(aes_key_size);
  const auto hmac_key = key.Reveal().subspan(aes_key_size);
  if (hash == HashAlgorithm::kSha256) {
    return std::make_unique<AesCtrHmac<Sha256Hash>>(aes_key, hmac_key,
                                                    tag_size);
  }
  return std::make_unique<AesCtrHmac<Sha512Hash>>(aes_key, hmac_key, tag_size);
}

}  // namespace sealframe
