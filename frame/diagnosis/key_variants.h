// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Keys that a user may have meant instead of the given one: the same bytes as
// another kind of key or encoded as text, of another size, in another suite or
// with another salt, at another ratchet step, in another profile, or the key of
// another participant; and the pairs of these that occur together.
//
// Thread-safety: a pure function. It allocates and derives nothing.

#ifndef SEALFRAME_FRAME_DIAGNOSIS_KEY_VARIANTS_H_
#define SEALFRAME_FRAME_DIAGNOSIS_KEY_VARIANTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/frame/diagnosis/failure_reason.h"
#include "sealframe/frame/diagnosis/frame_mistake.h"
#include "sealframe/frame/diagnosis/profile_key.h"

namespace sealframe {

// The largest distance from the given ratchet step that is tried.
inline constexpr uint64_t kMaxStepsTried = 8;

// ParticipantKey is the key of a participant other than the expected sender.
struct ParticipantKey {
  std::string participant;
  ProfileKey key;
};

struct KeyVariant {
  ProfileKey key;
  std::vector<FailureReason> reasons;  // One or two, the main one first.
  MistakeWords words;
};

// KeyVariantsOf returns the keys that `given` may stand for, the likeliest
// first. If `given.profile` is unknown, it returns none.
std::vector<KeyVariant> KeyVariantsOf(const ProfileKey& given,
                                      absl::Span<const ParticipantKey> others);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_DIAGNOSIS_KEY_VARIANTS_H_
