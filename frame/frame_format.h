// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A wire format: what a sealed frame looks like on the way. Each format is one
// class behind this interface; the transforms do what all have in common.
//
// An object serves one stream in one direction. Input and output are disjoint
// or start at the same byte; the transforms have seen to that, and zero the
// output wherever a frame does not come out.
//
// Thread-safety: belongs to one thread at a time. `Seal` and `Open` never
// block, and allocate only where a format says so.

#ifndef SEALFRAME_FRAME_FRAME_FORMAT_H_
#define SEALFRAME_FRAME_FRAME_FORMAT_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/optional.h"
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

  // Open writes what was sealed as `frame` to the front of `out`. It looks the
  // key up in `keys` and the counter in its replay window, opens, and only then
  // records anything.
  virtual FrameResult Open(const FrameInfo& info, StreamKeys& keys,
                           absl::Span<const uint8_t> frame,
                           absl::Span<uint8_t> out) = 0;

  // KidOf returns the KID, or key index, that a sealed frame names; none if the
  // frame is not in this format.
  virtual absl::optional<uint64_t> KidOf(
      const FrameInfo& info, absl::Span<const uint8_t> frame) const = 0;

  // HasKey returns whether `keys` have a key for the frames that name `kid`, as
  // `KidOf` returned it.
  virtual bool HasKey(StreamKeys& keys, uint64_t kid, uint32_t ssrc) const {
    return keys.Find(kid, ssrc) != nullptr;
  }

  // MaxSealedSize and MaxOpenedSize are upper bounds of what comes out.
  virtual size_t MaxSealedSize(size_t frame_size) const = 0;
  virtual size_t MaxOpenedSize(size_t sealed_size) const = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FRAME_FORMAT_H_
