// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Memory of one stream for frames that its format cannot process where they
// are. It grows by size classes, powers of two, so a stream allocates at most
// once a class, and again for each frame that needs more than it may keep.
//
// Thread-safety: none; belongs to the stream's thread.

#ifndef SEALFRAME_FRAME_SCRATCH_H_
#define SEALFRAME_FRAME_SCRATCH_H_

#include <cstddef>
#include <cstdint>
#include <memory>

#include "absl/numeric/bits.h"
#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {

// The most scratch memory that a receiving stream has while it works on a frame
// of the largest size: in the size classes of one such frame, and of two side
// by side.
inline constexpr size_t kMaxStreamScratch = 6 * kMaxFrameSize;

// The most bytes that a `Scratch` keeps for the next frame. A stream uses at
// most two.
inline constexpr size_t kMaxKeptScratch = 2 << 20;

// Only frames of more bytes can need more than that: opening needs at most
// twice a frame's size, and sealing what escaping makes of it.
inline constexpr size_t kLargeFrame = kMaxKeptScratch / 2;

class Scratch {
 public:
  // Reserve allocates if `size` is more than the memory has, and then
  // invalidates the result of `First`. Call it with the sealed size of each
  // frame, since parts of frames in one class can be in several.
  void Reserve(size_t size) {
    if (size_ < size) {
      // Before there is more. The new memory is not zeroed.
      Free();
      bytes_.reset(new uint8_t[absl::bit_ceil(size)]);
      size_ = absl::bit_ceil(size);
    }
  }

  // First returns the first `size` bytes, which hold arbitrary data. Reserves
  // them.
  absl::Span<uint8_t> First(size_t size) {
    Reserve(size);
    return absl::MakeSpan(bytes_.get(), size);
  }

  // Trim frees the memory if it is more than `kMaxKeptScratch`, and then
  // invalidates the result of `First`.
  void Trim() {
    if (size_ > kMaxKeptScratch) {
      Free();
    }
  }

 private:
  void Free() {
    size_ = 0;
    bytes_.reset();
  }

  size_t size_ = 0;
  std::unique_ptr<uint8_t[]> bytes_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_SCRATCH_H_
