// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Finds parameter sets that a depacketizer put in front of an H.264 or H.265
// frame. GStreamer's do so with sets from the session description, before the
// first key frame and after each change, although the frame has the same sets.
//
// Thread-safety: a pure function. It never allocates, and takes time linear in
// the frame.

#ifndef SEALFRAME_FRAME_CODEC_INSERTED_PARAMETER_SETS_H_
#define SEALFRAME_FRAME_CODEC_INSERTED_PARAMETER_SETS_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

// The most parameter sets that count as inserted.
inline constexpr size_t kMaxInsertedParameterSets = 8;

// InsertedParameterSets returns the size of the parameter sets at the front of
// `frame`, which may be hostile, if each is there only once and comes again
// behind them. Otherwise it returns zero. An encoder may repeat sets as well,
// so try to open the frame both ways.
size_t InsertedParameterSets(absl::Span<const uint8_t> frame);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_INSERTED_PARAMETER_SETS_H_
