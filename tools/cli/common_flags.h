// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Flags that several commands share.
//
// Thread-safety: pure functions.

#ifndef SEALFRAME_TOOLS_CLI_COMMON_FLAGS_H_
#define SEALFRAME_TOOLS_CLI_COMMON_FLAGS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/tools/cli/flags.h"

namespace sealframe {

FlagSpec SuiteFlag(bool required);  // --suite NAME
FlagSpec BaseKeyFlag();             // --base-key KEY|@FILE
FlagSpec MetadataFlag();            // --metadata HEX
FlagSpec InFlag();                  // --in FILE, or FILE
FlagSpec OutFlag();                 // --out FILE
FlagSpec JsonFlag();                // --json

// SuiteOf returns the suite named by `--suite`, or by default
// AES_128_GCM_SHA256_128. An unknown name is an error that lists the known
// ones.
absl::StatusOr<CipherSuite> SuiteOf(const Flags& flags);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_COMMON_FLAGS_H_
