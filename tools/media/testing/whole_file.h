// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Media files in memory, for tests.
//
// Thread-safety: these are pure functions. They allocate.

#ifndef SEALFRAME_TOOLS_MEDIA_TESTING_WHOLE_FILE_H_
#define SEALFRAME_TOOLS_MEDIA_TESTING_WHOLE_FILE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/media_file.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

// A FileMaker makes a file of one format from its bytes.
using FileMaker = std::function<std::unique_ptr<MediaFile>(ByteInput&)>;

// ReadWhole returns the frames of `file`. The result is the same if it comes in
// small pieces, which is checked.
absl::StatusOr<std::vector<ContainerFrame>> ReadWhole(
    const FileMaker& make, absl::Span<const uint8_t> file);

// WriteWhole returns `file` with `payloads` in place of its frames, which are
// as many.
absl::StatusOr<std::vector<uint8_t>> WriteWhole(
    const FileMaker& make, absl::Span<const uint8_t> file,
    absl::Span<const std::vector<uint8_t>> payloads);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_TESTING_WHOLE_FILE_H_
