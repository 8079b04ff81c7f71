// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// rtpsframepay: splits frames encrypted by sealframeenc into RTP packets
// (draft-ietf-avtcore-rtp-sframe-02, with T=0). It does not parse them and so
// carries every codec.
//
// Thread-safety: that of any element. It allocates one buffer per packet.

#ifndef SEALFRAME_HOOKS_GSTREAMER_RTP_SFRAME_PAY_H_
#define SEALFRAME_HOOKS_GSTREAMER_RTP_SFRAME_PAY_H_

#include <gst/gst.h>

namespace sealframe::gst {

// rtp_sframe_pay_get_type returns the type of the element.
GType rtp_sframe_pay_get_type();

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_RTP_SFRAME_PAY_H_
