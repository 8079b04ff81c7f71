// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// rtpsealedpay: packs sealed VP8 and VP9 frames into RTP (RFC 7741, RFC 9628)
// without parsing them. GStreamer's own payloaders fail because the headers
// that they read are encrypted. The element is for profiles that keep the
// codec's caps; any VP8 or VP9 depayloader receives its packets.
//
// Each frame gets a 15-bit picture id. The VP9 descriptor takes its P bit from
// the buffer's delta-unit flag.
//
// Thread-safety: that of any element. It allocates one buffer per packet and
// does not copy the frame.

#ifndef SEALFRAME_HOOKS_GSTREAMER_RTP_SEALED_PAY_H_
#define SEALFRAME_HOOKS_GSTREAMER_RTP_SEALED_PAY_H_

#include <gst/gst.h>

namespace sealframe::gst {

// rtp_sealed_pay_get_type returns the type of the element.
GType rtp_sealed_pay_get_type();

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_RTP_SEALED_PAY_H_
