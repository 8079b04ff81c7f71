// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A container for keys and the secrets they are derived from. SecretBytes wipes
// its memory before freeing it, can be moved but not implicitly copied,
// compares in constant time, and cannot be printed, hashed or converted to a
// span by accident. Raw bytes are available only through `Reveal` and
// `RevealMutable`, so a search for "Reveal" finds every use of a raw key.
//
// Thread-safety: as for std::vector. It allocates only on construction.

#ifndef SEALFRAME_CRYPTO_SECRET_BYTES_H_
#define SEALFRAME_CRYPTO_SECRET_BYTES_H_

#include <cstddef>
#include <cstdint>
#include <memory>

#include "absl/types/span.h"

namespace sealframe {

// SecretBytes is a secret of a fixed size.
class SecretBytes {
 public:
  // The empty secret.
  SecretBytes() = default;

  // A secret of `size` zero bytes. Fill it through `RevealMutable`.
  explicit SecretBytes(size_t size);

  // A moved-from secret is empty. Assignment wipes the previous contents.
  SecretBytes(SecretBytes&& other) noexcept;
  SecretBytes& operator=(SecretBytes&& other) noexcept;
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;
  ~SecretBytes();

  // CopyOf returns a secret with a copy of `bytes`. The caller remains
  // responsible for wiping `bytes`.
  static SecretBytes CopyOf(absl::Span<const uint8_t> bytes);

  // Clone returns a copy of this secret.
  SecretBytes Clone() const;

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  // Reveal returns the raw bytes. The span is valid until this object is
  // destroyed, moved from or assigned to.
  absl::Span<const uint8_t> Reveal() const { return {bytes_.get(), size_}; }

  // RevealMutable returns the raw bytes for writing. The span is valid for as
  // long as that of `Reveal`.
  absl::Span<uint8_t> RevealMutable() { return {bytes_.get(), size_}; }

  // Compares sizes and contents. The time taken depends only on the sizes.
  friend bool operator==(const SecretBytes& a, const SecretBytes& b);

 private:
  void Wipe();

  std::unique_ptr<uint8_t[]> bytes_;
  size_t size_ = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_SECRET_BYTES_H_
