// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Wipes the stack below a function that handles keys. BoringSSL wipes the
// memory that it allocates, but leaves secrets on the stack: HKDF its last
// block, PBKDF2 its digests, the set-up of AES-GCM its hash key, and SHA-2 in
// some versions the words of a padded HMAC key.
//
// Not for the frame path, where it would take as long as a short frame.
//
// Thread-safety: each thread wipes its own stack. It never allocates.

#ifndef SEALFRAME_CRYPTO_STACK_WIPER_H_
#define SEALFRAME_CRYPTO_STACK_WIPER_H_

#include <cstdint>

#include "absl/base/attributes.h"
#include "openssl/mem.h"

namespace sealframe {

// KeyStackWiper wipes 16 KiB when it goes out of scope: more than any
// derivation takes, together with the registers that the dynamic linker saves
// when it binds a function at its first call. Make it the first local variable
// of a function, so that it wipes last. It wipes the frames of the functions
// called, not that of the function itself, which must not hold secrets.
class KeyStackWiper {
 public:
  KeyStackWiper() = default;
  KeyStackWiper(const KeyStackWiper&) = delete;
  KeyStackWiper& operator=(const KeyStackWiper&) = delete;

  // Its frame begins where those of the functions called before began.
  ABSL_ATTRIBUTE_NOINLINE ~KeyStackWiper() {
    uint8_t stack[16384];
    OPENSSL_cleanse(stack, sizeof(stack));
  }
};

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_STACK_WIPER_H_
