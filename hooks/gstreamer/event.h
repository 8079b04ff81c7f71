// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The events that elements post to the application as element messages.
//
// A message holds a structure `sealframe-event` with the fields
//   kind         string  "stream_state", "key_near_limit", "key_limit_reached"
//                        or "reservation_failed"
//   participant  string
//   kid          uint64  the key concerned, or 0
// and, for the kind "stream_state",
//   state        string  "ok", "encryption_failed", "decryption_failed",
//                        "missing_key", "key_ratcheted", "internal_error" or
//                        "stalled"
//   reason       string  if the state is "stalled": the status of most
//                        frames, for example "replayed"
//   direction    string  "send" or "receive"
//   media        string  "audio" or "video"
//
// Thread-safety: plain values.

#ifndef SEALFRAME_HOOKS_GSTREAMER_EVENT_H_
#define SEALFRAME_HOOKS_GSTREAMER_EVENT_H_

#include <gst/gst.h>

#include <cstdint>
#include <string>

#include "sealframe/hooks/c/sealframe.h"

namespace sealframe::gst {

struct Event {
  sealframe_event_kind kind = SEALFRAME_EVENT_STREAM_STATE;
  std::string participant = {};
  uint64_t kid = 0;

  // These fields are set only for SEALFRAME_EVENT_STREAM_STATE.
  std::string track = {};
  sealframe_stream_state state = SEALFRAME_STATE_NEW;
  sealframe_direction direction = SEALFRAME_SEND;
  sealframe_media media = SEALFRAME_VIDEO;
  // Set only for SEALFRAME_STATE_STALLED.
  sealframe_frame_status reason = SEALFRAME_FRAME_OK;
};

// CopyEvent copies an event of the C interface.
Event CopyEvent(const sealframe_event& event);

// ToStructure returns the structure of the message that announces `event`.
GstStructure* ToStructure(const Event& event);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_EVENT_H_
