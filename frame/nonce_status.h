// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Maps nonce errors to frame statuses, for every format.
//
// Thread-safety: a pure function that never allocates.

#ifndef SEALFRAME_FRAME_NONCE_STATUS_H_
#define SEALFRAME_FRAME_NONCE_STATUS_H_

#include "sealframe/frame/frame_status.h"
#include "sealframe/keyring/nonce_sequence.h"

namespace sealframe {

// StatusOf returns the status of a frame whose nonce ended with `error`.
constexpr FrameStatus StatusOf(NonceError error) {
  switch (error) {
    case NonceError::kNone:
      return FrameStatus::kOk;
    case NonceError::kExhausted:
      return FrameStatus::kKeyExhausted;
    case NonceError::kNotReserved:
      return FrameStatus::kCounterNotReserved;
    case NonceError::kForked:
      return FrameStatus::kKeyForked;
  }
  return FrameStatus::kInternalError;
}

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_NONCE_STATUS_H_
