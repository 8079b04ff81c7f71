// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The property `stats` of sealframeenc and sealframedec: a structure
// `application/x-sealframe-stats` with the uint64 fields `frames-in`,
// `bytes-in`, `frames-out` and `bytes-out`, and the number of frames for each
// frame status that occurred, for example `frames-not-authentic`.
//
// Thread-safety: these functions are stateless.

#ifndef SEALFRAME_HOOKS_GSTREAMER_STATS_H_
#define SEALFRAME_HOOKS_GSTREAMER_STATS_H_

#include <gst/gst.h>

#include "sealframe/hooks/gstreamer/frame_stream.h"

namespace sealframe::gst {

// InstallStats adds the property, with the given id, to a class.
void InstallStats(GObjectClass* object_class, guint id);

// NewStats returns the statistics of `stream`, or an empty structure if it is
// null.
GstStructure* NewStats(const FrameStream* stream);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_STATS_H_
