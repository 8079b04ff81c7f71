// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Keys that a user may have meant instead of the given one: the same bytes as
// another kind of key, of another size, at another ratchet step or in another
// profile.
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
  kDerivation,   // Another kind of key, or its hex digits.
  kSize,         // 128 or 256 bits.
  kSuite,        // Another SFrame cipher suite.
  kRatchetStep,  // Another step of the ratchet.
  kProfile,      // Another profile, and maybe one of the first three.
};

struct KeyVariant {
  ProfileKey key;
  KeyDifference difference;
  std::string text;  // Completes "it opens ...", as in "at ratchet step 1".
};

// KeyVariantsOf returns the keys that `key` may stand for, the likeliest first,
// with ratchet steps up to `max_steps` away.
std::vector<KeyVariant> KeyVariantsOf(const ProfileKey& key,
                                      uint64_t max_steps);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_KEY_VARIANTS_H_
