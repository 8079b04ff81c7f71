// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// AES-GCM from Intel's Multi-Buffer Crypto for IPsec library ("ipsec_mb"),
// which takes a fraction of BoringSSL's time for short frames on x86-64 with
// AVX-512 and VAES. Both give the same bytes. docs/performance.md has the
// figures.
//
// It is there only if the build asked for it (--config=ipsec_mb) on a system
// that has the library. Otherwise, these functions choose BoringSSL. So they do
// on other processors, and if the environment variable SEALFRAME_CIPHER is set
// to anything but "ipsec_mb" or nothing when the process sets its first key.
//
// Thread-safety: pure functions, apart from the first call, which reads the
// environment and the processor's features once. They allocate.

#ifndef SEALFRAME_CRYPTO_IPSEC_MB_H_
#define SEALFRAME_CRYPTO_IPSEC_MB_H_

#include <cstddef>
#include <memory>

#include "absl/strings/string_view.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/secret_bytes.h"

namespace sealframe {

// NewIpsecMbAesGcm returns the library's AES-GCM for `key`, 16 or 32 bytes,
// with tags truncated to `tag_size` bytes (4 to 16). Returns nullptr if the
// library is not there, failed its own test, or has no constant-time AES on
// this processor. Unlike `FasterAesGcm`, it accepts processors where BoringSSL
// is faster, so that tests run everywhere, and ignores SEALFRAME_CIPHER.
std::unique_ptr<Aead> NewIpsecMbAesGcm(const SecretBytes& key, size_t tag_size);

// FasterAesGcm returns AES-GCM for `key` that takes the faster cipher for each
// size of frame: the library's or `boringssl`, which has the same key.
std::unique_ptr<Aead> FasterAesGcm(const SecretBytes& key,
                                   std::unique_ptr<Aead> boringssl);

// AesGcmCipherName returns the cipher that `FasterAesGcm` takes for a plaintext
// of `size` bytes here: "ipsec_mb" or "boringssl".
absl::string_view AesGcmCipherName(size_t size);

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_IPSEC_MB_H_
