// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// sealframeenc: seals each frame of an encoder for a payloader.
//
// Thread-safety and allocation: see sealframe_element.h.

#ifndef SEALFRAME_HOOKS_GSTREAMER_SEALFRAME_ENC_H_
#define SEALFRAME_HOOKS_GSTREAMER_SEALFRAME_ENC_H_

#include <gst/gst.h>

namespace sealframe::gst {

// sealframe_enc_get_type returns the type of the element.
GType sealframe_enc_get_type();

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_SEALFRAME_ENC_H_
