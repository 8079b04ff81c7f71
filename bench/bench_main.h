// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The main function that all benchmark programs share.

#ifndef SEALFRAME_BENCH_BENCH_MAIN_H_
#define SEALFRAME_BENCH_BENCH_MAIN_H_

namespace sealframe {

// BenchMain runs the registered benchmarks and returns the exit code. The
// context of the output has the age of BoringSSL ("boringssl_api"), the
// engine's cipher for short frames of AES-GCM ("cipher") and the compiler
// ("compiler").
int BenchMain(int argc, char** argv);

}  // namespace sealframe

#endif  // SEALFRAME_BENCH_BENCH_MAIN_H_
