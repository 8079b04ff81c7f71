// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// How a frame ends for which its key gave no nonce: the same in every format.
//
// Thread-safety: a pure function. It never allocates.

#ifndef SEALFRAME_FRAME_NONCE_STATUS_H_
#define SEALFRAME_FRAME_NONCE_STATUS_H_

#include "sealframe/frame/frame_status.h"
#include "sealframe/keyring/nonce_sequence.h"

namespace sealframe {

// StatusOf returns how the frame ends; kOk where there is a nonce.
constexpr FrameStatus StatusOf(NonceError error) {
  switch (error) {
    case NonceError::kNone:
      return FrameStatus::kOk;
    case NonceError::kExhausted:
      return FrameStatus::kKeyExhausted;
    case NonceError::kNotReserved:
      return FrameStatus::kCounterNotReserved;
  }
  return FrameStatus::kInternalError;
}

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_NONCE_STATUS_H_
