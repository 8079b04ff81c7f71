// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Sealed and opened media files in memory, for tests.
//
// Thread-safety: these are pure functions. They allocate.

#ifndef SEALFRAME_TOOLS_MEDIA_TESTING_REWRITTEN_FILE_H_
#define SEALFRAME_TOOLS_MEDIA_TESTING_REWRITTEN_FILE_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/container.h"

namespace sealframe {

// SealFrames and OpenFrames return the whole new file.
absl::StatusOr<std::vector<uint8_t>> SealFrames(absl::Span<const uint8_t> file,
                                                FrameRewriter rewrite);
absl::StatusOr<std::vector<uint8_t>> OpenFrames(absl::Span<const uint8_t> file,
                                                FrameRewriter rewrite);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_TESTING_REWRITTEN_FILE_H_
