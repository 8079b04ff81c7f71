// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The possible reasons for a frame that no key and no undone mistake opens, by
// its structure alone.
//
// Thread-safety: a pure function. It allocates.

#ifndef SEALFRAME_FRAME_DIAGNOSIS_UNEXPLAINED_FRAME_H_
#define SEALFRAME_FRAME_DIAGNOSIS_UNEXPLAINED_FRAME_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/frame/diagnosis/failure_reason.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {

struct UnexplainedFrame {
  // kPlainFrame if that is proved; kProfile if it has the structure of another
  // profile; kCutOff if it does not have that of its own; otherwise kUnknown.
  FailureReason reason;
  // A sentence that lists the possible reasons and how to check each.
  std::string text;
  // The possible reasons, the likeliest first. Empty if the reason is proved.
  std::vector<FailureReason> possible;
};

// ExplainByStructure judges `frame` as one of the named profile, which exists.
UnexplainedFrame ExplainByStructure(absl::string_view profile,
                                    const FrameInfo& info,
                                    absl::Span<const uint8_t> frame);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_DIAGNOSIS_UNEXPLAINED_FRAME_H_
