// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The elements of a call, which post its events: an event about a stream is
// posted by the element of that stream, an event about a participant's key by
// all elements of that participant. Elements also warn of missing and wrong
// keys (StreamWarnings).
//
// Thread-safety: may be used from any thread, also from a handler that runs
// while an event is posted.

#ifndef SEALFRAME_HOOKS_GSTREAMER_LISTENERS_H_
#define SEALFRAME_HOOKS_GSTREAMER_LISTENERS_H_

#include <gst/gst.h>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "sealframe/hooks/gstreamer/event.h"
#include "sealframe/hooks/gstreamer/stream_warnings.h"

namespace sealframe::gst {

class Listeners {
 public:
  // Add makes `element` post the events of the stream `track` and of the keys
  // of `participant`, until it is removed.
  void Add(GstElement* element, const std::string& track,
           const std::string& participant);

  // Remove ends that. On return this object holds no reference to the element,
  // unless it was called from a handler of an event being posted.
  void Remove(GstElement* element);

  // Post posts a message for each of `events`, and warnings.
  void Post(const std::vector<Event>& events);

 private:
  struct Listener {
    GstElement* element;
    std::string track;
    std::string participant;
    std::shared_ptr<StreamWarnings> warnings;
  };

  static bool IsOf(const Event& event, const Listener& listener);
  static void PostTo(const Listener& listener,
                     const std::vector<Event>& events);

  std::recursive_mutex mutex_;  // Held while messages are posted.
  std::vector<Listener> listeners_;
};

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_LISTENERS_H_
