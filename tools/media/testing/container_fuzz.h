// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The fuzzers' way into the media containers.
//
// Thread-safety: a pure function. It allocates.

#ifndef SEALFRAME_TOOLS_MEDIA_TESTING_CONTAINER_FUZZ_H_
#define SEALFRAME_TOOLS_MEDIA_TESTING_CONTAINER_FUZZ_H_

#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

// FuzzContainer reads `data` as a media file, and if it can be sealed, seals
// and opens it with a toy in place of a cipher: frames grow by 17 to 60 bytes
// and are full of start codes. Aborts unless that gives `data` back.
void FuzzContainer(absl::Span<const uint8_t> data);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_TESTING_CONTAINER_FUZZ_H_
