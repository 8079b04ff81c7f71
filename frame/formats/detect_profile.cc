// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/detect_profile.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/crypto/buffers.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"

namespace sealframe {
namespace {

// Nearness orders failures. One in which a candidate found the key and ran its
// cipher is a better match than one in which it could not parse the frame.
int Nearness(FrameStatus status) {
  switch (status) {
    case FrameStatus::kMalformed:
    case FrameStatus::kUnsupportedCodec:
      return 0;
    case FrameStatus::kMissingKey:
      return 1;
    default:
      return 2;
  }
}

}  // namespace

FrameResult ProfileDetector::Open(const FrameInfo& info,
                                  absl::Span<const uint8_t> frame,
                                  absl::Span<uint8_t> out) {
  if (!Disjoint(frame, out)) {
    return {.status = FrameStatus::kBuffersOverlap};
  }
  if (detected_ != nullptr) {
    return detected_->transform->Open(info, frame, out);
  }
  FrameResult nearest = {.status = FrameStatus::kMalformed};
  for (const ProfileCandidate& candidate : candidates_) {
    const FrameResult result = candidate.transform->Open(info, frame, out);
    if (result.status == FrameStatus::kOk) {
      detected_ = &candidate;
    }
    if (CameOut(result.status)) {
      return result;
    }
    if (Nearness(result.status) > Nearness(nearest.status)) {
      nearest = result;
    }
  }
  return nearest;
}

size_t ProfileDetector::MaxOpenedSize(size_t sealed_size) const {
  size_t size = 0;
  for (const ProfileCandidate& candidate : candidates_) {
    size = std::max(size, candidate.transform->MaxOpenedSize(sealed_size));
  }
  return size;
}

}  // namespace sealframe
