// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The kinds of keys that the command line accepts, and their flags.
//
// Thread-safety: pure functions. They never allocate.

#ifndef SEALFRAME_TOOLS_CLI_KEY_KINDS_H_
#define SEALFRAME_TOOLS_CLI_KEY_KINDS_H_

#include "absl/strings/string_view.h"
#include "sealframe/keyring/key_material.h"

namespace sealframe {

inline constexpr KeyKind kKeyKinds[] = {KeyKind::kKey, KeyKind::kPassphrase,
                                        KeyKind::kAeadKey};

// KeyFlag returns the flag for a key of `kind`, such as "--key".
absl::string_view KeyFlag(KeyKind kind);

// KeyFlagName returns the flag without its dashes.
inline absl::string_view KeyFlagName(KeyKind kind) {
  return KeyFlag(kind).substr(2);
}

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_KEY_KINDS_H_
