// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// rtpsframedepay: reassembles encrypted frames for sealframedec from RTP
// packets (draft-ietf-avtcore-rtp-sframe-02, with T=0).
//
// Packets may be reordered, duplicated or lost. Frames are pushed in order,
// each as soon as it is complete, and the first after a lost frame is flagged
// as a discontinuity. A frame completed after a later one was pushed is
// dropped; put rtpjitterbuffer before this element to wait for late packets.
//
// Thread-safety: that of any element. It allocates one buffer per frame. The
// number and age of the packets that it holds are bounded.

#ifndef SEALFRAME_HOOKS_GSTREAMER_RTP_SFRAME_DEPAY_H_
#define SEALFRAME_HOOKS_GSTREAMER_RTP_SFRAME_DEPAY_H_

#include <gst/gst.h>

namespace sealframe::gst {

// rtp_sframe_depay_get_type returns the type of the element.
GType rtp_sframe_depay_get_type();

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_RTP_SFRAME_DEPAY_H_
