// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/stream_pipeline.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "absl/types/span.h"
#include "sealframe/frame/e2ee_switch.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/pass_through.h"
#include "sealframe/frame/stream_event.h"

namespace sealframe {
StreamPipeline::StreamPipeline(StreamParts parts)
    : e2ee_(std::move(parts.e2ee)),
      monitor_(std::move(parts.monitor)),
      format_(std::move(parts.format)),
      sends_(monitor_->identity().direction == Direction::kSend),
      max_frame_size_(sends_ ? kMaxFrameSize
                             : format_->MaxSealedSize(kMaxFrameSize)) {}

void StreamPipeline::Wipe(FrameStatus status, size_t frame_size,
                          absl::Span<uint8_t> out) const {
  if (status != FrameStatus::kBuffersOverlap) {
    const size_t max_size = sends_ ? format_->MaxSealedSize(frame_size)
                                   : format_->MaxOpenedSize(frame_size);
    std::fill_n(out.begin(), std::min(out.size(), max_size), uint8_t{0});
  }
}

FrameStatus StreamPipeline::WithoutE2ee(E2eeState state) {
  switch (state) {
    case E2eeState::kOff:
      return FrameStatus::kPassedThrough;
    case E2eeState::kOn:  // It was switched on meanwhile.
      return FrameStatus::kOk;
    case E2eeState::kNotReady:
      break;
  }
  return FrameStatus::kNotReady;
}

uint64_t StreamPipeline::NowNanoseconds() {
  return static_cast<uint64_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(
          std::chrono::steady_clock::now().time_since_epoch())
          .count());
}

FrameResult StreamPipeline::WithoutWork(FrameStatus gate,
                                        absl::Span<const uint8_t> frame,
                                        absl::Span<uint8_t> out) {
  return gate == FrameStatus::kPassedThrough ? PassThrough(frame, out)
                                             : FrameResult{.status = gate};
}

}  // namespace sealframe
