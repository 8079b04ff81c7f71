// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Converts WebRTC's description of a frame to that of the C interface.
//
// Thread-safety: pure functions.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_FRAME_INFO_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_FRAME_INFO_H_

#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/libwebrtc/webrtc_types.h"

namespace sealframe {

// FrameInfoOf describes `frame`, a frame of `media`. `codec` is its codec if it
// does not carry one.
sealframe_frame_info FrameInfoOf(
    const webrtc::TransformableFrameInterface& frame, sealframe_media media,
    sealframe_codec codec);

// CameOut returns whether the output holds a frame.
constexpr bool CameOut(sealframe_frame_status status) {
  return status == SEALFRAME_FRAME_OK ||
         status == SEALFRAME_FRAME_PASSED_THROUGH;
}

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_FRAME_INFO_H_
