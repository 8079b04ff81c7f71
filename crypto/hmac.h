// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// HMAC (RFC 2104) for many messages under one key. The two hash states that
// depend only on the key are computed once and copied for each message.
//
// Thread-safety: immutable, so any number of threads may compute MACs
// concurrently. It never allocates.

#ifndef SEALFRAME_CRYPTO_HMAC_H_
#define SEALFRAME_CRYPTO_HMAC_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "openssl/mem.h"
#include "openssl/sha.h"

namespace sealframe {

// Sha256Hash and Sha512Hash adapt BoringSSL's functions to HmacKey.
struct Sha256Hash {
  using State = SHA256_CTX;
  static constexpr size_t kSize = SHA256_DIGEST_LENGTH;
  static constexpr size_t kBlockSize = SHA256_CBLOCK;
  static void Init(State* state) { SHA256_Init(state); }
  static void Update(State* state, absl::Span<const uint8_t> data) {
    SHA256_Update(state, data.data(), data.size());
  }
  static void Final(State* state, uint8_t* out) { SHA256_Final(out, state); }
};

struct Sha512Hash {
  using State = SHA512_CTX;
  static constexpr size_t kSize = SHA512_DIGEST_LENGTH;
  static constexpr size_t kBlockSize = SHA512_CBLOCK;
  static void Init(State* state) { SHA512_Init(state); }
  static void Update(State* state, absl::Span<const uint8_t> data) {
    SHA512_Update(state, data.data(), data.size());
  }
  static void Final(State* state, uint8_t* out) { SHA512_Final(out, state); }
};

// HmacKey is an HMAC key for `Hash`. It is wiped on destruction.
template <typename Hash>
class HmacKey {
 public:
  // `key` must not be longer than `Hash::kBlockSize`.
  explicit HmacKey(absl::Span<const uint8_t> key) {
    Absorb(key, 0x36, &inner_);
    Absorb(key, 0x5c, &outer_);
  }
  HmacKey(const HmacKey&) = delete;
  HmacKey& operator=(const HmacKey&) = delete;
  ~HmacKey() {
    OPENSSL_cleanse(&inner_, sizeof(inner_));
    OPENSSL_cleanse(&outer_, sizeof(outer_));
  }

  // Mac returns the untruncated MAC of the concatenation of `parts`. It leaves
  // only finished hash states on the stack, which do not reveal the key.
  template <typename... Parts>
  std::array<uint8_t, Hash::kSize> Mac(const Parts&... parts) const {
    std::array<uint8_t, Hash::kSize> mac;
    typename Hash::State state = inner_;
    (Hash::Update(&state, parts), ...);
    Hash::Final(&state, mac.data());
    state = outer_;
    Hash::Update(&state, mac);
    Hash::Final(&state, mac.data());
    return mac;
  }

 private:
  // Absorb initializes `state` and hashes one block: `key`, padded with zeros,
  // with each byte XORed with `pad`.
  static void Absorb(absl::Span<const uint8_t> key, uint8_t pad,
                     typename Hash::State* state) {
    std::array<uint8_t, Hash::kBlockSize> block;
    block.fill(pad);
    for (size_t i = 0; i < key.size(); ++i) {
      block[i] ^= key[i];
    }
    Hash::Init(state);
    Hash::Update(state, block);
    OPENSSL_cleanse(block.data(), block.size());
  }

  typename Hash::State inner_;
  typename Hash::State outer_;
};

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_HMAC_H_
