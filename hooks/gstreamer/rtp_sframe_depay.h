// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// rtpsframedepay: puts whole frames, as sealframedec opens them, back together
// from RTP packets (draft-ietf-avtcore-rtp-sframe-02, with T=0).
//
// Packets may be reordered, repeated or missing; frames come out in order, as
// soon as they are whole, and the first after a missing one is a
// discontinuity. A frame that becomes whole only after a later one is dropped:
// rtpjitterbuffer, before this element, is what waits for it.
//
// Thread-safety: as of any element. It allocates a buffer a frame; what packets
// it holds, and for how long, is bounded.

#ifndef SEALFRAME_HOOKS_GSTREAMER_RTP_SFRAME_DEPAY_H_
#define SEALFRAME_HOOKS_GSTREAMER_RTP_SFRAME_DEPAY_H_

#include <gst/gst.h>

namespace sealframe::gst {

// rtp_sframe_depay_get_type returns the type of the element.
GType rtp_sframe_depay_get_type();

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_RTP_SFRAME_DEPAY_H_
