// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// For fuzzers: checks of their claims, in every build.
//
// Thread-safety: a function without shared state.

#ifndef SEALFRAME_TESTS_FUZZ_CHECK_H_
#define SEALFRAME_TESTS_FUZZ_CHECK_H_

#include <cstdio>
#include <cstdlib>

namespace sealframe {

// Check ends the process and names its caller if `claim` is false, which is a
// finding.
inline void Check(bool claim, const char* file = __builtin_FILE(),
                  int line = __builtin_LINE()) {
  if (!claim) {
    std::fprintf(stderr, "%s:%d: the claim is false\n", file, line);
    std::abort();
  }
}

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_FUZZ_CHECK_H_
