// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/common_flags.h"

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/tools/cli/flags.h"

namespace sealframe {

FlagSpec SuiteFlag(bool required) {
  return {.name = "suite",
          .value = "NAME",
          .help = required
                      ? "cipher suite by its registered name"
                      : "cipher suite; AES_128_GCM_SHA256_128 if not given",
          .required = required};
}

FlagSpec BaseKeyFlag() {
  return {.name = "base-key",
          .value = "HEX|@FILE",
          .help = "base key that keys are derived from",
          .required = true};
}

FlagSpec MetadataFlag() {
  return {.name = "metadata",
          .value = "HEX",
          .help = "authenticated with the frame, not sent in it"};
}

FlagSpec InFlag() {
  return {.name = "in", .value = "FILE", .help = "input; standard input if -"};
}

FlagSpec OutFlag() {
  return {
      .name = "out", .value = "FILE", .help = "output; standard output if -"};
}

FlagSpec JsonFlag() {
  return {.name = "json", .value = "", .help = "machine-readable output"};
}

absl::StatusOr<CipherSuite> SuiteOf(const Flags& flags) {
  if (!flags.Has("suite")) {
    return CipherSuite::kAes128GcmSha256_128;
  }
  const std::string name = flags.Text("suite");
  if (const absl::optional<CipherSuite> suite = CipherSuiteFromName(name)) {
    return *suite;
  }
  std::string message = absl::StrCat("--suite: there is no '", name, "' in");
  for (const CipherSuiteInfo& info : AllCipherSuites()) {
    absl::StrAppend(&message, " ", info.name);
  }
  return absl::InvalidArgumentError(message);
}

}  // namespace sealframe
