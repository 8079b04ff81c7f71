// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/stack_wiper.h"

#include <cstdint>

#include "openssl/mem.h"

namespace sealframe {

// Not inlined, as it is in another file: its frame begins where those of the
// functions called before began.
StackWiper::~StackWiper() {
  uint8_t stack[kWipedStackSize];
  OPENSSL_cleanse(stack, sizeof(stack));
}

}  // namespace sealframe
