// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// rtpsealedpay: puts sealed VP8 and VP9 frames into RTP (RFC 7741, RFC 9628)
// without looking inside, where GStreamer's own payloaders read headers that
// are ciphertext and give up. For the profiles that keep the caps of a codec;
// receivers are those of any VP8 or VP9.
//
// Each frame has a picture id of 15 bits; that it is no key frame is taken from
// its buffer's flag.
//
// Thread-safety: as of any element. It allocates a buffer a packet, and copies
// nothing of a frame.

#ifndef SEALFRAME_HOOKS_GSTREAMER_RTP_SEALED_PAY_H_
#define SEALFRAME_HOOKS_GSTREAMER_RTP_SEALED_PAY_H_

#include <gst/gst.h>

namespace sealframe::gst {

// rtp_sealed_pay_get_type returns the type of the element.
GType rtp_sealed_pay_get_type();

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_RTP_SEALED_PAY_H_
