// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Input, output and key files. Input is read whole before anything is written,
// and an output file appears whole or not at all. Keys in files stay off the
// command line, which other users of the machine can see.
//
// A file that cannot be read or written is NotFound or Unavailable; the message
// names it and the reason.
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

// ReadInput reads the file named by `--in`, or standard input if the flag is
// absent or "-". Here and below, standard input can be read once:
// InvalidArgument if it is wanted for two flags.
absl::StatusOr<std::vector<uint8_t>> ReadInput(const Flags& flags);

// WriteOutput writes to the file named by `--out`, or to standard output if the
// flag is absent or "-". A regular file appears once complete: it is renamed
// from a temporary file beside it (replaced_file.h). Standard output, devices
// and pipes are written directly: if that fails, a part may be written.
absl::Status WriteOutput(const Flags& flags, absl::Span<const uint8_t> bytes);

// ReadKey reads the key given by flag `name`: hex digits, or @FILE for a file
// of hex digits, which is standard input for @-.
absl::StatusOr<SecretBytes> ReadKey(const Flags& flags, absl::string_view name);

// ReadPassphrase reads the text given by flag `name`: the value itself, or
// @FILE for a file of text, without its final line feed, as for ReadKey.
absl::StatusOr<SecretBytes> ReadPassphrase(const Flags& flags,
                                           absl::string_view name);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_FILES_H_
