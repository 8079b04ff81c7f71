// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Proves that a frame was never sealed in a profile, by structure that its
// codec requires in bytes that the profile encrypts.
//
// Most plain frames cannot be proved: an Opus frame or the data of a slice
// looks like ciphertext, and bytes that a profile leaves in the clear are there
// in sealed frames, too, even in those that lost their end.
//
// Thread-safety: pure functions. They may allocate. Frames may be hostile; the
// time is linear in their size.

#ifndef SEALFRAME_FRAME_DIAGNOSIS_PLAIN_PROOF_H_
#define SEALFRAME_FRAME_DIAGNOSIS_PLAIN_PROOF_H_

#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {

// IsProvedPlain returns whether `frame` has structure of a plain frame that a
// frame sealed in `profile`, whole or cut off, has in fewer than one of 2^24
// cases. The codec, kind and key frame flag of `info` are believed.
bool IsProvedPlain(const ProfileEntry& profile, const FrameInfo& info,
                   absl::Span<const uint8_t> frame);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_DIAGNOSIS_PLAIN_PROOF_H_
