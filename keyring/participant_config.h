// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What all participants of a key provider have in common.
//
// Thread-safety: a plain value.

#ifndef SEALFRAME_KEYRING_PARTICIPANT_CONFIG_H_
#define SEALFRAME_KEYRING_PARTICIPANT_CONFIG_H_

#include <memory>

#include "sealframe/keyring/iv/iv_memory.h"
#include "sealframe/keyring/key_counts.h"
#include "sealframe/keyring/key_provider_options.h"
#include "sealframe/keyring/key_roles.h"
#include "sealframe/keyring/key_scheme.h"
#include "sealframe/keyring/maintenance.h"
#include "sealframe/keyring/replay_window.h"

namespace sealframe {

struct ParticipantConfig {
  std::shared_ptr<const KeyScheme> scheme;
  KeyProviderOptions options;
  KeyRoles* roles = nullptr;
  // The memory of replay windows and counts (keyring/keyring_config.h).
  std::shared_ptr<ReplaySlots> replay_slots = nullptr;
  std::shared_ptr<IvMemory> iv_memory = nullptr;
  std::shared_ptr<KeyCountMemory> count_memory = nullptr;
  // Where participants are marked when they have maintenance due. May be null.
  std::shared_ptr<MaintenanceMarks> marks = nullptr;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_PARTICIPANT_CONFIG_H_
