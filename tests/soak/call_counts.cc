// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/soak/call_counts.h"

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/stream_stats.h"

namespace sealframe {

void CallCounts::Add(const FrameResult& result, size_t in_size) {
  ++frames_in_;
  bytes_in_ += in_size;
  Count(result);
}

void CallCounts::AddHeld(const FrameResult& result) {
  // The frame stays held after kBufferTooSmall.
  if (result.status != FrameStatus::kNoFrame &&
      result.status != FrameStatus::kBufferTooSmall) {
    ++left_hold_;
    Count(result);
  }
}

void CallCounts::Count(const FrameResult& result) {
  ++by_status_[static_cast<size_t>(result.status)];
  if (CameOut(result.status)) {
    ++frames_out_;
    bytes_out_ += result.size;
  }
}

std::string CallCounts::Differences(const StreamStats& stats,
                                    size_t held) const {
  std::string words;
  const auto compare = [&words](absl::string_view name, uint64_t engine,
                                uint64_t caller) {
    if (engine != caller) {
      absl::StrAppend(&words, " ", name, " ", engine, " instead of ", caller,
                      ";");
    }
  };
  compare("frames_in", stats.frames_in, frames_in_);
  compare("bytes_in", stats.bytes_in, bytes_in_);
  compare("frames_out", stats.frames_out, frames_out_);
  compare("bytes_out", stats.bytes_out, bytes_out_);
  compare("empty_frames", stats.empty_frames, 0);
  for (size_t i = 0; i < kFrameStatusCount; ++i) {
    const auto status = static_cast<FrameStatus>(i);
    const uint64_t expired = status == FrameStatus::kHoldExpired
                                 ? of(FrameStatus::kHeld) - left_hold_ - held
                                 : 0;
    compare(FrameStatusName(status), stats.frames_by_status[i],
            by_status_[i] + expired);
  }
  return words;
}

}  // namespace sealframe
