// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The steps that sending and receiving streams share: checks before a frame
// reaches its format, and statistics after.
//
// Thread-safety: belongs to the stream's thread. Never allocates or blocks.

#ifndef SEALFRAME_FRAME_STREAM_PIPELINE_H_
#define SEALFRAME_FRAME_STREAM_PIPELINE_H_

#include <cstddef>
#include <cstdint>
#include <memory>

#include "absl/types/span.h"
#include "sealframe/crypto/buffers.h"
#include "sealframe/crypto/prefetch.h"
#include "sealframe/frame/e2ee_switch.h"
#include "sealframe/frame/frame_format.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/scratch.h"
#include "sealframe/frame/stream_monitor.h"
#include "sealframe/frame/stream_stats.h"

namespace sealframe {

// StreamParts are the objects that a session hands to each of its streams.
struct StreamParts {
  std::shared_ptr<const E2eeSwitch> e2ee;
  std::shared_ptr<StreamMonitor> monitor;
  std::unique_ptr<FrameFormat> format;
};

class StreamPipeline {
 public:
  explicit StreamPipeline(StreamParts parts);

  // Run calls `work` to seal or open `frame` into `out`, unless the session's
  // switch, the sizes or the buffers forbid it, and counts the result. If no
  // frame comes out, it zeroes the part of `out` that could have been written;
  // buffers that overlap are left as they were.
  template <typename Work>
  FrameResult Run(const FrameInfo& info, absl::Span<const uint8_t> frame,
                  absl::Span<uint8_t> out, Work work) {
    const uint64_t start = IsTimed() ? NowNanoseconds() : 0;
    const FrameStatus gate = Check(info, frame, out);
    // The result is constructed in place: copying it costs more than making it.
    const FrameResult result =
        gate == FrameStatus::kOk ? work() : WithoutWork(gate, frame, out);
    TrimAfter(frame.size());
    if (!CameOut(result.status)) {
      Wipe(result.status, frame.size(), out);
    }
    monitor_->Count(result, frame.size());
    if (start != 0) {
      monitor_->RecordLatency(NowNanoseconds() - start);
    }
    return result;
  }

  // TrimAfter frees, after a frame of `frame_size` bytes, the memory that only
  // large frames need, so that a peer cannot make a stream keep it.
  void TrimAfter(size_t frame_size) {
    if (frame_size > kLargeFrame) {
      format_->Trim();
    }
  }

  // Prefetch fetches the stream's counts and the beginning of its format into
  // the caches.
  void Prefetch() const {
    monitor_->Prefetch();
    sealframe::Prefetch(format_.get(), sizeof(*format_));
  }

  FrameFormat& format() const { return *format_; }
  StreamMonitor& monitor() const { return *monitor_; }

  // Wipe zeroes the part of `out` that a frame of `frame_size` bytes, which
  // failed with `status`, could have been written to.
  void Wipe(FrameStatus status, size_t frame_size,
            absl::Span<uint8_t> out) const;

 private:
  bool IsTimed() const { return monitor_->frames_in() % kLatencySampling == 0; }
  static uint64_t NowNanoseconds();
  // Check returns kOk for a frame to work on, or else the frame's result.
  FrameStatus Check(const FrameInfo& info, absl::Span<const uint8_t> frame,
                    absl::Span<uint8_t> out) const {
    if (out.size() > kMaxBufferSize) {
      return FrameStatus::kBuffersOverlap;  // It would wrap around to itself.
    }
    if (frame.size() > max_frame_size_) {
      return FrameStatus::kFrameTooLarge;
    }
    if (!MayShare(frame, out) || !Disjoint(info.metadata, out)) {
      return FrameStatus::kBuffersOverlap;
    }
    if (info.metadata.size() > kMaxMetadataSize) {
      return FrameStatus::kMetadataTooLarge;
    }
    return e2ee_->is_on() ? FrameStatus::kOk : WithoutE2ee(e2ee_->state());
  }
  static FrameStatus WithoutE2ee(E2eeState state);
  static FrameResult WithoutWork(FrameStatus gate,
                                 absl::Span<const uint8_t> frame,
                                 absl::Span<uint8_t> out);

  const std::shared_ptr<const E2eeSwitch> e2ee_;
  const std::shared_ptr<StreamMonitor> monitor_;
  const std::unique_ptr<FrameFormat> format_;
  const bool sends_;
  const size_t max_frame_size_;  // The largest input, in bytes.
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_STREAM_PIPELINE_H_
