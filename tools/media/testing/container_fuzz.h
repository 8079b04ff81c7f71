// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The fuzz harness of the media containers.
//
// Thread-safety: a pure function. It allocates.

#ifndef SEALFRAME_TOOLS_MEDIA_TESTING_CONTAINER_FUZZ_H_
#define SEALFRAME_TOOLS_MEDIA_TESTING_CONTAINER_FUZZ_H_

#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

// FuzzContainer reads `data` as a media file. If the file can be sealed, it is
// sealed and opened with the toy cipher, which lengthens each frame by 17 to 60
// bytes full of start codes. Aborts unless that restores `data`.
void FuzzContainer(absl::Span<const uint8_t> data);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_TESTING_CONTAINER_FUZZ_H_
