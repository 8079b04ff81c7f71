// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Finds the parameter sets that a depayloader of H.264 or H.265 adds to its
// first frame. rtph264depay and rtph265depay put those that the caps name
// (`sprop-parameter-sets` and the like) before it, also if the frame has them.
// Formats that authenticate parameter sets then do not open it.
//
// Thread-safety: a pure function. It never allocates.

#ifndef SEALFRAME_HOOKS_GSTREAMER_REPEATED_SETS_H_
#define SEALFRAME_HOOKS_GSTREAMER_REPEATED_SETS_H_

#include <cstddef>
#include <cstdint>

#include "sealframe/hooks/c/sealframe.h"

namespace sealframe::gst {

// RepeatedSetsSize returns the size of the parameter sets at the front of
// `frame`, with their start codes, if each of them follows again before the
// first slice. Otherwise, and for other codecs, it returns zero. Some senders
// repeat parameter sets themselves, so the result is only a guess.
size_t RepeatedSetsSize(sealframe_codec codec, const uint8_t* frame,
                        size_t size);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_REPEATED_SETS_H_
