// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Encoded frames without a call, and a callback that keeps the frames which
// transformers pass on.
//
// Thread-safety: frames have none; any thread may call `FrameTaker`.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_TESTING_FAKE_FRAME_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_TESTING_FAKE_FRAME_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "api/frame_transformer_interface.h"

namespace sealframe {

struct FakeFrameOptions {
  webrtc::TransformableFrameInterface::Direction direction =
      webrtc::TransformableFrameInterface::Direction::kSender;
  uint32_t ssrc = 1;
  uint32_t timestamp = 0;
  bool key_frame = false;
  // Used in versions of WebRTC whose frames have it.
  std::string mime_type = "video/VP8";
  std::shared_ptr<void> lifetime = nullptr;  // Kept as long as the frame.
};

// NewFakeFrame creates a frame of these bytes.
std::unique_ptr<webrtc::TransformableVideoFrameInterface> NewFakeFrame(
    const FakeFrameOptions& options, const std::string& bytes);

class FrameTaker : public webrtc::TransformedFrameCallback {
 public:
  struct Taken {
    uint32_t ssrc;
    uint32_t timestamp;
    bool key_frame;
    std::string bytes;
  };

  // size returns the number of frames received, and Get the frame at `place`.
  size_t size() const;
  Taken Get(size_t place) const;

  void OnTransformedFrame(
      std::unique_ptr<webrtc::TransformableFrameInterface> frame) override;

 protected:
  ~FrameTaker() override = default;

 private:
  mutable std::mutex mutex_;
  std::vector<Taken> taken_;
};

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_TESTING_FAKE_FRAME_H_
