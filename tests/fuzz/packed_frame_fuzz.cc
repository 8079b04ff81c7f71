// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Frames as MP4 and Matroska files hold them, and the end that a Matroska file
// states.

#include "sealframe/tools/media/testing/packed_frame_fuzz.h"

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sealframe::FuzzPackedFrame(absl::MakeConstSpan(data, size));
  return 0;
}
