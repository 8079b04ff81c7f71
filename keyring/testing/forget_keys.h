// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Linking this into a GoogleTest binary starts each test with keys that have
// sealed nothing, as in a new process. Tests that expect certain counters need
// it when several of them use one key.

#ifndef SEALFRAME_KEYRING_TESTING_FORGET_KEYS_H_
#define SEALFRAME_KEYRING_TESTING_FORGET_KEYS_H_

namespace sealframe {

// ForgetSealingKeys makes the process forget all keys that no sealing key uses.
void ForgetSealingKeys();

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_TESTING_FORGET_KEYS_H_
