// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Keys and passphrases, and where they come from. They stay off the command
// line, which other users of the machine can see.
//
// The value of their flags is the secret itself, or one of these:
//   @FILE     a file; @- is standard input
//   env:NAME  a variable of the environment, which is wiped and removed
//   fd:N      an open file descriptor, which other programs do not inherit
//   text:TEXT the secret TEXT, also if it begins like the others
//
// Thread-safety: the command line has one thread. Copies are wiped, except
// those of the command line itself.

#ifndef SEALFRAME_TOOLS_CLI_SECRET_SOURCE_H_
#define SEALFRAME_TOOLS_CLI_SECRET_SOURCE_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/tools/cli/flags.h"

namespace sealframe {

// The placeholders of such flags in the help.
inline constexpr char kKeyValue[] = "KEY|@FILE";
inline constexpr char kTextValue[] = "TEXT|@FILE";

// ReadKey reads the key given by flag `name`, in the format of key_text.h. An
// input error is NotFound or Unavailable; a secret of more than 64 KiB, no
// secret at all or one in another format is InvalidArgument.
absl::StatusOr<SecretBytes> ReadKey(const Flags& flags, absl::string_view name);

// ReadPassphrase reads the text given by flag `name`, which is not empty. One
// line end at the end of a file, LF or CRLF, does not belong to it. A text that
// is also the name of a file is accepted with a warning on standard error.
// Errors as for ReadKey.
absl::StatusOr<SecretBytes> ReadPassphrase(const Flags& flags,
                                           absl::string_view name);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_SECRET_SOURCE_H_
