// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Files of the command line: input that is read whole, output that is there
// whole or not at all, and keys that need not stand on the command line.
//
// Errors are NotFound or PermissionDenied or Unavailable, name the file and
// give the reason.
//
// Thread-safety: the command line has one thread.

#ifndef SEALFRAME_TOOLS_CLI_FILES_H_
#define SEALFRAME_TOOLS_CLI_FILES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/tools/cli/flags.h"

namespace sealframe {

// ReadInput reads the file that `--in` names; standard input if it is missing
// or "-".
absl::StatusOr<std::vector<uint8_t>> ReadInput(const Flags& flags);

// WriteOutput writes to the file that `--out` names, by way of a file beside it
// that takes its place only when complete; to standard output if `--out` is
// missing or "-".
absl::Status WriteOutput(const Flags& flags, absl::Span<const uint8_t> bytes);

// ReadKey reads the key that flag `name` gives: hex, or @FILE with hex in it.
absl::StatusOr<SecretBytes> ReadKey(const Flags& flags, absl::string_view name);

// ReadPassphrase reads the text that flag `name` gives: as it is, or @FILE with
// the text in it, whose last line feed does not count.
absl::StatusOr<SecretBytes> ReadPassphrase(const Flags& flags,
                                           absl::string_view name);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_FILES_H_
