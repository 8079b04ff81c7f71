// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/frame_callbacks.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>

namespace sealframe {

// A replaced callback is released outside the lock: its destructor may do
// anything.
void FrameCallbacks::Set(FrameCallback callback) {
  const std::lock_guard<std::mutex> lock(mutex_);
  std::swap(for_all_, callback);
}

void FrameCallbacks::SetForSsrc(uint32_t ssrc, FrameCallback callback) {
  const std::lock_guard<std::mutex> lock(mutex_);
  std::swap(for_ssrc_[ssrc], callback);
  if (for_ssrc_[ssrc] == nullptr) for_ssrc_.erase(ssrc);
}

void FrameCallbacks::Deliver(
    std::unique_ptr<webrtc::TransformableFrameInterface> frame) {
  const FrameCallback callback = Find(frame->GetSsrc());
  if (callback != nullptr) callback->OnTransformedFrame(std::move(frame));
}

FrameCallback FrameCallbacks::Find(uint32_t ssrc) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = for_ssrc_.find(ssrc);
  return found != for_ssrc_.end() ? found->second : for_all_;
}

}  // namespace sealframe
