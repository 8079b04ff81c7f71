// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/hkdf.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "openssl/digest.h"
#include "openssl/hkdf.h"
#include "sealframe/crypto/hash_algorithm.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/crypto/stack_wiper.h"

namespace sealframe {
namespace {

const EVP_MD* Digest(HashAlgorithm hash) {
  return hash == HashAlgorithm::kSha256 ? EVP_sha256() : EVP_sha512();
}

}  // namespace

SecretBytes HkdfExtract(HashAlgorithm hash, absl::Span<const uint8_t> salt,
                        const SecretBytes& ikm) {
  const KeyStackWiper wiper;
  SecretBytes prk(HashSize(hash));
  size_t size;
  if (HKDF_extract(prk.RevealMutable().data(), &size, Digest(hash),
                   ikm.Reveal().data(), ikm.size(), salt.data(),
                   salt.size()) != 1) {
    std::abort();  // Out of memory, which `operator new` treats the same.
  }
  return prk;
}

absl::StatusOr<SecretBytes> HkdfExpand(HashAlgorithm hash,
                                       const SecretBytes& prk,
                                       absl::Span<const uint8_t> info,
                                       size_t size) {
  if (size > 255 * HashSize(hash)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "HKDF output of ", size, " bytes: use at most ", 255 * HashSize(hash)));
  }
  const KeyStackWiper wiper;
  SecretBytes okm(size);
  if (HKDF_expand(okm.RevealMutable().data(), size, Digest(hash),
                  prk.Reveal().data(), prk.size(), info.data(),
                  info.size()) != 1) {
    return absl::InternalError("BoringSSL failed to expand a key");
  }
  return okm;
}

}  // namespace sealframe
