// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/bench_command.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "fmt/format.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/ipsec_mb.h"
#include "sealframe/tools/cli/bench_run.h"
#include "sealframe/tools/cli/command.h"
#include "sealframe/tools/cli/common_flags.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/cli/json.h"
#include "sealframe/tools/cli/output.h"

namespace sealframe {
namespace {

constexpr size_t kSizes[] = {20, 100, 250, 1200, 10'000, 100'000};
constexpr double kSecondsEach = 0.15;

struct Row {
  absl::string_view suite;
  absl::string_view op;
  absl::string_view cipher;
  size_t size;
  double ns;
  double bare_ns;
  double allocations;
};

void PrintRow(const Row& row) {
  Print(fmt::format(
      "{:<27} {:<5} {:>7} {:>11.1f} {:>11.1f} {:>+9.1f} {:>7.2f} {:>7} {}\n",
      std::string(row.suite), std::string(row.op), row.size, row.ns,
      row.bare_ns, row.ns - row.bare_ns, row.ns / row.bare_ns, row.allocations,
      std::string(row.cipher)));
}

void AppendRow(const Row& row, JsonWriter* json) {
  json->BeginObject();
  json->String("suite", row.suite);
  json->String("op", row.op);
  json->String("cipher", row.cipher);
  json->Integer("size", static_cast<int64_t>(row.size));
  json->Real("ns", row.ns);
  json->Real("bare_ns", row.bare_ns);
  json->Real("allocations", row.allocations);
  json->EndObject();
}

// CipherOf returns the library behind the suite's cipher for frames of a size.
absl::string_view CipherOf(const CipherSuiteInfo& suite, size_t size) {
  return suite.aead == AeadKind::kAesGcm ? AesGcmCipherName(size) : "boringssl";
}

absl::StatusOr<std::vector<CipherSuite>> SuitesOf(const Flags& flags) {
  if (flags.Has("suite")) {
    const absl::StatusOr<CipherSuite> suite = SuiteOf(flags);
    return suite.ok() ? absl::StatusOr<std::vector<CipherSuite>>({*suite})
                      : suite.status();
  }
  std::vector<CipherSuite> suites;
  for (const CipherSuiteInfo& info : AllCipherSuites()) {
    suites.push_back(info.suite);
  }
  return suites;
}

absl::Status Run(const Flags& flags) {
  const absl::StatusOr<std::vector<CipherSuite>> suites = SuitesOf(flags);
  if (!suites.ok()) {
    return suites.status();
  }
  const bool is_json = flags.Has("json");
  JsonWriter json;
  json.BeginArray();
  if (!is_json) {
    Print(fmt::format("{:<27} {:<5} {:>7} {:>11} {:>11} {:>9} {:>7} {:>7} {}\n",
                      "suite", "op", "bytes", "ns/frame", "bare ns", "over ns",
                      "ratio", "allocs", "cipher"));
  }
  for (const CipherSuite suite : *suites) {
    for (const size_t size : kSizes) {
      const CipherSuiteInfo& info = GetCipherSuiteInfo(suite);
      const absl::string_view cipher = CipherOf(info, size);
      const BenchFigures figures = RunBench(suite, size, kSecondsEach);
      if (figures.seal_ns < 0) {
        return absl::DataLossError("a frame was not sealed or opened");
      }
      for (const Row& row :
           {Row{info.name, "seal", cipher, size, figures.seal_ns,
                figures.bare_seal_ns, figures.seal_allocations},
            Row{info.name, "open", cipher, size, figures.open_ns,
                figures.bare_open_ns, figures.open_allocations}}) {
        is_json ? AppendRow(row, &json) : PrintRow(row);
      }
      if (absl::Status status = FlushOutput(); !status.ok()) {
        return status;
      }
    }
  }
  json.EndArray();
  if (is_json) {
    Print(absl::StrCat(json.text(), "\n"));
  }
  return absl::OkStatus();
}

}  // namespace

Command BenchCommand() {
  return {
      .name = "bench",
      .summary =
          "time per frame on this machine, compared with the bare cipher",
      .help =
          "Measures sealing and opening frames of several sizes with the "
          "engine and, alternately,\nwith the bare cipher of the same "
          "BoringSSL. Prints the median time per frame of each,\nby the "
          "processor time of the thread, the engine's heap allocations, and "
          "the engine's\ncipher: boringssl, or ipsec_mb in builds with "
          "Intel's library.",
      .flags = {{.name = "suite",
                 .value = "NAME",
                 .help = "measure one suite; default all"},
                JsonFlag()},
      .run = Run};
}

}  // namespace sealframe
