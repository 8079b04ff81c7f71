// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/stats.h"

#include <gst/gst.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/gstreamer/frame_stream.h"

namespace sealframe::gst {
namespace {

void Set(GstStructure* structure, const std::string& name, uint64_t value) {
  gst_structure_set(structure, name.c_str(), G_TYPE_UINT64, guint64{value},
                    nullptr);
}

std::string FieldOf(int status) {
  std::string name =
      sealframe_frame_status_name(static_cast<sealframe_frame_status>(status));
  std::replace(name.begin(), name.end(), '_', '-');
  return "frames-" + name;
}

}  // namespace

void InstallStats(GObjectClass* object_class, guint id) {
  g_object_class_install_property(
      object_class, id,
      g_param_spec_boxed(
          "stats", "Statistics",
          "Number of frames and bytes in and out, and of frames by status",
          GST_TYPE_STRUCTURE,
          static_cast<GParamFlags>(G_PARAM_READABLE | G_PARAM_STATIC_STRINGS)));
}

GstStructure* NewStats(const FrameStream* stream) {
  GstStructure* structure =
      gst_structure_new_empty("application/x-sealframe-stats");
  if (stream == nullptr) return structure;
  const sealframe_stream_stats stats = stream->GetStats();
  Set(structure, "frames-in", stats.frames_in);
  Set(structure, "bytes-in", stats.bytes_in);
  Set(structure, "frames-out", stats.frames_out);
  Set(structure, "bytes-out", stats.bytes_out);
  for (int i = 0; i < SEALFRAME_MAX_FRAME_STATUSES; ++i) {
    const uint64_t frames = stats.frames_by_status[i];
    if (frames > 0) Set(structure, FieldOf(i), frames);
  }
  return structure;
}

}  // namespace sealframe::gst
