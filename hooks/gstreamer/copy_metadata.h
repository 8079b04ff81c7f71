// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Copies what belongs to a frame but its bytes.
//
// Thread-safety: as the buffers. It allocates.

#ifndef SEALFRAME_HOOKS_GSTREAMER_COPY_METADATA_H_
#define SEALFRAME_HOOKS_GSTREAMER_COPY_METADATA_H_

#include <gst/gst.h>

namespace sealframe::gst {

// CopyMetadata copies flags, timestamps and metadata from `from` to `to`.
void CopyMetadata(GstBuffer* from, GstBuffer* to);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_COPY_METADATA_H_
