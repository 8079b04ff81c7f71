// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What the two formats of AV1's OBU streams have in common.
//
// Thread-safety: these are pure functions. They allocate their results.

#ifndef SEALFRAME_TOOLS_MEDIA_OBU_UNIT_H_
#define SEALFRAME_TOOLS_MEDIA_OBU_UNIT_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

// The streams carry no timestamps. Units are assumed to be 1/30 s apart.
inline constexpr uint32_t kObuTicksPerUnit = 3000;

// ObuFrame returns the frame of a temporal unit in the low-overhead format.
ContainerFrame ObuFrame(std::vector<uint8_t> unit, size_t index);

// ObuStreamError returns InvalidArgument for a fault at byte `at`.
absl::Status ObuStreamError(uint64_t at, absl::string_view what);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_OBU_UNIT_H_
