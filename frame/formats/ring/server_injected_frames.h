// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The frames that a LiveKit server injects itself, for instance black pictures
// where a track is muted. The server has no keys: it announces a trailer when
// one joins, and what ends in that is not sealed.
//
// Whoever knows the trailer could pass off anything so. Only payloads that
// LiveKit knows by their hash are let through: a silent Opus frame, a VP8 key
// frame of 8x8, and an H.264 picture of 2x2 as its three NAL units. Where
// LiveKit wants each unit alone, a stream of several of them is accepted here,
// which is how an H.264 picture comes: it has nothing in it but those same
// constants, so it says no more than the units do one by one.
//
// Thread-safety: `SetTrailer` may be called from any thread at any time. A
// `Reader` belongs to one thread at a time, and never allocates or waits.

#ifndef SEALFRAME_FRAME_FORMATS_RING_SERVER_INJECTED_FRAMES_H_
#define SEALFRAME_FRAME_FORMATS_RING_SERVER_INJECTED_FRAMES_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/keyring/hazard_cell.h"

namespace sealframe {

// The longest payload that is looked at.
inline constexpr size_t kMaxInjectedSize = 256;

class ServerInjectedFrames {
 public:
  // Without a trailer no frame is an injected one.
  ServerInjectedFrames();

  // SetTrailer sets what the server announced. An empty one is none.
  void SetTrailer(absl::Span<const uint8_t> trailer);

  enum class Verdict : uint8_t {
    kNotInjected,  // It does not end in the trailer.
    kKnown,
    kUnknown,  // It ends in the trailer, but is none that is let through.
  };
  struct Judged {
    Verdict verdict = Verdict::kNotInjected;
    size_t size = 0;  // Of a known frame, without the trailer.
  };

  class Reader {
   public:
    explicit Reader(const ServerInjectedFrames& frames)
        : trailer_(frames.trailer_) {}

    // Judge judges `frame`, which may be hostile.
    Judged Judge(absl::Span<const uint8_t> frame);

   private:
    HazardCell<std::vector<uint8_t>>::Reader trailer_;
  };

 private:
  const std::shared_ptr<HazardCell<std::vector<uint8_t>>> trailer_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_SERVER_INJECTED_FRAMES_H_
