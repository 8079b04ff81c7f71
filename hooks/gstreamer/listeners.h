// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The elements of a call, and which of them tells of an event: what is about a
// stream, the stream's own; what is about a participant's key, all of theirs.
//
// Thread-safety: may be used from several threads, and by who hears of an event
// in the thread that posts it.

#ifndef SEALFRAME_HOOKS_GSTREAMER_LISTENERS_H_
#define SEALFRAME_HOOKS_GSTREAMER_LISTENERS_H_

#include <gst/gst.h>

#include <mutex>
#include <string>
#include <vector>

#include "sealframe/hooks/gstreamer/event.h"

namespace sealframe::gst {

class Listeners {
 public:
  // Add makes `element` tell of its stream `track`, which is `participant`'s,
  // until it is removed.
  void Add(GstElement* element, const std::string& track,
           const std::string& participant);

  // Remove makes it tell nothing more. When it returns, nobody here has a hold
  // on the element, unless this is called while it posts.
  void Remove(GstElement* element);

  // Post posts messages that tell of `events`.
  void Post(const std::vector<Event>& events);

 private:
  struct Listener {
    GstElement* element;
    std::string track;
    std::string participant;
  };

  static bool IsOf(const Event& event, const Listener& listener);

  std::recursive_mutex mutex_;  // Held while messages are posted.
  std::vector<Listener> listeners_;
};

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_LISTENERS_H_
