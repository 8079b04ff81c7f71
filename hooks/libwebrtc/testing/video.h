// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A camera that captures thirty test pictures a second, and a sink that counts
// the ones that arrive.
//
// Thread-safety: any thread may call any function.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_TESTING_VIDEO_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_TESTING_VIDEO_H_

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "api/media_stream_interface.h"
#include "api/video/video_frame.h"
#include "api/video/video_sink_interface.h"
#include "media/base/adapted_video_track_source.h"

namespace sealframe {

// WebRTC's optional bool, which is Abseil's in older versions.
using MaybeBool =
    decltype(std::declval<const webrtc::VideoTrackSourceInterface&>()
                 .needs_denoising());

class Camera : public rtc::AdaptedVideoTrackSource {
 public:
  // Camera makes pictures of this size.
  Camera(int width, int height) : width_(width), height_(height) {}

  // Start begins with picture 1.
  void Start();
  void Stop();

  // last returns the number of the newest picture.
  uint16_t last() const { return last_; }

  SourceState state() const override { return kLive; }
  bool remote() const override { return false; }
  bool is_screencast() const override { return false; }
  MaybeBool needs_denoising() const override { return false; }

 protected:
  ~Camera() override { Stop(); }

 private:
  void Run();

  const int width_, height_;
  std::atomic<bool> running_ = false;
  std::atomic<uint16_t> last_ = 0;
  std::thread thread_;
};

class Eye : public rtc::VideoSinkInterface<webrtc::VideoFrame> {
 public:
  // Counts since the last call of `Forget`.
  struct Seen {
    int pictures = 0;              // Test pictures, each counted once.
    int others = 0;                // Other frames.
    uint16_t first = 0, last = 0;  // Numbers; 0 if there was none.
    std::map<int, int> of_width;   // Test pictures.
    int longest_gap = 0;  // The largest step between successive test pictures.
  };
  Seen seen() const;

  // Forget begins to count anew. A gap since the last picture still counts.
  void Forget();

  void OnFrame(const webrtc::VideoFrame& frame) override;

 private:
  mutable std::mutex mutex_;
  Seen seen_;
};

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_TESTING_VIDEO_H_
