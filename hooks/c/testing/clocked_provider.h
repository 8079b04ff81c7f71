// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// For tests of the C interface: a provider with a clock of the test. Its
// sessions have the same clock.
//
// Thread-safety: none.

#ifndef SEALFRAME_HOOKS_C_TESTING_CLOCKED_PROVIDER_H_
#define SEALFRAME_HOOKS_C_TESTING_CLOCKED_PROVIDER_H_

#include "sealframe/hooks/c/handles.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/keyring/key_provider_options.h"

namespace sealframe {

// NewClockedProvider returns a provider of the profile and the key mode of
// `options`, whose time is that of `clock`.
inline ProviderHandle NewClockedProvider(
    const sealframe_provider_options& options, const Clock& clock) {
  ProviderHandle provider = NewProvider(options);
  provider->keys =
      KeyProvider::Create(provider->made.profile,
                          {.mode = options.key_mode == SEALFRAME_KEY_SHARED
                                       ? KeyMode::kShared
                                       : KeyMode::kPerParticipant,
                           .clock = &clock})
          .value();
  return provider;
}

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_C_TESTING_CLOCKED_PROVIDER_H_
