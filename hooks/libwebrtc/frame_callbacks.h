// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The callbacks that receive a transformer's frames. WebRTC registers one for
// all frames (audio), or one for each SSRC (video, each layer of a simulcast).
//
// Thread-safety: any thread may call any function. A frame may still reach a
// callback that another thread is removing; the callback stays alive until
// then, as WebRTC expects.

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
  // Set registers the callback for SSRCs without their own; null removes it.
  void Set(FrameCallback callback);

  // SetForSsrc registers the callback for one SSRC; null removes it.
  void SetForSsrc(uint32_t ssrc, FrameCallback callback);

  // Deliver passes `frame` to its callback, or drops it if there is none. It
  // holds no lock while the callback runs.
  void Deliver(std::unique_ptr<webrtc::TransformableFrameInterface> frame);

 private:
  FrameCallback Find(uint32_t ssrc);

  std::mutex mutex_;
  FrameCallback for_all_;
  std::map<uint32_t, FrameCallback> for_ssrc_;
};

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_FRAME_CALLBACKS_H_
