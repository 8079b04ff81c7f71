// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/process_frame.h"

#include <gst/gst.h>

#include <cstdint>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/sealframe.hpp"
#include "sealframe/hooks/gstreamer/call.h"
#include "sealframe/hooks/gstreamer/frame_joiner.h"
#include "sealframe/hooks/gstreamer/frame_stream.h"
#include "sealframe/hooks/gstreamer/media_type.h"
#include "sealframe/hooks/gstreamer/sealframe_element.h"
#include "sealframe/hooks/gstreamer/settings.h"
#include "sealframe/hooks/gstreamer/sized_obu.h"

namespace sealframe::gst {
namespace {

sealframe_frame_info InfoOf(const ElementState& state, GstBuffer* buffer) {
  auto info = Defaults<sealframe_frame_info>();
  info.codec = state.media->codec;
  info.is_key_frame =
      !GST_BUFFER_FLAG_IS_SET(buffer, GST_BUFFER_FLAG_DELTA_UNIT);
  info.ssrc = state.ssrc;
  if (GST_BUFFER_PTS_IS_VALID(buffer)) {
    info.rtp_timestamp = static_cast<uint32_t>(gst_util_uint64_scale_int(
        GST_BUFFER_PTS(buffer), state.media->clock_rate, GST_SECOND));
  }
  return info;
}

// NextFrame returns the next frame to process, or null.
GstBuffer* NextFrame(SealframeElement* self) {
  GstBuffer* buffer = std::exchange(self->parent.queued_buf, nullptr);
  FrameJoiner* joiner = self->state->joiner.get();
  if (joiner == nullptr) return buffer;
  if (buffer != nullptr) joiner->Add(buffer);
  return joiner->Next();
}

// NextOfStream returns the next frame that comes out of the stream, or null.
GstBuffer* NextOfStream(SealframeElement* self, bool* dropped) {
  const ElementState& state = *self->state;
  while (true) {
    if (GstBuffer* held = state.stream->NextHeld()) return held;
    GstBuffer* const frame = NextFrame(self);
    if (frame == nullptr) return nullptr;
    GstBuffer* const out = state.stream->Process(InfoOf(state, frame), frame);
    if (out != nullptr) return out;
    *dropped = true;
  }
}

}  // namespace

absl::Status MakeStream(SealframeElement* self) {
  ElementState& state = *self->state;
  if (state.stream != nullptr &&
      state.stream_is_video == state.media->is_video) {
    return absl::OkStatus();
  }
  const Settings settings = SettingsOf(self);
  if (settings.ssrc >= 0) state.ssrc = static_cast<uint32_t>(settings.ssrc);
  absl::StatusOr<std::unique_ptr<FrameStream>> stream =
      state.call->NewStream(settings, state.track, state.media->is_video);
  if (!stream.ok()) return stream.status();
  GST_OBJECT_LOCK(self);
  std::swap(state.stream, *stream);
  GST_OBJECT_UNLOCK(self);
  state.stream_is_video = state.media->is_video;
  return absl::OkStatus();
}

GstBuffer* NextOutput(SealframeElement* self, bool* dropped) {
  GstBuffer* const out = NextOfStream(self, dropped);
  return out != nullptr && DirectionOf(self) == SEALFRAME_RECEIVE &&
                 self->state->media->codec == SEALFRAME_CODEC_AV1
             ? WithSizedObus(out)
             : out;
}

}  // namespace sealframe::gst
