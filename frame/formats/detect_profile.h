// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Detects the profile of one stream's frames, for a receiver with keys for
// several profiles. It has a transform for each and tries them in order until
// one opens a frame. That one has authenticated the frame, and receives all
// later frames of the stream.
//
// Structure narrows the search: a transform refuses other formats before it
// runs a cipher. A frame that no transform opens changes nothing but
// statistics. Until the first frame opens, a forged one costs the sum of its
// costs in all transforms.
//
// Thread-safety: belongs to one thread at a time. `Open` never blocks, waits or
// logs; it allocates only where the candidates' transforms do.

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

// A profile that the stream may use.
struct ProfileCandidate {
  std::string profile = {};  // The profile's name.
  // The stream's transform, from a session of that profile. It must not hold
  // frames for late keys, since every candidate would hold the same frame.
  std::unique_ptr<ReceiveTransform> transform = nullptr;
};

class ProfileDetector {
 public:
  // ProfileDetector tries `candidates` in order. Put the most distinctive
  // formats first and SFrame last, as `WireFormats` (registry.h) orders them.
  explicit ProfileDetector(std::vector<ProfileCandidate> candidates)
      : candidates_(std::move(candidates)) {}

  // Open opens `frame` as `ReceiveTransform::Open` does, but never in place: a
  // failed attempt in place would destroy the frame for the next candidate. If
  // none opens it, the result is that of the candidate that came nearest.
  FrameResult Open(const FrameInfo& info, absl::Span<const uint8_t> frame,
                   absl::Span<uint8_t> out);

  // detected returns the candidate that opened the first frame, or null if none
  // has opened yet. A frame that passes through, as empty ones may, does not
  // count.
  const ProfileCandidate* detected() const { return detected_; }

  // candidates returns all candidates, in the order of trial.
  const std::vector<ProfileCandidate>& candidates() const {
    return candidates_;
  }

  // MaxOpenedSize returns an upper bound on the opened size of a sealed frame
  // of `sealed_size` bytes.
  size_t MaxOpenedSize(size_t sealed_size) const;

 private:
  const std::vector<ProfileCandidate> candidates_;
  const ProfileCandidate* detected_ = nullptr;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_DETECT_PROFILE_H_
