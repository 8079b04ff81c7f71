// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/secret_bytes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "absl/types/span.h"
#include "openssl/mem.h"

namespace sealframe {

SecretBytes::SecretBytes(size_t size)
    : bytes_(std::make_unique<uint8_t[]>(size)), size_(size) {}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : bytes_(std::move(other.bytes_)), size_(std::exchange(other.size_, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
  if (this != &other) {
    Wipe();
    bytes_ = std::move(other.bytes_);
    size_ = std::exchange(other.size_, 0);
  }
  return *this;
}

SecretBytes::~SecretBytes() { Wipe(); }

SecretBytes SecretBytes::CopyOf(absl::Span<const uint8_t> bytes) {
  SecretBytes copy(bytes.size());
  std::copy(bytes.begin(), bytes.end(), copy.bytes_.get());
  return copy;
}

SecretBytes SecretBytes::Clone() const { return CopyOf(Reveal()); }

void SecretBytes::Wipe() { OPENSSL_cleanse(bytes_.get(), size_); }

bool operator==(const SecretBytes& a, const SecretBytes& b) {
  return a.size() == b.size() &&
         CRYPTO_memcmp(a.bytes_.get(), b.bytes_.get(), a.size()) == 0;
}

}  // namespace sealframe
