// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Keys as text: hex, base64, or the bytes themselves.
//
// Thread-safety: pure functions. They allocate. All copies of the key are
// wiped.

#ifndef SEALFRAME_TOOLS_CLI_KEY_TEXT_H_
#define SEALFRAME_TOOLS_CLI_KEY_TEXT_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/tools/cli/flags.h"

namespace sealframe {

// KeyFormatFlag returns --key-format.
FlagSpec KeyFormatFlag();

// DecodeKey decodes `text` in the format that `--key-format` names, by default
// hex. Hex may begin with 0x; spaces, line ends and colons in it are ignored.
// Base64 is the usual alphabet or that for URLs (RFC 4648, Sections 4 and 5),
// with or without padding; spaces and line ends in it are ignored.
// InvalidArgument for an empty key or text in another format, saying what it
// looks like, but nothing of its contents.
absl::StatusOr<SecretBytes> DecodeKey(const Flags& flags,
                                      const SecretBytes& text);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_KEY_TEXT_H_
