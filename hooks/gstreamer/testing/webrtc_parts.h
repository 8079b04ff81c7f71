// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Parts of webrtcbin without its headers, which would add a hundred packages to
// the dependencies.

#ifndef SEALFRAME_HOOKS_GSTREAMER_TESTING_WEBRTC_PARTS_H_
#define SEALFRAME_HOOKS_GSTREAMER_TESTING_WEBRTC_PARTS_H_

#include <gst/gst.h>
#include <gst/sdp/sdp.h>

namespace sealframe::gst {

// SessionDescription has the layout of the start of
// GstWebRTCSessionDescription.
struct SessionDescription {
  int type;
  GstSDPMessage* sdp;
};

// UseAddress restricts the ICE of a webrtcbin to a local IP address.
void UseAddress(GstElement* rtc, const char* address);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_TESTING_WEBRTC_PARTS_H_
