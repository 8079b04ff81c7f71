// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Checks frames for the structure that their codec requires, to detect those
// that were never sealed.
//
// Thread-safety: a pure function. It never allocates.

#ifndef SEALFRAME_FRAME_DIAGNOSIS_PLAIN_FRAME_H_
#define SEALFRAME_FRAME_DIAGNOSIS_PLAIN_FRAME_H_

#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"

namespace sealframe {

enum class PlainLook : uint8_t {
  kNo,
  kMaybe,  // It breaks no rule, nor would half of all random bytes.
  kYes,    // Sealed frames almost never match.
};

// LookOf returns whether `frame`, which may be hostile, looks like a plain
// frame of `codec`. It returns kNo for an unknown codec, which has no rules.
PlainLook LookOf(Codec codec, absl::Span<const uint8_t> frame);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_DIAGNOSIS_PLAIN_FRAME_H_
