// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Finds which profile the frames of one stream are in, for a receiver that has
// keys for several and was not told: it has a transform for each, and gives
// frames to one after another until one opens. That one has authenticated the
// frame, so from then on it alone gets the stream's frames.
//
// A frame's structure narrows the search, since transforms refuse what is not
// in their format before any cipher runs; a frame that opens in none changes
// nothing but statistics. Until the first frame opens, a forged one costs what
// it costs in all transforms together.
//
// Thread-safety: belongs to one thread at a time. `Open` never allocates,
// blocks, waits or logs.

#ifndef SEALFRAME_FRAME_FORMATS_DETECT_PROFILE_H_
#define SEALFRAME_FRAME_FORMATS_DETECT_PROFILE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"

namespace sealframe {

// A way in which the stream's frames may be sealed.
struct ProfileCandidate {
  std::string profile = {};  // Its name.
  // Of the stream, from a session of that profile. It holds no frames for late
  // keys: which of several transforms should?
  std::unique_ptr<ReceiveTransform> transform = nullptr;
};

class ProfileDetector {
 public:
  // ProfileDetector tries `candidates` in their order: put those first whose
  // frames are easiest to tell from others, and SFrame last.
  explicit ProfileDetector(std::vector<ProfileCandidate> candidates)
      : candidates_(std::move(candidates)) {}

  // Open opens `frame` as `ReceiveTransform::Open` does, but never in place: a
  // failed attempt in place would destroy the frame for the next. Where no
  // candidate opens it, the result is that of the one that came nearest.
  FrameResult Open(const FrameInfo& info, absl::Span<const uint8_t> frame,
                   absl::Span<uint8_t> out);

  // detected returns the candidate whose frames these are, or null if none has
  // opened yet. A frame that passes through unopened, as empty ones may, tells
  // nothing.
  const ProfileCandidate* detected() const { return detected_; }

  // candidates returns all candidates, in the order in which they are tried.
  const std::vector<ProfileCandidate>& candidates() const {
    return candidates_;
  }

  // MaxOpenedSize returns an upper bound of what a sealed frame of
  // `sealed_size` bytes opens to.
  size_t MaxOpenedSize(size_t sealed_size) const;

 private:
  const std::vector<ProfileCandidate> candidates_;
  const ProfileCandidate* detected_ = nullptr;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_DETECT_PROFILE_H_
