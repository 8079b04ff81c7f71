// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Opens a frame with one of the candidate keys of its ring index: one for each
// ratchet step in the ratchet window (frame/formats/ring/ring_key_scheme.h).
// Only the tag shows which one is right.
//
// Thread-safety: belongs to the stream's thread. Never allocates.

#ifndef SEALFRAME_FRAME_FORMATS_RING_CANDIDATE_KEYS_H_
#define SEALFRAME_FRAME_FORMATS_RING_CANDIDATE_KEYS_H_

#include <cstdint>

#include "absl/functional/function_ref.h"
#include "sealframe/frame/formats/ring/ring_key_scheme.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/stream_keys.h"

namespace sealframe {

// The most keys tried: as many steps ahead and behind as the widest window has,
// the step between them, and the key that opened the stream's last frame.
inline constexpr uint64_t kMaxCandidateTries = 2 * kMaxRatchetWindow + 2;

// TryCandidateKeys calls `open` with keys of `ring_index`, the likeliest first,
// until it returns kOk: with the newest step that authenticated a frame, up to
// `ratchet_window` steps ahead of it and, as long as the keyring has them for
// late frames, as many steps behind it. It returns kMissingKey if there is no
// key, else kOk, else kReplayed if any call returned that, else the status of
// the last call.
//
// The order is: the key that opened the stream's last frame, the newest step
// that authenticated a frame, the next step, the previous one, the steps
// further ahead, and the steps further back.
FrameStatus TryCandidateKeys(StreamKeys& keys, uint8_t ring_index,
                             uint64_t ratchet_window,
                             absl::FunctionRef<FrameStatus(OpeningKey&)> open);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_CANDIDATE_KEYS_H_
