// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The names of participants, which the application chooses.
//
// Thread-safety: a pure function. It allocates on failure only.

#ifndef SEALFRAME_KEYRING_PARTICIPANT_ID_H_
#define SEALFRAME_KEYRING_PARTICIPANT_ID_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace sealframe {

// CheckParticipantId returns InvalidArgument if `id` is empty.
inline absl::Status CheckParticipantId(absl::string_view id) {
  return id.empty() ? absl::InvalidArgumentError(
                          "the participant's name is empty: give each "
                          "participant a name of its own")
                    : absl::OkStatus();
}

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_PARTICIPANT_ID_H_
