// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Keys and whatever keys are made from. SecretBytes wipes its memory before
// giving it back, moves but does not copy by itself, compares in time that does
// not depend on the contents, and cannot be printed, hashed or turned into a
// span by accident: whoever reads it says `Reveal`, so a search for that word
// finds every use of a raw key.
//
// Thread-safety: like a vector. It allocates when it is made, never later.

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

  // A secret of `size` zero bytes, to be filled through `RevealMutable`.
  explicit SecretBytes(size_t size);

  // A secret that was moved from is empty. One that is assigned to wipes what
  // it held.
  SecretBytes(SecretBytes&& other) noexcept;
  SecretBytes& operator=(SecretBytes&& other) noexcept;
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;
  ~SecretBytes();

  // CopyOf returns a secret with the contents of `bytes`, which remain the
  // caller's to wipe.
  static SecretBytes CopyOf(absl::Span<const uint8_t> bytes);

  // Clone returns a second secret with the same contents.
  SecretBytes Clone() const;

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  // Reveal returns the raw bytes. They live as long as this object holds them:
  // until it is destroyed, moved from or assigned to.
  absl::Span<const uint8_t> Reveal() const { return {bytes_.get(), size_}; }

  // RevealMutable returns the raw bytes to be written, for as long as `Reveal`.
  absl::Span<uint8_t> RevealMutable() { return {bytes_.get(), size_}; }

  // Equal sizes and contents. The time taken tells the sizes, not the contents.
  friend bool operator==(const SecretBytes& a, const SecretBytes& b);

 private:
  void Wipe();

  std::unique_ptr<uint8_t[]> bytes_;
  size_t size_ = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_SECRET_BYTES_H_
