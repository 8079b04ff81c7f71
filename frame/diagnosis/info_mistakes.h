// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Mistakes in the receiver's information about a frame: its kind, codec, key
// frame flag and metadata. They determine the bytes in the clear, or are
// authenticated.
//
// Thread-safety: pure functions. They allocate only words.

#ifndef SEALFRAME_FRAME_DIAGNOSIS_INFO_MISTAKES_H_
#define SEALFRAME_FRAME_DIAGNOSIS_INFO_MISTAKES_H_

#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/diagnosis/frame_mistake.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {

// UndoKind changes the kind, the codec and the key frame flag. An unknown codec
// stands for a sender that uses the key frame flag alone.
bool UndoKind(const FrameInfo& info, absl::Span<const uint8_t> frame,
              TryFrame attempt);

// UndoMetadata leaves the metadata out.
bool UndoMetadata(const FrameInfo& info, absl::Span<const uint8_t> frame,
                  TryFrame attempt);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_DIAGNOSIS_INFO_MISTAKES_H_
