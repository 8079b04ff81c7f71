// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/event.h"

#include <gst/gst.h>

#include <string>

#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"

namespace sealframe::gst {
namespace {

std::string TextOf(const sealframe_event& event) {
  gst_init(nullptr, nullptr);
  GstStructure* structure = ToStructure(CopyEvent(event));
  gchar* chars = gst_structure_to_string(structure);
  std::string text = chars;
  g_free(chars);
  gst_structure_free(structure);
  return text;
}

TEST(EventTest, StreamStateHasParticipantDirectionAndMedia) {
  sealframe_event event;
  SEALFRAME_INIT(&event);
  event.participant = "alice";
  event.track = "1";
  event.kid = 7;
  event.state = SEALFRAME_STATE_DECRYPTION_FAILED;
  event.direction = SEALFRAME_RECEIVE;
  event.media = SEALFRAME_AUDIO;
  EXPECT_EQ(TextOf(event),
            "sealframe-event, kind=(string)stream_state, "
            "participant=(string)alice, kid=(guint64)7, "
            "state=(string)decryption_failed, direction=(string)receive, "
            "media=(string)audio;");
  EXPECT_EQ(CopyEvent(event).track, "1");
}

TEST(EventTest, AStallHasItsReason) {
  sealframe_event event;
  SEALFRAME_INIT(&event);
  event.participant = "alice";
  event.state = SEALFRAME_STATE_STALLED;
  event.reason = SEALFRAME_FRAME_REPLAYED;
  EXPECT_EQ(TextOf(event),
            "sealframe-event, kind=(string)stream_state, "
            "participant=(string)alice, kid=(guint64)0, "
            "state=(string)stalled, direction=(string)send, "
            "media=(string)audio, reason=(string)replayed;");
}

TEST(EventTest, KeyEventHasNoState) {
  sealframe_event event;
  SEALFRAME_INIT(&event);
  event.participant = "bob";
  event.kind = SEALFRAME_EVENT_KEY_NEAR_LIMIT;
  EXPECT_EQ(TextOf(event),
            "sealframe-event, kind=(string)key_near_limit, "
            "participant=(string)bob, kid=(guint64)0;");
}

TEST(EventTest, EventWithoutNamesIsConverted) {
  sealframe_event event;
  SEALFRAME_INIT(&event);
  event.kind = SEALFRAME_EVENT_RESERVATION_FAILED;
  EXPECT_EQ(TextOf(event),
            "sealframe-event, kind=(string)reservation_failed, "
            "participant=(string)\"\", kid=(guint64)0;");
}

}  // namespace
}  // namespace sealframe::gst
