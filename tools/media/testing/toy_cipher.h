// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A toy in place of a cipher, for the tests of the media containers: it hides
// nothing, but what it makes is as awkward as a sealed frame can be.
//
// Thread-safety: these are pure functions. They allocate.

#ifndef SEALFRAME_TOOLS_MEDIA_TESTING_TOY_CIPHER_H_
#define SEALFRAME_TOOLS_MEDIA_TESTING_TOY_CIPHER_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

// ToySeal makes a frame 17 to 60 bytes longer, full of zeros and start codes.
// An empty one stays empty, as some formats have it. Never fails.
absl::Status ToySeal(const MediaFrame& frame, absl::Span<const uint8_t> in,
                     std::vector<uint8_t>* out);

// ToyOpen undoes ToySeal. DataLoss for what that did not make at this index.
absl::Status ToyOpen(const MediaFrame& frame, absl::Span<const uint8_t> in,
                     std::vector<uint8_t>* out);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_TESTING_TOY_CIPHER_H_
