// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Media files of tests/media, embedded in the binary. The build generates the
// definitions.
//
// Thread-safety: constant data.

#ifndef SEALFRAME_TOOLS_DEMO_EMBEDDED_MEDIA_H_
#define SEALFRAME_TOOLS_DEMO_EMBEDDED_MEDIA_H_

#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

absl::Span<const uint8_t> EmbeddedOpus();
absl::Span<const uint8_t> EmbeddedVp8();

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_DEMO_EMBEDDED_MEDIA_H_
