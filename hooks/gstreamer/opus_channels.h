// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Opus of three and more channels in RTP, as libwebrtc and GStreamer's
// rtpopuspay describe it: the encoding name is MULTIOPUS, and fields of the
// caps, which are parameters in SDP, hold the channel mapping (RFC 7845,
// Section 5.1.1). The mapping family is 1.
//
// Thread-safety: functions over their arguments. Structures are allocated.

#ifndef SEALFRAME_HOOKS_GSTREAMER_OPUS_CHANNELS_H_
#define SEALFRAME_HOOKS_GSTREAMER_OPUS_CHANNELS_H_

#include <gst/gst.h>

namespace sealframe::gst {

inline constexpr char kMultiOpus[] = "MULTIOPUS";

// HasChannelMapping returns whether caps of Opus, plain or sealed, are of
// family 1.
bool HasChannelMapping(const GstStructure* opus);

// ToRtpChannels copies the mapping from caps of Opus to those of RTP. It
// returns false, and copies nothing, if it is incomplete.
bool ToRtpChannels(const GstStructure* opus, GstStructure* rtp);

// FromRtpChannels reverses `ToRtpChannels`. If it returns false, `opus` has
// some of the fields.
bool FromRtpChannels(const GstStructure* rtp, GstStructure* opus);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_OPUS_CHANNELS_H_
