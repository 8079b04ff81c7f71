// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Warnings on the bus for users who do not read events: frames of a stream do
// not come out because a key is missing or wrong.
//
// Thread-safety: belongs to one thread at a time. Handlers of a warning may
// call it again.

#ifndef SEALFRAME_HOOKS_GSTREAMER_STREAM_WARNINGS_H_
#define SEALFRAME_HOOKS_GSTREAMER_STREAM_WARNINGS_H_

#include <gst/gst.h>

#include <set>
#include <vector>

#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/gstreamer/event.h"

namespace sealframe::gst {

class StreamWarnings {
 public:
  // Post makes `element` post a warning for each cause among `events`, which
  // are new events of its stream in order. A cause is reported once until
  // frames come out again, and not at all if they do within `events`.
  void Post(GstElement* element, const std::vector<Event>& events);

 private:
  std::set<sealframe_stream_state> posted_;
};

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_STREAM_WARNINGS_H_
