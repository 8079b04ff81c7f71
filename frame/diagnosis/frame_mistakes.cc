// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/diagnosis/frame_mistakes.h"

#include "absl/types/span.h"
#include "sealframe/frame/diagnosis/between_mistakes.h"
#include "sealframe/frame/diagnosis/end_mistakes.h"
#include "sealframe/frame/diagnosis/failure_reason.h"
#include "sealframe/frame/diagnosis/frame_mistake.h"
#include "sealframe/frame/diagnosis/front_mistakes.h"
#include "sealframe/frame/diagnosis/info_mistakes.h"

namespace sealframe {
namespace {

constexpr FrameMistake kMistakes[] = {
    {FailureReason::kMetadata, MistakePlace::kInfo, UndoMetadata},
    {FailureReason::kRed, MistakePlace::kAround, UndoRed},
    {FailureReason::kEmulation, MistakePlace::kBetween, UndoEmulation},
    {FailureReason::kFrameKind, MistakePlace::kInfo, UndoKind},
    {FailureReason::kStartCodes, MistakePlace::kBetween, UndoStartCodes},
    {FailureReason::kPrefix, MistakePlace::kFront, UndoPrefix},
    {FailureReason::kPadding, MistakePlace::kEnd, UndoPadding},
    {FailureReason::kCutOff, MistakePlace::kEnd, UndoCut},
};

}  // namespace

absl::Span<const FrameMistake> FrameMistakes() { return kMistakes; }

}  // namespace sealframe
