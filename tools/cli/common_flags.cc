// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/common_flags.h"

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/cli/secret_source.h"

namespace sealframe {

FlagSpec SuiteFlag(bool required) {
  FlagSpec flag = {.name = "suite",
                   .value = "NAME",
                   .help = required ? "registered name of the cipher suite"
                                    : "cipher suite, by default "
                                      "AES_128_GCM_SHA256_128",
                   .required = required};
  for (const CipherSuiteInfo& info : AllCipherSuites()) {
    flag.choices.emplace_back(info.name);
  }
  absl::StrAppend(&flag.help, ": ", absl::StrJoin(flag.choices, ", "));
  return flag;
}

FlagSpec BaseKeyFlag() {
  return {.name = "base-key",
          .value = kKeyValue,
          .help = "base key from which keys are derived",
          .required = true};
}

FlagSpec MetadataFlag() {
  return {.name = "metadata",
          .value = "HEX",
          .help = "bytes authenticated with the frame but not sent in it"};
}

FlagSpec InFlag() {
  return {.name = "in",
          .value = "FILE",
          .help = "input; default -, standard input",
          .positional = true};
}

FlagSpec OutFlag() {
  return {.name = "out",
          .value = "FILE",
          .help = "output; default -, standard output"};
}

FlagSpec JsonFlag() {
  return {.name = "json",
          .value = "",
          .help = "machine-readable output, also of errors"};
}

absl::StatusOr<CipherSuite> SuiteOf(const Flags& flags) {
  if (!flags.Has("suite")) {
    return CipherSuite::kAes128GcmSha256_128;
  }
  const std::string name = flags.Text("suite");
  if (const std::optional<CipherSuite> suite = CipherSuiteFromName(name)) {
    return *suite;
  }
  std::string message =
      absl::StrCat("--suite: unknown suite '", name, "': use one of");
  for (const CipherSuiteInfo& info : AllCipherSuites()) {
    absl::StrAppend(&message, " ", info.name);
  }
  return absl::InvalidArgumentError(message);
}

}  // namespace sealframe
