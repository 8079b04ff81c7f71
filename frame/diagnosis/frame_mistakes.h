// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The list of mistakes with frames that a diagnosis undoes.
//
// Thread-safety: constant data.

#ifndef SEALFRAME_FRAME_DIAGNOSIS_FRAME_MISTAKES_H_
#define SEALFRAME_FRAME_DIAGNOSIS_FRAME_MISTAKES_H_

#include "absl/types/span.h"
#include "sealframe/frame/diagnosis/frame_mistake.h"

namespace sealframe {

// FrameMistakes returns all mistakes. A mistake that explains more is before
// one that explains the same frame by chance.
absl::Span<const FrameMistake> FrameMistakes();

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_DIAGNOSIS_FRAME_MISTAKES_H_
