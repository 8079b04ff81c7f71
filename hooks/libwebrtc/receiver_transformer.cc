// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/receiver_transformer.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include "sealframe/hooks/libwebrtc/frame_info.h"

namespace sealframe {

Ref<ReceiverTransformer> ReceiverTransformer::Create(
    sealframe_session* session, const sealframe_stream_config& config,
    sealframe_codec codec, sealframe_error* error) {
  UniquePtr<sealframe_receive_transform> transform;
  if (sealframe_receive_transform_create(session, &config, Out(&transform),
                                         error) != SEALFRAME_OK) {
    return nullptr;
  }
  return webrtc_names::make_ref_counted<ReceiverTransformer>(
      std::move(transform), config.media, codec);
}

ReceiverTransformer::ReceiverTransformer(
    UniquePtr<sealframe_receive_transform> transform, sealframe_media media,
    sealframe_codec codec)
    : media_(media), codec_(codec), transform_(std::move(transform)) {}

sealframe_stream_stats ReceiverTransformer::GetStats() const {
  sealframe_stream_stats stats;
  SEALFRAME_INIT(&stats);
  sealframe_receive_transform_get_stats(transform_.get(), &stats);
  return stats;
}

void ReceiverTransformer::Transform(Frame frame) {
  using Direction = webrtc::TransformableFrameInterface::Direction;
  if (frame->GetDirection() == Direction::kSender) return;
  ReleaseHeld();  // First, so that this frame takes no room from them.
  frame = Open(std::move(frame));
  if (frame != nullptr) {
    callbacks_.Deliver(std::move(frame));
  } else {
    ReleaseHeld();  // It may be held behind others.
  }
}

void ReceiverTransformer::ReleaseHeld() {
  while (Frame frame = OpenHeld()) callbacks_.Deliver(std::move(frame));
}

ReceiverTransformer::Frame ReceiverTransformer::Open(Frame frame) {
  sealframe_frame_info info = FrameInfoOf(*frame, media_, codec_);
  const auto bytes = frame->GetData();
  sealframe_frame_result result;
  SEALFRAME_INIT(&result);
  const std::lock_guard<std::mutex> lock(mutex_);
  info.token = ++last_token_;
  GrowTo(sealframe_receive_transform_max_opened_size(transform_.get(),
                                                     bytes.size()));
  const sealframe_frame_status status = sealframe_receive_transform_open(
      transform_.get(), &info, bytes.data(), bytes.size(), opened_.data(),
      opened_.size(), &result);
  if (status == SEALFRAME_FRAME_HELD) {
    held_.emplace(info.token, std::move(frame));
  }
  if (!CameOut(status)) return nullptr;
  frame->SetData(ByteView(opened_.data(), result.size));
  return frame;
}

ReceiverTransformer::Frame ReceiverTransformer::OpenHeld() {
  const std::lock_guard<std::mutex> lock(mutex_);
  while (const size_t size =
             sealframe_receive_transform_next_held_size(transform_.get())) {
    GrowTo(size);
    sealframe_frame_info info;
    SEALFRAME_INIT(&info);
    sealframe_frame_result result;
    SEALFRAME_INIT(&result);
    const sealframe_frame_status status = sealframe_receive_transform_open_held(
        transform_.get(), &info, opened_.data(), opened_.size(), &result);
    auto node = held_.extract(info.token);
    if (node.empty() || !CameOut(status)) continue;
    node.mapped()->SetData(ByteView(opened_.data(), result.size));
    return std::move(node.mapped());
  }
  ForgetDropped();
  return nullptr;
}

void ReceiverTransformer::ForgetDropped() {
  const size_t count = sealframe_receive_transform_num_held(transform_.get());
  if (held_.size() == count) return;
  std::map<uint64_t, Frame> still_held;
  for (size_t i = 0; i < count; ++i) {
    still_held.insert(held_.extract(
        sealframe_receive_transform_held_token(transform_.get(), i)));
  }
  held_ = std::move(still_held);
}

void ReceiverTransformer::GrowTo(size_t size) {
  if (opened_.size() < size) opened_.resize(size);
}

void ReceiverTransformer::RegisterTransformedFrameCallback(
    FrameCallback callback) {
  callbacks_.Set(std::move(callback));
}

void ReceiverTransformer::RegisterTransformedFrameSinkCallback(
    FrameCallback callback, uint32_t ssrc) {
  callbacks_.SetForSsrc(ssrc, std::move(callback));
}

void ReceiverTransformer::UnregisterTransformedFrameCallback() {
  callbacks_.Set(nullptr);
}

void ReceiverTransformer::UnregisterTransformedFrameSinkCallback(
    uint32_t ssrc) {
  callbacks_.SetForSsrc(ssrc, nullptr);
}

}  // namespace sealframe
