// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/copy_metadata.h"

#include <gst/gst.h>

namespace sealframe::gst {

void CopyMetadata(GstBuffer* from, GstBuffer* to) {
  gst_buffer_copy_into(to, from,
                       static_cast<GstBufferCopyFlags>(
                           GST_BUFFER_COPY_FLAGS | GST_BUFFER_COPY_TIMESTAMPS |
                           GST_BUFFER_COPY_META),
                       0, static_cast<gsize>(-1));
}

}  // namespace sealframe::gst
