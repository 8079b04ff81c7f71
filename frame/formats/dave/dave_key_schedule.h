// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// DAVE's key schedule (protocol version 1): the exporter secret of an MLS group
// gives the secret of each sender, which gives, generation by generation, the
// keys of its frames. Each step is MLS's ExpandWithLabel with SHA-256 (RFC
// 9420, Section 8).
//
// Thread-safety: these are pure functions. They allocate, and belong where
// keys are set, not on the frame path.

#ifndef SEALFRAME_FRAME_FORMATS_DAVE_DAVE_KEY_SCHEDULE_H_
#define SEALFRAME_FRAME_FORMATS_DAVE_DAVE_KEY_SCHEDULE_H_

#include <cstddef>
#include <cstdint>

#include "absl/status/statusor.h"
#include "sealframe/crypto/secret_bytes.h"

namespace sealframe {

inline constexpr size_t kDaveKeySize = 16;
// A sender's secret as MLS exports it, and after any step of its ratchet.
inline constexpr size_t kDaveBaseSecretSize = 16;
inline constexpr size_t kDaveSecretSize = 32;

// DaveBaseSecret returns the secret of the sender `user_id` in the epoch with
// `exporter_secret` (RFC 9420, Section 8.5). With an MLS library that has an
// exporter of its own, export with the label "Discord Secure Frames v0" and the
// user id as context, 8 bytes, least significant first, instead.
absl::StatusOr<SecretBytes> DaveBaseSecret(const SecretBytes& exporter_secret,
                                           uint64_t user_id);

// DaveGenerationKey returns the key of `generation`, whose secret is `secret`.
absl::StatusOr<SecretBytes> DaveGenerationKey(const SecretBytes& secret,
                                              uint32_t generation);

// DaveNextSecret returns the secret of the generation after `generation`, whose
// secret is `secret`.
absl::StatusOr<SecretBytes> DaveNextSecret(const SecretBytes& secret,
                                           uint32_t generation);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_DAVE_DAVE_KEY_SCHEDULE_H_
