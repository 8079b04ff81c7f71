// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/frame_stream.h"

#include <gst/gst.h>

#include <cstddef>
#include <cstdint>
#include <optional>

#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/gstreamer/key_frame.h"

namespace sealframe::gst {
namespace {

// SizeIfOut returns the size of the resulting frame, or nothing if it was
// dropped.
std::optional<size_t> SizeIfOut(sealframe_frame_status status,
                                const sealframe_frame_result& result) {
  if (status != SEALFRAME_FRAME_OK &&
      status != SEALFRAME_FRAME_PASSED_THROUGH) {
    return std::nullopt;
  }
  return result.size;
}

// CopyAllButBytes copies flags, timestamps and metadata from `from` to `to`.
void CopyAllButBytes(GstBuffer* from, GstBuffer* to) {
  gst_buffer_copy_into(to, from,
                       static_cast<GstBufferCopyFlags>(
                           GST_BUFFER_COPY_FLAGS | GST_BUFFER_COPY_TIMESTAMPS |
                           GST_BUFFER_COPY_META),
                       0, static_cast<gsize>(-1));
}

void MarkKeyFrame(bool is_key, GstBuffer* buffer) {
  if (is_key) {
    GST_BUFFER_FLAG_UNSET(buffer, GST_BUFFER_FLAG_DELTA_UNIT);
  } else {
    GST_BUFFER_FLAG_SET(buffer, GST_BUFFER_FLAG_DELTA_UNIT);
  }
}

}  // namespace

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
  const std::optional<size_t> size =
      Run(info, in.data, in.size, out.data, room);
  if (opens && size) is_key = IsKeyFrame(info.codec, out.data, *size);
  gst_buffer_unmap(buffer, &in);
  if (!in_place) {
    gst_buffer_unmap(result, &out);
    CopyAllButBytes(buffer, result);
    gst_buffer_unref(buffer);
  }
  if (!size.has_value()) {
    gst_buffer_unref(result);
    return nullptr;
  }
  gst_buffer_set_size(result, static_cast<gssize>(*size));
  if (is_key) MarkKeyFrame(*is_key, result);
  return result;
}

sealframe_stream_stats SendStream::GetStats() const {
  sealframe_stream_stats stats;
  SEALFRAME_INIT(&stats);
  sealframe_send_transform_get_stats(transform_.get(), &stats);
  return stats;
}

size_t SendStream::MaxSize(size_t frame_size) const {
  return sealframe_send_transform_max_sealed_size(transform_.get(), frame_size);
}

std::optional<size_t> SendStream::Run(const sealframe_frame_info& info,
                                      const uint8_t* frame, size_t frame_size,
                                      uint8_t* out, size_t out_capacity) {
  sealframe_frame_result result;
  SEALFRAME_INIT(&result);
  const sealframe_frame_status status = sealframe_send_transform_seal(
      transform_.get(), &info, frame, frame_size, out, out_capacity, &result);
  return SizeIfOut(status, result);
}

sealframe_stream_stats ReceiveStream::GetStats() const {
  sealframe_stream_stats stats;
  SEALFRAME_INIT(&stats);
  sealframe_receive_transform_get_stats(transform_.get(), &stats);
  return stats;
}

size_t ReceiveStream::MaxSize(size_t frame_size) const {
  return sealframe_receive_transform_max_opened_size(transform_.get(),
                                                     frame_size);
}

std::optional<size_t> ReceiveStream::Run(const sealframe_frame_info& info,
                                         const uint8_t* frame,
                                         size_t frame_size, uint8_t* out,
                                         size_t out_capacity) {
  sealframe_frame_result result;
  SEALFRAME_INIT(&result);
  const sealframe_frame_status status = sealframe_receive_transform_open(
      transform_.get(), &info, frame, frame_size, out, out_capacity, &result);
  return SizeIfOut(status, result);
}

}  // namespace sealframe::gst
