// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The flag for the keys of other participants.
//
// Thread-safety: the command line has one thread.

#ifndef SEALFRAME_TOOLS_CLI_OTHER_KEYS_H_
#define SEALFRAME_TOOLS_CLI_OTHER_KEYS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "sealframe/frame/diagnosis/key_variants.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/tools/cli/flags.h"

namespace sealframe {

// OtherKeysFlag returns --other-keys: a list of NAME=KEY, separated by commas
// or line ends, or @FILE for a file that contains one.
FlagSpec OtherKeysFlag();

// ReadOtherKeys returns the keys given by --other-keys, which are like `key`
// but for their bytes: text if `key` is a passphrase, otherwise in the format
// of key_text.h.
absl::StatusOr<std::vector<ParticipantKey>> ReadOtherKeys(
    const Flags& flags, const ProfileKey& key);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_OTHER_KEYS_H_
