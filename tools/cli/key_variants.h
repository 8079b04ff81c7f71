// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Keys that somebody may have meant who gave another: the same bytes taken for
// something else, of another size, at another ratchet step, in another profile.
//
// Thread-safety: a pure function. It allocates.

#ifndef SEALFRAME_TOOLS_CLI_KEY_VARIANTS_H_
#define SEALFRAME_TOOLS_CLI_KEY_VARIANTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "sealframe/tools/cli/frame_cryptor.h"

namespace sealframe {

enum class KeyDifference : uint8_t {
  kDerivation,   // Bytes, passphrase, the cipher's key, or their hex digits.
  kSize,         // 128 or 256 bits.
  kSuite,        // SFrame's.
  kRatchetStep,  // Up to so many steps before or behind.
  kProfile,      // With any of the first three beside it.
};

struct KeyVariant {
  ProfileKey key;
  KeyDifference difference;
  std::string text;  // How it differs, after "it opens": "as a 256-bit key".
};

// KeyVariantsOf returns what `key` may have been meant to be, the likelier
// first, with ratchet steps up to `max_steps` away.
std::vector<KeyVariant> KeyVariantsOf(const ProfileKey& key,
                                      uint64_t max_steps);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_KEY_VARIANTS_H_
