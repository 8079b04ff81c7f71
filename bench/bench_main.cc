// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/bench/bench_main.h"

#include <openssl/base.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "benchmark/benchmark.h"
#include "sealframe/crypto/ipsec_mb.h"

namespace sealframe {

int BenchMain(int argc, char** argv) {
  benchmark::AddCustomContext("boringssl_api",
                              absl::StrCat(BORINGSSL_API_VERSION));
  benchmark::AddCustomContext("cipher", std::string(AesGcmCipherName(20)));
  benchmark::AddCustomContext("compiler", __VERSION__);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) {
    return 1;
  }
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}

}  // namespace sealframe
