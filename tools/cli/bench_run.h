// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Measurements of `sealframe bench`. The engine's transforms and the bare
// cipher run alternately in short rounds, so that other load affects both
// alike. The result is the median round of each.
//
// Thread-safety: none.

#ifndef SEALFRAME_TOOLS_CLI_BENCH_RUN_H_
#define SEALFRAME_TOOLS_CLI_BENCH_RUN_H_

#include <cstddef>

#include "sealframe/crypto/cipher_suite.h"

namespace sealframe {

// BenchFigures holds nanoseconds and heap allocations per frame.
struct BenchFigures {
  double seal_ns = 0;
  double bare_seal_ns = 0;
  double open_ns = 0;
  double bare_open_ns = 0;
  double seal_allocations = 0;
  double open_allocations = 0;
};

// RunBench measures frames of `size` bytes for about `seconds`. Negative
// figures report that a frame was not sealed or opened.
BenchFigures RunBench(CipherSuite suite, size_t size, double seconds);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_BENCH_RUN_H_
