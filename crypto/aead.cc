// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/aead.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/base/attributes.h"
#include "absl/types/span.h"
#include "sealframe/crypto/buffers.h"
#include "sealframe/crypto/nonce.h"

namespace sealframe {
namespace {

// MayRun checks the requirements that Seal and Open share. It is inlined
// because the call would cost more than the checks, on every frame.
ABSL_ATTRIBUTE_ALWAYS_INLINE inline bool MayRun(absl::Span<const uint8_t> aad,
                                                absl::Span<const uint8_t> in,
                                                absl::Span<const uint8_t> out,
                                                size_t plaintext_size,
                                                size_t ciphertext_size,
                                                size_t tag_size) {
  return ciphertext_size >= tag_size &&
         ciphertext_size - tag_size == plaintext_size &&
         uint64_t{plaintext_size} <= kMaxAeadPlaintextSize &&
         MayShare(in, out) && Disjoint(aad, out);
}

}  // namespace

bool Aead::Seal(const Nonce& nonce, absl::Span<const uint8_t> aad,
                absl::Span<const uint8_t> plaintext,
                absl::Span<uint8_t> out) const {
  if (!MayRun(aad, plaintext, out, plaintext.size(), out.size(), tag_size_)) {
    return false;
  }
  const bool sealed = DoSeal(nonce, aad, plaintext, out);
  if (!sealed) {
    std::fill(out.begin(), out.end(), uint8_t{0});
  }
  return sealed;
}

bool Aead::Open(const Nonce& nonce, absl::Span<const uint8_t> aad,
                absl::Span<const uint8_t> ciphertext_and_tag,
                absl::Span<uint8_t> out) const {
  if (!MayRun(aad, ciphertext_and_tag, out, out.size(),
              ciphertext_and_tag.size(), tag_size_)) {
    return false;
  }
  const bool opened = DoOpen(nonce, aad, ciphertext_and_tag, out);
  if (!opened) {
    std::fill(out.begin(), out.end(), uint8_t{0});
  }
  return opened;
}

}  // namespace sealframe
