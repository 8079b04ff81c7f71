// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Parses arbitrary text as SDP, and checks what each edit promises. The harness
// says what that is.

#include "sealframe/frame/rtp/testing/sdp_fuzz.h"

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sealframe::FuzzSdp(absl::MakeConstSpan(data, size));
  return 0;
}
