// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// sealframedec: opens each frame of a depayloader for a decoder.
//
// Thread-safety and allocation: see sealframe_element.h.

#ifndef SEALFRAME_HOOKS_GSTREAMER_SEALFRAME_DEC_H_
#define SEALFRAME_HOOKS_GSTREAMER_SEALFRAME_DEC_H_

#include <gst/gst.h>

namespace sealframe::gst {

// sealframe_dec_get_type returns the type of the element.
GType sealframe_dec_get_type();

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_SEALFRAME_DEC_H_
