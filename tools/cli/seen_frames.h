// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Finds frames that repeat an earlier one.
//
// It remembers digests (SHA-256, of which 16 bytes are kept) of a bounded
// number of frames: a frame is compared with at least the `capacity` different
// frames before it.
//
// Thread-safety: none.

#ifndef SEALFRAME_TOOLS_CLI_SEEN_FRAMES_H_
#define SEALFRAME_TOOLS_CLI_SEEN_FRAMES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>

#include "absl/types/span.h"

namespace sealframe {

class SeenFrames {
 public:
  // The default is two hours of 60 frames a second, in about 70 MB.
  explicit SeenFrames(size_t capacity = size_t{1} << 19)
      : capacity_(capacity) {}

  // Add adds the frame `index` and returns the index of the first identical one
  // that is remembered, if any.
  std::optional<size_t> Add(absl::Span<const uint8_t> frame, size_t index);

 private:
  using Digest = std::array<uint8_t, 16>;

  const size_t capacity_;
  std::map<Digest, size_t> recent_;
  std::map<Digest, size_t> older_;  // Forgotten all at once.
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_SEEN_FRAMES_H_
