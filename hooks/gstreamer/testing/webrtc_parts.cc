// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/testing/webrtc_parts.h"

#include <gst/gst.h>

#include "gtest/gtest.h"

namespace sealframe::gst {

void UseAddress(GstElement* rtc, const char* address) {
  GstObject* ice = nullptr;
  g_object_get(rtc, "ice-agent", &ice, nullptr);
  gboolean done = FALSE;
  g_signal_emit_by_name(ice, "add-local-ip-address", address, &done);
  EXPECT_TRUE(done);
  GObject* agent = nullptr;
  g_object_get(ice, "agent", &agent, nullptr);
  g_object_set(agent, "upnp", FALSE, nullptr);
  g_object_unref(agent);
  gst_object_unref(ice);
}

}  // namespace sealframe::gst
