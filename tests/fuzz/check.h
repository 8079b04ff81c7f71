// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// For fuzzers: checks of their claims, in every build.
//
// Thread-safety: a pure function.

#ifndef SEALFRAME_TESTS_FUZZ_CHECK_H_
#define SEALFRAME_TESTS_FUZZ_CHECK_H_

#include <cstdlib>

namespace sealframe {

// Check aborts the process if `claim` is false, which is a finding.
inline void Check(bool claim) {
  if (!claim) {
    std::abort();
  }
}

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_FUZZ_CHECK_H_
