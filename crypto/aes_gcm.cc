// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/aes_gcm.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "openssl/aead.h"
#include "openssl/err.h"
#include "openssl/mem.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/ipsec_mb.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/crypto/stack_wiper.h"

namespace sealframe {
namespace {

class AesGcm final : public Aead {
 public:
  explicit AesGcm(size_t tag_size) : Aead(tag_size) {
    EVP_AEAD_CTX_zero(&context_);
  }
  ~AesGcm() override {
    EVP_AEAD_CTX_cleanup(&context_);
    OPENSSL_cleanse(&context_, sizeof(context_));
  }

  // SetKey must be called exactly once, before Seal and Open.
  bool SetKey(absl::Span<const uint8_t> key) {
    const EVP_AEAD* cipher =
        key.size() == 16 ? EVP_aead_aes_128_gcm() : EVP_aead_aes_256_gcm();
    return EVP_AEAD_CTX_init(&context_, cipher, key.data(), key.size(),
                             tag_size(), nullptr) == 1;
  }

 private:
  bool DoSeal(const Nonce& nonce, absl::Span<const uint8_t> aad,
              absl::Span<const uint8_t> plaintext,
              absl::Span<uint8_t> out) const override {
    size_t size;
    return EVP_AEAD_CTX_seal(&context_, out.data(), &size, out.size(),
                             nonce.data(), nonce.size(), plaintext.data(),
                             plaintext.size(), aad.data(), aad.size()) == 1;
  }

  bool DoOpen(const Nonce& nonce, absl::Span<const uint8_t> aad,
              absl::Span<const uint8_t> ciphertext_and_tag,
              absl::Span<uint8_t> out) const override {
    // Passing the tag separately skips a second round of size checks.
    const auto ciphertext = ciphertext_and_tag.first(out.size());
    const auto tag = ciphertext_and_tag.subspan(out.size());
    const bool opened = EVP_AEAD_CTX_open_gather(
                            &context_, out.data(), nonce.data(), nonce.size(),
                            ciphertext.data(), ciphertext.size(), tag.data(),
                            tag.size(), aad.data(), aad.size()) == 1;
    if (!opened) {
      // BoringSSL queues errors per thread. A forged frame must not leave one
      // for the process's TLS code to misread as its own.
      ERR_clear_error();
    }
    return opened;
  }

  EVP_AEAD_CTX context_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Aead>> NewAesGcm(const SecretBytes& key,
                                                size_t tag_size) {
  if (key.size() != 16 && key.size() != 32) {
    return absl::InvalidArgumentError(
        absl::StrCat("AES-GCM key of ", key.size(), " bytes: use 16 or 32"));
  }
  if (tag_size < 4 || tag_size > 16) {
    return absl::InvalidArgumentError(
        absl::StrCat("AES-GCM tag of ", tag_size, " bytes: use 4 to 16"));
  }
  const KeyStackWiper wiper;
  auto aead = std::make_unique<AesGcm>(tag_size);
  if (!aead->SetKey(key.Reveal())) {
    return absl::InternalError("BoringSSL rejected an AES-GCM key");
  }
  return FasterAesGcm(key, std::move(aead));
}

}  // namespace sealframe
