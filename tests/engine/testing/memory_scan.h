// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A search of the process's own memory for secrets that should be gone. The
// secrets looked for are kept masked, so that the search does not find itself.
//
// Thread-safety: none; other threads must not run during a scan. Linux only,
// and not under a sanitizer, which has memory of its own.

#ifndef SEALFRAME_TESTS_ENGINE_TESTING_MEMORY_SCAN_H_
#define SEALFRAME_TESTS_ENGINE_TESTING_MEMORY_SCAN_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/types/span.h"

namespace sealframe {

// MaskedSecret is a secret with a name for messages.
struct MaskedSecret {
  std::string name;
  std::vector<uint8_t> masked;
};

// Mask returns `bytes` masked. It leaves no other copy.
MaskedSecret Mask(const std::string& name, absl::Span<const uint8_t> bytes);

// InChild returns the result of `derive`, which it calls in a child process, so
// that intermediate values do not enter this process's memory.
std::vector<MaskedSecret> InChild(
    const std::function<std::vector<MaskedSecret>()>& derive);

// FindInMemory returns where in writable memory the secrets are, as in "AEAD
// key of step 0: [heap]".
std::vector<std::string> FindInMemory(const std::vector<MaskedSecret>& secrets);

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_ENGINE_TESTING_MEMORY_SCAN_H_
