// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A frame transformer that passes on what an SFU forwards, as it is, and counts
// how much of it is sealed.
//
// Thread-safety: any thread may call any function.

#ifndef SEALFRAME_TESTS_ROOM_SPY_TRANSFORMER_H_
#define SEALFRAME_TESTS_ROOM_SPY_TRANSFORMER_H_

#include <atomic>
#include <cstdint>
#include <memory>

#include "sealframe/hooks/libwebrtc/frame_callbacks.h"
#include "sealframe/hooks/libwebrtc/webrtc_types.h"

namespace sealframe {

class SpyTransformer : public webrtc::FrameTransformerInterface {
 public:
  // Frames of the profile `livekit` end with the size of their IV and the index
  // of their key, 0.
  uint64_t sealed() const { return sealed_; }
  uint64_t plain() const { return plain_; }  // All others.

  void Transform(
      std::unique_ptr<webrtc::TransformableFrameInterface> frame) override;
  void RegisterTransformedFrameCallback(FrameCallback callback) override;
  void RegisterTransformedFrameSinkCallback(FrameCallback callback,
                                            uint32_t ssrc) override;
  void UnregisterTransformedFrameCallback() override;
  void UnregisterTransformedFrameSinkCallback(uint32_t ssrc) override;

 protected:
  ~SpyTransformer() override = default;

 private:
  FrameCallbacks callbacks_;
  std::atomic<uint64_t> sealed_ = 0, plain_ = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_ROOM_SPY_TRANSFORMER_H_
