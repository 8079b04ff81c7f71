// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A wire format: the layout of sealed frames. Each format is one class behind
// this interface; the transforms do the work that all formats share.
//
// An object serves one stream in one direction. The transforms guarantee that
// input and output are disjoint or start at the same byte, and zero the output
// if no frame comes out.
//
// Thread-safety: belongs to one thread at a time. `Seal` and `Open` never
// block. They allocate only to copy a frame that the format cannot process
// where it is, and at most once a size class for each `Scratch`, and again for
// each large frame (frame/scratch.h); each format documents when.

#ifndef SEALFRAME_FRAME_FRAME_FORMAT_H_
#define SEALFRAME_FRAME_FRAME_FORMAT_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/keyring/sealing_key.h"
#include "sealframe/keyring/stream_keys.h"

namespace sealframe {

class FrameFormat {
 public:
  virtual ~FrameFormat() = default;

  // Seal writes `frame`, sealed with `key`, to the front of `out`.
  virtual FrameResult Seal(const FrameInfo& info, SealingKey& key,
                           absl::Span<const uint8_t> frame,
                           absl::Span<uint8_t> out) = 0;

  // Open writes the plaintext of `frame` to the front of `out`. It looks up the
  // key in `keys`, checks the counter against its replay window, opens, and
  // only then records the counter.
  virtual FrameResult Open(const FrameInfo& info, StreamKeys& keys,
                           absl::Span<const uint8_t> frame,
                           absl::Span<uint8_t> out) = 0;

  // Trim frees the memory that only large frames need. A stream calls it after
  // each frame of more than `kLargeFrame` bytes.
  virtual void Trim() {}

  // KidOf returns the key id that a sealed frame carries (`FrameResult::kid`),
  // or nothing if the frame is not in this format.
  virtual std::optional<uint64_t> KidOf(
      const FrameInfo& info, absl::Span<const uint8_t> frame) const = 0;

  // HasKey returns whether `keys` has a key for frames that carry `kid`, which
  // `KidOf` returned.
  virtual bool HasKey(StreamKeys& keys, uint64_t kid, uint32_t ssrc) const {
    return keys.Find(kid, ssrc) != nullptr;
  }

  // MaxSealedSize and MaxOpenedSize return upper bounds of the output size, and
  // the largest size where the sum would wrap.
  virtual size_t MaxSealedSize(size_t frame_size) const = 0;
  virtual size_t MaxOpenedSize(size_t sealed_size) const = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FRAME_FORMAT_H_
