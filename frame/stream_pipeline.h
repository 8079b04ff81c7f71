// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What a sending and a receiving stream have in common: the checks before a
// frame goes to its format, and the book-keeping after.
//
// Thread-safety: belongs to the stream's thread. Never allocates or blocks.

#ifndef SEALFRAME_FRAME_STREAM_PIPELINE_H_
#define SEALFRAME_FRAME_STREAM_PIPELINE_H_

#include <cstddef>
#include <cstdint>
#include <memory>

#include "absl/types/span.h"
#include "sealframe/frame/e2ee_switch.h"
#include "sealframe/frame/frame_format.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/stream_monitor.h"
#include "sealframe/frame/stream_stats.h"

namespace sealframe {

// StreamParts is what a session gives each of its streams.
struct StreamParts {
  std::shared_ptr<const E2eeSwitch> e2ee;
  std::shared_ptr<StreamMonitor> monitor;
  std::unique_ptr<FrameFormat> format;
};

class Stream {
 public:
  explicit Stream(StreamParts parts);

  // MaxSize is how a format bounds what comes out: `MaxSealedSize` or
  // `MaxOpenedSize`.
  using MaxSize = size_t (FrameFormat::*)(size_t) const;

  // Run takes `frame` through `work`, unless the session's switch, the sizes or
  // the buffers forbid it, and counts how it ended. Whatever does not come out
  // leaves the first bytes of `out`, as many as could have been written, zero;
  // but for buffers that overlap, where nothing is written.
  template <typename Work>
  FrameResult Run(const FrameInfo& info, absl::Span<const uint8_t> frame,
                  absl::Span<uint8_t> out, MaxSize max_size, Work work) {
    const uint64_t start = IsTimed() ? NowNanoseconds() : 0;
    const FrameStatus gate = Check(info, frame, out);
    // The result is made where it is returned: copies cost more than it does.
    const FrameResult result =
        gate == FrameStatus::kOk ? work() : WithoutWork(gate, frame, out);
    if (!CameOut(result.status)) {
      Wipe(result.status, out, (*format_.*max_size)(frame.size()));
    }
    monitor_->Count(result, frame.size());
    if (start != 0) {
      monitor_->RecordLatency(NowNanoseconds() - start);
    }
    return result;
  }

  FrameFormat& format() const { return *format_; }
  StreamMonitor& monitor() const { return *monitor_; }

  // Wipe zeroes what a frame that does not come out could have left in `out`.
  static void Wipe(FrameStatus status, absl::Span<uint8_t> out,
                   size_t max_size);

 private:
  bool IsTimed() { return frames_++ % kLatencySampling == 0; }
  static uint64_t NowNanoseconds();
  // Check returns kOk where a frame is to be worked on, or else how it ends.
  FrameStatus Check(const FrameInfo& info, absl::Span<const uint8_t> frame,
                    absl::Span<uint8_t> out) const;
  static FrameResult WithoutWork(FrameStatus gate,
                                 absl::Span<const uint8_t> frame,
                                 absl::Span<uint8_t> out);

  const std::shared_ptr<const E2eeSwitch> e2ee_;
  const std::shared_ptr<StreamMonitor> monitor_;
  const std::unique_ptr<FrameFormat> format_;
  const size_t max_frame_size_;  // Of what goes in.
  uint64_t frames_ = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_STREAM_PIPELINE_H_
