// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Wipes the stack below a function that handles keys. BoringSSL wipes what it
// allocates, but leaves keys in the frames of its functions: HKDF its last
// block, PBKDF2 its digests, SHA-2 the words of a padded HMAC key.
//
// Not for the frame path: it writes `kWipedStackSize` bytes.
//
// Thread-safety: each thread wipes its own stack. It never allocates.

#ifndef SEALFRAME_CRYPTO_STACK_WIPER_H_
#define SEALFRAME_CRYPTO_STACK_WIPER_H_

#include <cstddef>

namespace sealframe {

// More than any derivation here takes, together with the registers that the
// dynamic linker saves when it binds a function at its first call.
inline constexpr size_t kWipedStackSize = 16384;

// StackWiper wipes when it goes out of scope. Make it the first local variable
// of a function, so that it wipes last. It wipes the frames of the functions
// called, not that of the function itself, which must not hold secrets.
class StackWiper {
 public:
  StackWiper() = default;
  StackWiper(const StackWiper&) = delete;
  StackWiper& operator=(const StackWiper&) = delete;
  ~StackWiper();
};

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_STACK_WIPER_H_
