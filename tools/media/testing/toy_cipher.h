// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A toy cipher for the tests of the media containers. It hides nothing, but its
// output is as awkward for a container as a sealed frame can be.
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

// ToySeal lengthens a frame by 17 to 60 bytes full of zeros and start codes. An
// empty frame stays empty, as in some formats. It never fails.
absl::Status ToySeal(const MediaFrame& frame, absl::Span<const uint8_t> in,
                     std::vector<uint8_t>* out);

// ToyOpen reverses ToySeal. Returns DataLoss if ToySeal did not produce `in`
// for a frame of this index.
absl::Status ToyOpen(const MediaFrame& frame, absl::Span<const uint8_t> in,
                     std::vector<uint8_t>* out);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_TESTING_TOY_CIPHER_H_
