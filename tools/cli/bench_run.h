// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// How `sealframe bench` measures: the engine's transforms and the bare cipher
// in turn, in short rounds, so that what else the machine does hits both alike;
// of each the median round counts.
//
// Thread-safety: none.

#ifndef SEALFRAME_TOOLS_CLI_BENCH_RUN_H_
#define SEALFRAME_TOOLS_CLI_BENCH_RUN_H_

#include <cstddef>

#include "sealframe/crypto/cipher_suite.h"

namespace sealframe {

// BenchFigures are nanoseconds, and heap allocations, for one frame.
struct BenchFigures {
  double seal_ns = 0;
  double bare_seal_ns = 0;
  double open_ns = 0;
  double bare_open_ns = 0;
  double seal_allocations = 0;
  double open_allocations = 0;
};

// RunBench measures frames of `size` bytes for about `seconds`. Negative
// figures say that a frame did not come through.
BenchFigures RunBench(CipherSuite suite, size_t size, double seconds);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_BENCH_RUN_H_
