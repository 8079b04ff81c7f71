// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A mistake that stacks, packetizers and people make with a sealed frame, and
// the way to undo it. `FrameMistakes` (frame_mistakes.h) is the list of all.
//
// Thread-safety: plain values.

#ifndef SEALFRAME_FRAME_DIAGNOSIS_FRAME_MISTAKE_H_
#define SEALFRAME_FRAME_DIAGNOSIS_FRAME_MISTAKE_H_

#include <cstdint>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "sealframe/frame/diagnosis/failure_reason.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {

// MistakeWords describes a mistake that was undone.
struct MistakeWords {
  std::string undone;  // Completes "it opens ...".
  std::string cause;   // The cause and the remedy, as a clause.
};

// TryFrame tries to open a frame after a mistake was undone, and returns
// whether that ends the search. It calls `words` only for a frame that opens.
using TryFrame = absl::FunctionRef<bool(
    const FrameInfo& info, absl::Span<const uint8_t> frame,
    absl::FunctionRef<MistakeWords()> words)>;

// MistakePlace is the part of a frame that a mistake changes. Two mistakes of
// different places can be undone one after the other, in this order.
enum class MistakePlace : uint8_t {
  kFront,    // Bytes before the frame.
  kAround,   // Something that contains the frame.
  kEnd,      // Bytes after the frame, or missing from its end.
  kBetween,  // Bytes inside the frame.
  kInfo,     // The caller's information about the frame.
};

struct FrameMistake {
  FailureReason reason;
  MistakePlace place;
  // Undoes the mistake in each way that `frame`, which may be hostile, allows,
  // the likeliest first, until `attempt` ends the search. Returns whether it
  // did. `info` and `frame` are as given; the frames tried are valid during the
  // attempt.
  bool (*undo)(const FrameInfo& info, absl::Span<const uint8_t> frame,
               TryFrame attempt);
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_DIAGNOSIS_FRAME_MISTAKE_H_
