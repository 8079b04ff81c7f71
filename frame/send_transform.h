// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The sending side of one stream: seals encoded frames, one after another.
//
// It fails closed: without a key, or before end-to-end encryption is switched
// on, it drops frames, unless the application explicitly lets them pass.
//
// Thread-safety: `Seal` belongs to one thread at a time; any thread may call
// the others. `Seal` never blocks, waits or logs; it allocates only where the
// format does (`FrameFormat`).

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
  // SendTransform seals with the active keys of `keyring`. Created by a
  // session.
  SendTransform(StreamParts parts, std::shared_ptr<const Keyring> keyring);

  // Seal writes the sealed frame to the front of `out` and returns its size.
  // `out` starts where `frame` does or is disjoint from it; `MaxSealedSize`
  // bytes are enough. If no frame comes out, the size is 0 and the part of
  // `out` that could have been written is zero, so that no plaintext is sent by
  // mistake. A frame larger than any buffer counts as filling all of `out`.
  // Buffers that overlap in another way, and an `out` larger than any buffer,
  // are left as they were.
  FrameResult Seal(const FrameInfo& info, absl::Span<const uint8_t> frame,
                   absl::Span<uint8_t> out);

  // Upcoming is for `SealBatch`. It holds the keys for calls of `Seal`, and
  // fetches what they use into the caches.
  struct Upcoming {
    explicit Upcoming(SendTransform& transform);

    const Keyring::Use keys;
  };

  // MaxSealedSize returns an upper bound of the sealed size of a frame of
  // `frame_size` bytes: the largest size if the sum would wrap.
  size_t MaxSealedSize(size_t frame_size) const;

  // Stats returns a copy of the stream's statistics. Allocates.
  StreamStats Stats() const;

 private:
  StreamPipeline stream_;
  const std::shared_ptr<const Keyring> keyring_;
  Keyring::Reader keys_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_SEND_TRANSFORM_H_
