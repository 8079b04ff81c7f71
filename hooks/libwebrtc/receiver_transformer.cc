// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/receiver_transformer.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
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
  ReleaseHeld();  // First, so that this frame takes no other's room.
  frame = Open(std::move(frame));
  if (frame != nullptr) {
    callbacks_.Deliver(std::move(frame));
  } else {
    ReleaseHeld();  // It may have been held behind others.
  }
}

void ReceiverTransformer::ReleaseHeld() {
  while (Frame frame = OpenHeld()) callbacks_.Deliver(std::move(frame));
}

ReceiverTransformer::Frame ReceiverTransformer::Open(Frame frame) {
  const sealframe_frame_info info = FrameInfoOf(*frame, media_, codec_);
  const auto bytes = frame->GetData();
  sealframe_frame_result result;
  SEALFRAME_INIT(&result);
  const std::lock_guard<std::mutex> lock(mutex_);
  const size_t bound = sealframe_receive_transform_max_opened_size(
      transform_.get(), bytes.size());
  if (opened_.size() < bound) opened_.resize(bound);
  const sealframe_frame_status status = sealframe_receive_transform_open(
      transform_.get(), &info, bytes.data(), bytes.size(), opened_.data(),
      opened_.size(), &result);
  if (status == SEALFRAME_FRAME_HELD) held_.push_back(std::move(frame));
  if (!CameOut(status)) return nullptr;
  frame->SetData(ByteView(opened_.data(), result.size));
  return frame;
}

// Every held frame fits into `opened_`, which had room for it when it came.
ReceiverTransformer::Frame ReceiverTransformer::OpenHeld() {
  const std::lock_guard<std::mutex> lock(mutex_);
  while (!held_.empty()) {
    sealframe_frame_info info;
    SEALFRAME_INIT(&info);
    sealframe_frame_result result;
    SEALFRAME_INIT(&result);
    const sealframe_frame_status status = sealframe_receive_transform_open_held(
        transform_.get(), &info, opened_.data(), opened_.size(), &result);
    const bool none = status == SEALFRAME_FRAME_NO_FRAME;
    DropGone(none ? 0 : 1);
    if (none) break;
    Frame frame = Take(info);
    if (frame == nullptr) break;
    if (!CameOut(status)) continue;
    frame->SetData(ByteView(opened_.data(), result.size));
    return frame;
  }
  return nullptr;
}

void ReceiverTransformer::DropGone(size_t taken_out) {
  const size_t left =
      sealframe_receive_transform_num_held(transform_.get()) + taken_out;
  while (held_.size() > left) held_.pop_front();
}

ReceiverTransformer::Frame ReceiverTransformer::Take(
    const sealframe_frame_info& info) {
  const auto found =
      std::find_if(held_.begin(), held_.end(), [&info](const Frame& frame) {
        return frame->GetSsrc() == info.ssrc &&
               frame->GetTimestamp() == info.rtp_timestamp;
      });
  if (found == held_.end()) return nullptr;
  Frame frame = std::move(*found);
  held_.erase(found);
  return frame;
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
