// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The frame path of sealframeenc and sealframedec.
//
// Thread-safety: belongs to the element's streaming thread.

#ifndef SEALFRAME_HOOKS_GSTREAMER_PROCESS_FRAME_H_
#define SEALFRAME_HOOKS_GSTREAMER_PROCESS_FRAME_H_

#include <gst/gst.h>

#include "absl/status/status.h"
#include "sealframe/hooks/gstreamer/sealframe_element.h"

namespace sealframe::gst {

// MakeStream makes the stream of an element whose media are known, unless it
// has one for audio, or for video, as they are.
absl::Status MakeStream(SealframeElement* self);

// NextOutput returns the next frame that comes out of an element with a stream,
// or null: a frame that waited for its key, or one of the queued buffer, which
// it takes. It sets `*dropped` if a frame before it was dropped or waits.
GstBuffer* NextOutput(SealframeElement* self, bool* dropped);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_PROCESS_FRAME_H_
