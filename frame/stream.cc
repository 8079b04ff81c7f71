// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "frame/stream.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "absl/types/span.h"
#include "frame/buffers.h"
#include "frame/frame_info.h"
#include "frame/frame_status.h"

namespace sealframe {
namespace {

FrameResult PassThrough(absl::Span<const uint8_t> frame,
                        absl::Span<uint8_t> out) {
  if (out.size() < frame.size()) {
    return {.status = FrameStatus::kBufferTooSmall};
  }
  if (out.data() != frame.data()) {
    std::copy(frame.begin(), frame.end(), out.begin());
  }
  return {.status = FrameStatus::kPassedThrough, .size = frame.size()};
}

}  // namespace

Stream::Stream(StreamParts parts)
    : e2ee_(std::move(parts.e2ee)),
      monitor_(std::move(parts.monitor)),
      format_(std::move(parts.format)) {}

void Stream::Wipe(FrameStatus status, absl::Span<uint8_t> out,
                  size_t max_size) {
  if (status != FrameStatus::kBuffersOverlap) {
    std::fill_n(out.begin(), std::min(out.size(), max_size), uint8_t{0});
  }
}

uint64_t Stream::NowNanoseconds() {
  return static_cast<uint64_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(
          std::chrono::steady_clock::now().time_since_epoch())
          .count());
}

FrameResult Stream::Check(const FrameInfo& info,
                          absl::Span<const uint8_t> frame,
                          absl::Span<uint8_t> out) const {
  if (!MayShare(frame, out)) {
    return {.status = FrameStatus::kBuffersOverlap};
  }
  if (frame.size() > kMaxFrameSize) {
    return {.status = FrameStatus::kFrameTooLarge};
  }
  if (info.metadata.size() > kMaxMetadataSize) {
    return {.status = FrameStatus::kMetadataTooLarge};
  }
  const FrameStatus gate = e2ee_->Gate();
  return gate == FrameStatus::kPassedThrough ? PassThrough(frame, out)
                                             : FrameResult{.status = gate};
}

}  // namespace sealframe
