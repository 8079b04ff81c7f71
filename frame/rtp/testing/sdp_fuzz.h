// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A fuzzing harness for the SDP functions.
//
// Thread-safety: a function without shared state. It allocates.

#ifndef SEALFRAME_FRAME_RTP_TESTING_SDP_FUZZ_H_
#define SEALFRAME_FRAME_RTP_TESTING_SDP_FUZZ_H_

#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

// FuzzSdp parses `data` as a description, applies each edit to its first and
// last sections, and aborts the process if a result breaks the edit's contract.
void FuzzSdp(absl::Span<const uint8_t> data);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_RTP_TESTING_SDP_FUZZ_H_
