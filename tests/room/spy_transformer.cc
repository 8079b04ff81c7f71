// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/room/spy_transformer.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

namespace sealframe {

void SpyTransformer::Transform(
    std::unique_ptr<webrtc::TransformableFrameInterface> frame) {
  constexpr uint8_t kIvSize = 12, kKeyIndex = 0;
  const auto bytes = frame->GetData();
  const size_t size = bytes.size();
  const bool is_sealed =
      size > 2 && bytes[size - 2] == kIvSize && bytes[size - 1] == kKeyIndex;
  ++(is_sealed ? sealed_ : plain_);
  callbacks_.Deliver(std::move(frame));
}

void SpyTransformer::RegisterTransformedFrameCallback(FrameCallback callback) {
  callbacks_.Set(std::move(callback));
}

void SpyTransformer::RegisterTransformedFrameSinkCallback(
    FrameCallback callback, uint32_t ssrc) {
  callbacks_.SetForSsrc(ssrc, std::move(callback));
}

void SpyTransformer::UnregisterTransformedFrameCallback() {
  callbacks_.Set(nullptr);
}

void SpyTransformer::UnregisterTransformedFrameSinkCallback(uint32_t ssrc) {
  callbacks_.SetForSsrc(ssrc, nullptr);
}

}  // namespace sealframe
