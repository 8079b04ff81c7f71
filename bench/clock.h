// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The clocks of the benchmarks, in nanoseconds.
//
// Thread-safety: pure functions. They never allocate.

#ifndef SEALFRAME_BENCH_CLOCK_H_
#define SEALFRAME_BENCH_CLOCK_H_

#include <time.h>

namespace sealframe {

inline double Nanoseconds(clockid_t clock) {
  timespec now = {};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) * 1e9 +
         static_cast<double>(now.tv_nsec);
}

// ThreadNanoseconds is the processor time of the calling thread. It does not
// count the time in which other programs run.
inline double ThreadNanoseconds() {
  return Nanoseconds(CLOCK_THREAD_CPUTIME_ID);
}

// RealNanoseconds is the time that passes for everybody.
inline double RealNanoseconds() { return Nanoseconds(CLOCK_MONOTONIC); }

// CostOf returns the time between two calls of a clock: the median of many.
double CostOf(double (*clock)());

}  // namespace sealframe

#endif  // SEALFRAME_BENCH_CLOCK_H_
