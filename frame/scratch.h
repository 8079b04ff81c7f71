// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Memory that a stream keeps for the frames it cannot work on where they are.
//
// Thread-safety: none, as a vector.

#ifndef SEALFRAME_FRAME_SCRATCH_H_
#define SEALFRAME_FRAME_SCRATCH_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace sealframe {

class Scratch {
 public:
  // First returns the first `size` bytes, with whatever is in them, until the
  // next call. It allocates if no call has asked for as many yet.
  absl::Span<uint8_t> First(size_t size) {
    if (bytes_.size() < size) {
      bytes_.resize(size);
    }
    return absl::MakeSpan(bytes_).first(size);
  }

 private:
  std::vector<uint8_t> bytes_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_SCRATCH_H_
