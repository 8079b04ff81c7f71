// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The frame path of sealframeenc and sealframedec.
//
// Thread-safety: belongs to the element's streaming thread.

#ifndef SEALFRAME_HOOKS_GSTREAMER_PROCESS_FRAME_H_
#define SEALFRAME_HOOKS_GSTREAMER_PROCESS_FRAME_H_

#include <gst/gst.h>

#include "sealframe/hooks/gstreamer/sealframe_element.h"

namespace sealframe::gst {

// ProcessFrame takes ownership of a frame and returns it sealed or opened, or
// null if it is dropped. While there is no key, it drops frames and posts the
// state missing_key once, unless frames may pass in the clear.
GstBuffer* ProcessFrame(SealframeElement* self, GstBuffer* buffer);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_PROCESS_FRAME_H_
