// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Memory of one stream for frames that its format cannot process where they
// are. It grows by size classes, powers of two, so a stream allocates at most
// once a class.
//
// Thread-safety: none; belongs to the stream's thread.

#ifndef SEALFRAME_FRAME_SCRATCH_H_
#define SEALFRAME_FRAME_SCRATCH_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/numeric/bits.h"
#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {

// The most scratch memory that a receiving stream ever has, once it was sent a
// frame of the largest size: in the size classes of one such frame, and of two
// side by side. It stays until the stream ends.
inline constexpr size_t kMaxStreamScratch = 6 * kMaxFrameSize;

class Scratch {
 public:
  // Reserve allocates if `size` is in a larger size class than any before, and
  // then invalidates the result of `First`. Call it with the sealed size of
  // each frame, since parts of frames in one class can be in several.
  void Reserve(size_t size) {
    if (bytes_.size() < size) {
      bytes_ = std::vector<uint8_t>(absl::bit_ceil(size));
    }
  }

  // First returns the first `size` bytes, which hold arbitrary data. Reserves
  // them.
  absl::Span<uint8_t> First(size_t size) {
    Reserve(size);
    return absl::MakeSpan(bytes_).first(size);
  }

 private:
  std::vector<uint8_t> bytes_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_SCRATCH_H_
