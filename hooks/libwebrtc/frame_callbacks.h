// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Who takes a transformer's frames: WebRTC registers one callback for all of
// them (audio), or one for each SSRC (video, each layer of a simulcast).
//
// Thread-safety: all of it may be called from any thread. A frame may still
// reach a callback that is being taken away in another thread; the callback
// lives that long, and WebRTC expects that.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_FRAME_CALLBACKS_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_FRAME_CALLBACKS_H_

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>

#include "sealframe/hooks/libwebrtc/webrtc_types.h"

namespace sealframe {

class FrameCallbacks {
 public:
  // Set registers the callback for frames whose SSRC has none of its own; null
  // takes it away.
  void Set(FrameCallback callback);

  // SetForSsrc registers the callback for one SSRC; null takes it away.
  void SetForSsrc(uint32_t ssrc, FrameCallback callback);

  // Deliver passes `frame` on, or drops it if nobody takes it. No lock is held
  // while the callback runs.
  void Deliver(std::unique_ptr<webrtc::TransformableFrameInterface> frame);

 private:
  FrameCallback Find(uint32_t ssrc);

  std::mutex mutex_;
  FrameCallback for_all_;
  std::map<uint32_t, FrameCallback> for_ssrc_;
};

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_FRAME_CALLBACKS_H_
