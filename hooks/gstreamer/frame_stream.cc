// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/frame_stream.h"

#include <gst/gst.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "absl/status/statusor.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/sealframe.hpp"
#include "sealframe/hooks/gstreamer/copy_metadata.h"
#include "sealframe/hooks/gstreamer/key_frame.h"
#include "sealframe/hooks/gstreamer/to_status.h"

namespace sealframe::gst {
namespace {

bool CameOut(sealframe_frame_status status) {
  return status == SEALFRAME_FRAME_OK ||
         status == SEALFRAME_FRAME_PASSED_THROUGH;
}

// Finish sets the size of a frame that came out, and flags delta frames if the
// frame shows what it is.
void Finish(size_t size, std::optional<bool> is_key, GstBuffer* buffer) {
  gst_buffer_set_size(buffer, static_cast<gssize>(size));
  if (!is_key) return;
  if (*is_key) {
    GST_BUFFER_FLAG_UNSET(buffer, GST_BUFFER_FLAG_DELTA_UNIT);
  } else {
    GST_BUFFER_FLAG_SET(buffer, GST_BUFFER_FLAG_DELTA_UNIT);
  }
}

struct Unref {
  void operator()(GstBuffer* buffer) const { gst_buffer_unref(buffer); }
};
using BufferPtr = std::unique_ptr<GstBuffer, Unref>;

class SendStream final : public FrameStream {
 public:
  explicit SendStream(UniquePtr<sealframe_send_transform> transform)
      : FrameStream(SEALFRAME_SEND), transform_(std::move(transform)) {}

  sealframe_stream_stats GetStats() const override {
    auto stats = Defaults<sealframe_stream_stats>();
    sealframe_send_transform_get_stats(transform_.get(), &stats);
    return stats;
  }

 private:
  size_t MaxSize(size_t frame_size) const override {
    return sealframe_send_transform_max_sealed_size(transform_.get(),
                                                    frame_size);
  }

  sealframe_frame_status Run(const sealframe_frame_info& info,
                             const uint8_t* frame, size_t frame_size,
                             uint8_t* out, size_t out_capacity,
                             size_t* size) override {
    auto result = Defaults<sealframe_frame_result>();
    const sealframe_frame_status status = sealframe_send_transform_seal(
        transform_.get(), &info, frame, frame_size, out, out_capacity, &result);
    *size = result.size;
    return status;
  }

  const UniquePtr<sealframe_send_transform> transform_;
};

class ReceiveStream final : public FrameStream {
 public:
  explicit ReceiveStream(UniquePtr<sealframe_receive_transform> transform)
      : FrameStream(SEALFRAME_RECEIVE), transform_(std::move(transform)) {}

  GstBuffer* NextHeld() override;
  void ForgetHeld() override { held_.clear(); }

  sealframe_stream_stats GetStats() const override {
    auto stats = Defaults<sealframe_stream_stats>();
    sealframe_receive_transform_get_stats(transform_.get(), &stats);
    return stats;
  }

 private:
  size_t MaxSize(size_t frame_size) const override {
    return sealframe_receive_transform_max_opened_size(transform_.get(),
                                                       frame_size);
  }

  sealframe_frame_status Run(const sealframe_frame_info& info,
                             const uint8_t* frame, size_t frame_size,
                             uint8_t* out, size_t out_capacity,
                             size_t* size) override {
    auto result = Defaults<sealframe_frame_result>();
    const sealframe_frame_status status = sealframe_receive_transform_open(
        transform_.get(), &info, frame, frame_size, out, out_capacity, &result);
    *size = result.size;
    return status;
  }

  void Hold(uint64_t token, GstBuffer* buffer) override;

  // ForgetGone drops the metadata of frames that will not come out any more.
  void ForgetGone();

