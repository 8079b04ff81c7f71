// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/event.h"

#include <gst/gst.h>

#include "sealframe/hooks/c/sealframe.h"

namespace sealframe::gst {
namespace {

const char* OrEmpty(const char* text) { return text == nullptr ? "" : text; }

}  // namespace

Event CopyEvent(const sealframe_event& event) {
  return {.kind = event.kind,
          .participant = OrEmpty(event.participant),
          .kid = event.kid,
          .track = OrEmpty(event.track),
          .state = event.state,
          .direction = event.direction,
          .media = event.media,
          .reason = event.reason};
}

GstStructure* ToStructure(const Event& event) {
  GstStructure* structure =
      gst_structure_new("sealframe-event", "kind", G_TYPE_STRING,
                        sealframe_event_kind_name(event.kind), "participant",
                        G_TYPE_STRING, event.participant.c_str(), "kid",
                        G_TYPE_UINT64, guint64{event.kid}, nullptr);
  if (event.kind == SEALFRAME_EVENT_STREAM_STATE) {
    gst_structure_set(
        structure, "state", G_TYPE_STRING,
        sealframe_stream_state_name(event.state), "direction", G_TYPE_STRING,
        event.direction == SEALFRAME_SEND ? "send" : "receive", "media",
        G_TYPE_STRING, event.media == SEALFRAME_AUDIO ? "audio" : "video",
        nullptr);
  }
  if (event.kind == SEALFRAME_EVENT_STREAM_STATE &&
      event.state == SEALFRAME_STATE_STALLED) {
    gst_structure_set(structure, "reason", G_TYPE_STRING,
                      sealframe_frame_status_name(event.reason), nullptr);
  }
  return structure;
}

}  // namespace sealframe::gst
