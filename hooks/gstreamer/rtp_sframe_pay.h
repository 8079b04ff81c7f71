// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// rtpsframepay: splits whole frames, as sealframeenc seals them, into RTP
// packets (draft-ietf-avtcore-rtp-sframe-02, with T=0). It sees nothing of
// what is inside, and so carries every codec.
//
// Thread-safety: as of any element. It allocates a buffer a packet.

#ifndef SEALFRAME_HOOKS_GSTREAMER_RTP_SFRAME_PAY_H_
#define SEALFRAME_HOOKS_GSTREAMER_RTP_SFRAME_PAY_H_

#include <gst/gst.h>

namespace sealframe::gst {

// rtp_sframe_pay_get_type returns the type of the element.
GType rtp_sframe_pay_get_type();

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_RTP_SFRAME_PAY_H_
