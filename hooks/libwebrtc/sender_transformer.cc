// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/sender_transformer.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>

#include "sealframe/hooks/libwebrtc/frame_info.h"

namespace sealframe {

Ref<SenderTransformer> SenderTransformer::Create(
    sealframe_session* session, const sealframe_stream_config& config,
    sealframe_codec codec, sealframe_error* error) {
  UniquePtr<sealframe_send_transform> transform;
  if (sealframe_send_transform_create(session, &config, Out(&transform),
                                      error) != SEALFRAME_OK) {
    return nullptr;
  }
  return webrtc_names::make_ref_counted<SenderTransformer>(std::move(transform),
                                                           config.media, codec);
}

SenderTransformer::SenderTransformer(
    UniquePtr<sealframe_send_transform> transform, sealframe_media media,
    sealframe_codec codec)
    : media_(media), codec_(codec), transform_(std::move(transform)) {}

sealframe_stream_stats SenderTransformer::GetStats() const {
  sealframe_stream_stats stats;
  SEALFRAME_INIT(&stats);
  sealframe_send_transform_get_stats(transform_.get(), &stats);
  return stats;
}

void SenderTransformer::Transform(
    std::unique_ptr<webrtc::TransformableFrameInterface> frame) {
  using Direction = webrtc::TransformableFrameInterface::Direction;
  if (frame->GetDirection() == Direction::kReceiver) return;
  if (Seal(*frame)) callbacks_.Deliver(std::move(frame));
}

bool SenderTransformer::Seal(webrtc::TransformableFrameInterface& frame) {
  const sealframe_frame_info info = FrameInfoOf(frame, media_, codec_);
  const auto bytes = frame.GetData();
  sealframe_frame_result result;
  SEALFRAME_INIT(&result);
  const std::lock_guard<std::mutex> lock(mutex_);
  const size_t bound =
      sealframe_send_transform_max_sealed_size(transform_.get(), bytes.size());
  if (sealed_.size() < bound) sealed_.resize(bound);
  const sealframe_frame_status status = sealframe_send_transform_seal(
      transform_.get(), &info, bytes.data(), bytes.size(), sealed_.data(),
      sealed_.size(), &result);
  if (!CameOut(status)) return false;
  frame.SetData(ByteView(sealed_.data(), result.size));
  return true;
}

void SenderTransformer::RegisterTransformedFrameCallback(
    FrameCallback callback) {
  callbacks_.Set(std::move(callback));
}

void SenderTransformer::RegisterTransformedFrameSinkCallback(
    FrameCallback callback, uint32_t ssrc) {
  callbacks_.SetForSsrc(ssrc, std::move(callback));
}

void SenderTransformer::UnregisterTransformedFrameCallback() {
  callbacks_.Set(nullptr);
}

void SenderTransformer::UnregisterTransformedFrameSinkCallback(uint32_t ssrc) {
  callbacks_.SetForSsrc(ssrc, nullptr);
}

}  // namespace sealframe
