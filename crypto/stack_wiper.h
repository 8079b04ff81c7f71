// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Wipes the stack below a function that handles keys. BoringSSL wipes the
// memory that it allocates, but leaves secrets on the stack: HKDF its last
// block, PBKDF2 its digests, AES-GCM a copy of its hash key at each call, and
// SHA-2 in some versions the words of a padded HMAC key.
//
// Thread-safety: each thread wipes its own stack. It never allocates.

#ifndef SEALFRAME_CRYPTO_STACK_WIPER_H_
#define SEALFRAME_CRYPTO_STACK_WIPER_H_

#include <cstddef>
#include <cstdint>

#include "absl/base/attributes.h"
#include "openssl/mem.h"

namespace sealframe {

// BasicStackWiper wipes `kSize` bytes when it goes out of scope. Make it the
// first local variable of a function, so that it wipes last. It wipes the
// frames of the functions called, not that of the function itself, which must
// not hold secrets.
template <size_t kSize>
class BasicStackWiper {
 public:
  BasicStackWiper() = default;
  BasicStackWiper(const BasicStackWiper&) = delete;
  BasicStackWiper& operator=(const BasicStackWiper&) = delete;

  // Its frame begins where those of the functions called before began.
  ABSL_ATTRIBUTE_NOINLINE ~BasicStackWiper() {
    uint8_t stack[kSize];
    OPENSSL_cleanse(stack, kSize);
  }
};

// For derivations: more than any takes, together with the registers that the
// dynamic linker saves when it binds a function at its first call.
using KeyStackWiper = BasicStackWiper<16384>;

// For frames: more than BoringSSL's AES-GCM takes, 650 bytes on x86-64. Wiping
// takes about 5 ns.
using FrameStackWiper = BasicStackWiper<1024>;

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_STACK_WIPER_H_
