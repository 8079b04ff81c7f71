// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The elements of a call, and which of them tells of an event: what is about a
// stream, the stream's own; what is about a participant's key, all of theirs.
//
// Thread-safety: may be used from several threads. An element may go at any
// time, and is then told nothing more.

#ifndef HOOKS_GSTREAMER_LISTENERS_H_
#define HOOKS_GSTREAMER_LISTENERS_H_

#include <gst/gst.h>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "hooks/gstreamer/event.h"

namespace sealframe::gst {

class Listeners {
 public:
  // Add makes `element` tell of its stream `track`, which is `participant`'s.
  void Add(GstElement* element, const std::string& track,
           const std::string& participant);

  // Post posts messages that tell of `events`.
  void Post(const std::vector<Event>& events);

 private:
  struct Listener {
    Listener(GstElement* its_element, const std::string& its_track,
             const std::string& its_participant);
    ~Listener();
    GWeakRef element;
    const std::string track;
    const std::string participant;
  };

  std::mutex mutex_;
  std::vector<std::shared_ptr<Listener>> listeners_;
};

}  // namespace sealframe::gst

#endif  // HOOKS_GSTREAMER_LISTENERS_H_
