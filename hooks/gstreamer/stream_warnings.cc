// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/stream_warnings.h"

#include <gst/gst.h>

#include <map>
#include <vector>

#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/gstreamer/event.h"

namespace sealframe::gst {
namespace {

void PostWarning(GstElement* element, const Event& event) {
  const char* const participant = event.participant.c_str();
  const guint64 kid = event.kid;
  if (event.state == SEALFRAME_STATE_DECRYPTION_FAILED) {
    GST_ELEMENT_WARNING(
        element, STREAM, DECRYPT,
        ("Frames of %s do not open: the key is wrong, the ends differ in their "
         "properties, or frames were altered",
         participant),
        ("key id %" G_GUINT64_FORMAT, kid));
  } else if (event.state == SEALFRAME_STATE_ENCRYPTION_FAILED) {
    GST_ELEMENT_WARNING(
        element, STREAM, ENCODE,
        ("Frames of %s cannot be sealed: see the property stats", participant),
        ("key id %" G_GUINT64_FORMAT, kid));
  } else if (event.direction == SEALFRAME_SEND) {
    GST_ELEMENT_WARNING(
        element, STREAM, DECRYPT_NOKEY,
        ("Frames of %s have no key: set key-file or passphrase-file, or add "
         "and activate a key by signal",
         participant),
        (nullptr));
  } else {
    GST_ELEMENT_WARNING(
        element, STREAM, DECRYPT_NOKEY,
        ("Frames of %s have no key: set key-file or passphrase-file and "
         "key-index, or add a key by signal",
         participant),
        ("key id %" G_GUINT64_FORMAT, kid));
  }
}

bool IsProblem(sealframe_stream_state state) {
  return state == SEALFRAME_STATE_MISSING_KEY ||
         state == SEALFRAME_STATE_DECRYPTION_FAILED ||
         state == SEALFRAME_STATE_ENCRYPTION_FAILED;
}

}  // namespace

void StreamWarnings::Post(GstElement* element,
                          const std::vector<Event>& events) {
  std::map<sealframe_stream_state, Event> problems;
  for (const Event& event : events) {
    if (IsProblem(event.state)) problems.emplace(event.state, event);
    if (event.state == SEALFRAME_STATE_OK ||
        event.state == SEALFRAME_STATE_KEY_RATCHETED) {
      problems.clear();
      posted_.clear();
    }
  }
  for (const auto& [state, event] : problems) {
    if (posted_.insert(state).second) PostWarning(element, event);
  }
}

}  // namespace sealframe::gst
