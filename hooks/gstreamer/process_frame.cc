// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/process_frame.h"

#include <gst/gst.h>

#include <cstdint>
#include <memory>
#include <utility>

#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/gstreamer/call.h"
#include "sealframe/hooks/gstreamer/event.h"
#include "sealframe/hooks/gstreamer/frame_stream.h"
#include "sealframe/hooks/gstreamer/media_type.h"
#include "sealframe/hooks/gstreamer/settings.h"

namespace sealframe::gst {
namespace {

sealframe_frame_info InfoOf(const ElementState& state, GstBuffer* buffer) {
  sealframe_frame_info info;
  SEALFRAME_INIT(&info);
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

// FindOrMakeStream returns the stream, or null while there is no key.
FrameStream* FindOrMakeStream(SealframeElement* self) {
  ElementState& state = *self->state;
  if (state.stream != nullptr) return state.stream.get();
  std::unique_ptr<FrameStream> stream = state.call->NewStream(
      SettingsOf(self).participant, state.track, state.media->is_video);
  GST_OBJECT_LOCK(self);
  state.stream = std::move(stream);
  GST_OBJECT_UNLOCK(self);
  return state.stream.get();
}

// WithoutKeys returns `buffer` if frames may pass in the clear. Otherwise it
// drops the frame, posts the state missing_key once and returns null.
GstBuffer* WithoutKeys(SealframeElement* self, GstBuffer* buffer) {
  const Settings settings = SettingsOf(self);
  if (!settings.enabled && !settings.drop_unready) return buffer;
  gst_buffer_unref(buffer);
  if (self->state->posted_missing_key) return nullptr;
  self->state->posted_missing_key = true;
  const Event event = {
      .participant = settings.participant,
      .state = SEALFRAME_STATE_MISSING_KEY,
      .direction = DirectionOf(self),
      .media = self->state->media->is_video ? SEALFRAME_VIDEO : SEALFRAME_AUDIO,
  };
  gst_element_post_message(
      GST_ELEMENT(self),
      gst_message_new_element(GST_OBJECT(self), ToStructure(event)));
  return nullptr;
}

}  // namespace

GstBuffer* ProcessFrame(SealframeElement* self, GstBuffer* buffer) {
  FrameStream* stream = FindOrMakeStream(self);
  return stream == nullptr
             ? WithoutKeys(self, buffer)
             : stream->Process(InfoOf(*self->state, buffer), buffer);
}

}  // namespace sealframe::gst
