// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Feeds RTP packets to the depacketizer beside its reference model: they agree
// on each result, and every packet is accounted for. The harness says how the
// input is read.

#include "sealframe/frame/rtp/testing/depacketizer_fuzz.h"

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sealframe::FuzzDepacketizer(absl::MakeConstSpan(data, size));
  return 0;
}
