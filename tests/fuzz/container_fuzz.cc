// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Reads arbitrary bytes as a media file. A file that can be sealed opens to the
// same bytes again.

#include "sealframe/tools/media/testing/container_fuzz.h"

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  sealframe::FuzzContainer(absl::MakeConstSpan(data, size));
  return 0;
}
