// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/frame_info.h"

namespace sealframe {

sealframe_frame_info FrameInfoOf(
    const webrtc::TransformableFrameInterface& frame, sealframe_media media,
    sealframe_codec codec) {
  sealframe_frame_info info;
  SEALFRAME_INIT(&info);
  info.codec = CodecOf(frame, codec);
  info.ssrc = frame.GetSsrc();
  info.rtp_timestamp = RtpTimestampOf(frame);
  if (media == SEALFRAME_VIDEO) {
    // Forks are compiled without run-time types.
    const auto& video =
        static_cast<const webrtc::TransformableVideoFrameInterface&>(frame);
    info.is_key_frame = video.IsKeyFrame() ? 1 : 0;
  }
  return info;
}

}  // namespace sealframe
