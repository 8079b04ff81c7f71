// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The property `stats` of sealframeenc and sealframedec: a structure
// `application/x-sealframe-stats` with, as uint64, `frames-in`, `bytes-in`,
// `frames-out`, `bytes-out`, and how many frames ended in each way that any
// did, for example `frames-not-authentic`.
//
// Thread-safety: these are functions without state.

#ifndef SEALFRAME_HOOKS_GSTREAMER_STATS_H_
#define SEALFRAME_HOOKS_GSTREAMER_STATS_H_

#include <gst/gst.h>

#include "sealframe/hooks/gstreamer/frame_stream.h"

namespace sealframe::gst {

// InstallStats gives a class of elements the property, with this id.
void InstallStats(GObjectClass* object_class, guint id);

// NewStats returns the numbers of `stream`; of a null one, none.
GstStructure* NewStats(const FrameStream* stream);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_STATS_H_
