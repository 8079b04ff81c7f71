// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Opening with one of the keys that a ring index may stand for: there is one
// for each ratchet step in the window (frame/formats/ring/ring_key_scheme.h),
// and nothing but the tag tells which.
//
// Thread-safety: belongs to the stream's thread. Never allocates.

#ifndef SEALFRAME_FRAME_FORMATS_RING_CANDIDATE_KEYS_H_
#define SEALFRAME_FRAME_FORMATS_RING_CANDIDATE_KEYS_H_

#include <cstdint>

#include "absl/functional/function_ref.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/stream_keys.h"

namespace sealframe {

// TryCandidateKeys calls `open` with keys of `key_index`, the likeliest first,
// until it returns kOk, and with at most `ratchet_window` + 1 of them. It
// returns kMissingKey if there is no key; else kOk, or what the tries ended
// with, of which kReplayed says the most.
//
// First comes the key that opened the stream's last frame; then that of the
// newest step that the sender was heard at, the next one, the one before, for
// frames that come late, those ahead and those that are long past.
FrameStatus TryCandidateKeys(StreamKeys& keys, uint8_t key_index,
                             uint64_t ratchet_window,
                             absl::FunctionRef<FrameStatus(OpeningKey&)> open);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_CANDIDATE_KEYS_H_
