// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Frames injected by a LiveKit server, such as black pictures while a track is
// muted. The server has no keys, so it announces a SIF trailer at joining and
// ends its unsealed frames with it.
//
// The SIF trailer alone authenticates nothing: anyone who knows it can append
// it. So only the payloads pass that LiveKit recognizes by their hash: a silent
// Opus frame, an 8x8 VP8 key frame, and a 2x2 H.264 picture as its three NAL
// units. LiveKit expects each unit alone. Here a stream of several also passes,
// since H.264 pictures arrive that way and it contains nothing but the same
// constants.
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

// The longest payload that can be known.
inline constexpr size_t kMaxInjectedSize = 256;

class ServerInjectedFrames {
 public:
  // Until a SIF trailer is set, no frame counts as injected.
  ServerInjectedFrames();

  // SetTrailer sets the SIF trailer that the server announced. If it is empty,
  // no frame counts as injected.
  void SetTrailer(absl::Span<const uint8_t> trailer);

  enum class Verdict : uint8_t {
    kNotInjected,  // It does not end with the SIF trailer.
    kKnown,
    kUnknown,  // It ends with the SIF trailer, but its payload is not known.
  };
  struct Judged {
    Verdict verdict = Verdict::kNotInjected;
    size_t size = 0;  // Size of a known payload, without the SIF trailer.
  };

  class Reader {
   public:
    explicit Reader(const ServerInjectedFrames& frames)
        : trailer_(frames.trailer_) {}

    // Judge classifies `frame`, which may be hostile.
    Judged Judge(absl::Span<const uint8_t> frame);

   private:
    HazardCell<std::vector<uint8_t>>::Reader trailer_;
  };

 private:
  const std::shared_ptr<HazardCell<std::vector<uint8_t>>> trailer_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_SERVER_INJECTED_FRAMES_H_
