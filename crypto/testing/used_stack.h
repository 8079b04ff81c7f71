// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Finds the bytes that code leaves on the stack.
//
// Thread-safety: pure functions. They allocate, and start a thread.

#ifndef SEALFRAME_CRYPTO_TESTING_USED_STACK_H_
#define SEALFRAME_CRYPTO_TESTING_USED_STACK_H_

#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"

namespace sealframe {

// UsedStack runs `run` on a stack of its own and returns that stack's bytes.
std::vector<uint8_t> UsedStack(absl::FunctionRef<void()> run);

// Holds returns whether `memory` has the bytes of `pattern` anywhere.
bool Holds(absl::Span<const uint8_t> memory, absl::Span<const uint8_t> pattern);

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_TESTING_USED_STACK_H_
