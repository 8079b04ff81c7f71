// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The sending side of one stream: seals encoded frames, one after another.
//
// It fails closed: without a key, or before end-to-end encryption is switched
// on, frames are dropped, unless the application asked for something else by
// name.
//
// Thread-safety: `Seal` belongs to one thread at a time; `Stats` is for any.
// `Seal` never allocates, blocks, waits or logs.

#ifndef SEALFRAME_FRAME_SEND_TRANSFORM_H_
#define SEALFRAME_FRAME_SEND_TRANSFORM_H_

#include <cstddef>
#include <cstdint>
#include <memory>

#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/stream_pipeline.h"
#include "sealframe/frame/stream_stats.h"
#include "sealframe/keyring/keyring.h"

namespace sealframe {

class SendTransform {
 public:
  // SendTransform seals with the active keys of `keyring`. Made by a session.
  SendTransform(StreamParts parts, std::shared_ptr<const Keyring> keyring);

  // Seal writes the sealed frame to the front of `out` and returns its size.
  // `out` starts where `frame` does or is disjoint from it; `MaxSealedSize` is
  // room enough. If the frame does not come out, the size is 0 and the part of
  // `out` that could have been written is zero, so that nothing is sent in the
  // clear by mistake; only buffers that overlap in another way are left alone.
  FrameResult Seal(const FrameInfo& info, absl::Span<const uint8_t> frame,
                   absl::Span<uint8_t> out);

  // MaxSealedSize returns an upper bound of what a frame of `frame_size` bytes
  // is sealed to.
  size_t MaxSealedSize(size_t frame_size) const;

  // Stats returns a copy of the stream's numbers. Allocates.
  StreamStats Stats() const;

 private:
  Stream stream_;
  const std::shared_ptr<const Keyring> keyring_;
  const std::unique_ptr<Keyring::Reader> keys_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_SEND_TRANSFORM_H_
