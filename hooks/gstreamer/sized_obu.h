// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Puts the size back into the last OBU of an AV1 frame. A sender of DAVE
// removes it, as RTP does, but the caps `stream-format=obu-stream` promise it
// (AV1 specification, Section 5.2).
//
// Thread-safety: as the buffer. It allocates unless the frame is complete.

#ifndef SEALFRAME_HOOKS_GSTREAMER_SIZED_OBU_H_
#define SEALFRAME_HOOKS_GSTREAMER_SIZED_OBU_H_

#include <gst/gst.h>

namespace sealframe::gst {

// WithSizedObus takes ownership of an AV1 frame and returns it with a size in
// every OBU. It returns a frame that is not well-formed as it is.
GstBuffer* WithSizedObus(GstBuffer* frame);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_SIZED_OBU_H_
