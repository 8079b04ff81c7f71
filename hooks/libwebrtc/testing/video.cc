// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/testing/video.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <thread>

#include "api/video/i420_buffer.h"
#include "rtc_base/time_utils.h"
#include "sealframe/hooks/libwebrtc/testing/picture.h"

namespace sealframe {

void Camera::Start() {
  running_ = true;
  thread_ = std::thread([this] { Run(); });
}

void Camera::Stop() {
  running_ = false;
  if (thread_.joinable()) thread_.join();
}

void Camera::Run() {
  while (running_) {
    auto buffer = webrtc::I420Buffer::Create(width_, height_);
    const auto number = static_cast<uint16_t>(last_ + 1);
    DrawPicture(number, buffer.get());
    OnFrame(webrtc::VideoFrame::Builder()
                .set_video_frame_buffer(buffer)
                .set_timestamp_us(rtc::TimeMicros())
                .build());
    last_ = number;
    std::this_thread::sleep_for(std::chrono::milliseconds(33));
  }
}

Eye::Seen Eye::seen() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return seen_;
}

void Eye::Forget() {
  const std::lock_guard<std::mutex> lock(mutex_);
  const uint16_t last = seen_.last;
  seen_ = {};
  seen_.last = last;
}

void Eye::OnFrame(const webrtc::VideoFrame& frame) {
  const std::optional<uint16_t> number =
      ReadPicture(*frame.video_frame_buffer()->ToI420());
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!number) {
    ++seen_.others;
  } else if (*number > seen_.last) {
    if (++seen_.pictures == 1) seen_.first = *number;
    if (seen_.last != 0) {
      seen_.longest_gap = std::max(seen_.longest_gap, *number - seen_.last);
    }
    seen_.last = *number;
    ++seen_.of_width[frame.width()];
  }
}

}  // namespace sealframe