  const UniquePtr<sealframe_receive_transform> transform_;
  // Metadata of the frames that wait, in buffers without bytes, by token.
  std::map<uint64_t, BufferPtr> held_;
};

void ReceiveStream::Hold(uint64_t token, GstBuffer* buffer) {
  BufferPtr metadata(gst_buffer_new());
  CopyMetadata(buffer, metadata.get());
  held_.emplace(token, std::move(metadata));
}

GstBuffer* ReceiveStream::NextHeld() {
  if (held_.empty()) return nullptr;
  while (const size_t room =
             sealframe_receive_transform_next_held_size(transform_.get())) {
    BufferPtr opened(gst_buffer_new_allocate(nullptr, room, nullptr));
    auto info = Defaults<sealframe_frame_info>();
    auto result = Defaults<sealframe_frame_result>();
    GstMapInfo map;
    gst_buffer_map(opened.get(), &map, GST_MAP_WRITE);
    const sealframe_frame_status status = sealframe_receive_transform_open_held(
        transform_.get(), &info, map.data, room, &result);
    const std::optional<bool> is_key =
        IsKeyFrame(info.codec, map.data, result.size);
    gst_buffer_unmap(opened.get(), &map);
    const auto metadata = held_.extract(info.token);
    if (metadata.empty() || !CameOut(status)) continue;
    CopyMetadata(metadata.mapped().get(), opened.get());
    Finish(result.size, is_key, opened.get());
    return opened.release();
  }
  ForgetGone();
  return nullptr;
}

void ReceiveStream::ForgetGone() {
  const size_t count = sealframe_receive_transform_num_held(transform_.get());
  if (held_.size() == count) return;
  std::map<uint64_t, BufferPtr> still_held;
  for (size_t i = 0; i < count; ++i) {
    still_held.insert(held_.extract(
        sealframe_receive_transform_held_token(transform_.get(), i)));
  }
  held_ = std::move(still_held);
}

}  // namespace

absl::StatusOr<std::unique_ptr<FrameStream>> NewSendStream(
    sealframe_session* session, const sealframe_stream_config& config) {
  UniquePtr<sealframe_send_transform> transform;
  auto error = Defaults<sealframe_error>();
  const sealframe_status status = sealframe_send_transform_create(
      session, &config, Out(&transform), &error);
  if (status != SEALFRAME_OK) return ToStatus(status, error);
  return std::make_unique<SendStream>(std::move(transform));
}

absl::StatusOr<std::unique_ptr<FrameStream>> NewReceiveStream(
    sealframe_session* session, const sealframe_stream_config& config) {
  UniquePtr<sealframe_receive_transform> transform;
  auto error = Defaults<sealframe_error>();
  const sealframe_status status = sealframe_receive_transform_create(
      session, &config, Out(&transform), &error);
  if (status != SEALFRAME_OK) return ToStatus(status, error);
  return std::make_unique<ReceiveStream>(std::move(transform));
}

GstBuffer* FrameStream::Process(sealframe_frame_info info, GstBuffer* buffer) {
  const bool is_ours = gst_buffer_is_writable(buffer) != FALSE;
  GstMapInfo in;
  if (!gst_buffer_map(buffer, &in,
                      is_ours ? GST_MAP_READWRITE : GST_MAP_READ)) {
    gst_buffer_unref(buffer);
    return nullptr;
  }
  const size_t room = MaxSize(in.size);
  GstBuffer* result = buffer;
  GstMapInfo out = in;
  const bool in_place = is_ours && in.maxsize >= room;
  if (!in_place) {
    result = gst_buffer_new_allocate(nullptr, room, nullptr);
    gst_buffer_map(result, &out, GST_MAP_WRITE);
  }
  const bool opens = direction_ == SEALFRAME_RECEIVE;
  std::optional<bool> is_key =
      (opens ? IsSealedKeyFrame : IsKeyFrame)(info.codec, in.data, in.size);
  if (is_key) info.is_key_frame = *is_key;
  info.token = ++last_token_;
  size_t size = 0;
  const sealframe_frame_status status =
      Run(info, in.data, in.size, out.data, room, &size);
  const bool came_out = CameOut(status);
  if (opens && came_out) is_key = IsKeyFrame(info.codec, out.data, size);
  gst_buffer_unmap(buffer, &in);
  if (status == SEALFRAME_FRAME_HELD) Hold(info.token, buffer);
  if (!in_place) {
    gst_buffer_unmap(result, &out);
    CopyMetadata(buffer, result);
    gst_buffer_unref(buffer);
  }
  if (!came_out) {
    gst_buffer_unref(result);
    return nullptr;
  }
  Finish(size, is_key, result);
  return result;
}

}  // namespace sealframe::gst
