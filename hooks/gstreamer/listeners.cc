// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "hooks/gstreamer/listeners.h"

#include <gst/gst.h>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "hooks/c/sealframe.h"
#include "hooks/gstreamer/event.h"

namespace sealframe::gst {

Listeners::Listener::Listener(GstElement* its_element,
                              const std::string& its_track,
                              const std::string& its_participant)
    : track(its_track), participant(its_participant) {
  g_weak_ref_init(&element, its_element);
}

Listeners::Listener::~Listener() { g_weak_ref_clear(&element); }

void Listeners::Add(GstElement* element, const std::string& track,
                    const std::string& participant) {
  std::lock_guard<std::mutex> lock(mutex_);
  std::erase_if(listeners_, [](const std::shared_ptr<Listener>& listener) {
    gpointer still_there = g_weak_ref_get(&listener->element);
    if (still_there != nullptr) gst_object_unref(still_there);
    return still_there == nullptr;
  });
  listeners_.push_back(std::make_shared<Listener>(element, track, participant));
}

void Listeners::Post(const std::vector<Event>& events) {
  if (events.empty()) return;
  std::vector<std::shared_ptr<Listener>> listeners;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    listeners = listeners_;
  }
  // Without the lock: who hears of it on the bus may make another stream.
  for (const std::shared_ptr<Listener>& listener : listeners) {
    gpointer element = g_weak_ref_get(&listener->element);
    if (element == nullptr) continue;
    for (const Event& event : events) {
      const bool is_its_own = event.kind == SEALFRAME_EVENT_STREAM_STATE
                                  ? event.track == listener->track
                                  : event.participant == listener->participant;
      if (!is_its_own) continue;
      gst_element_post_message(
          GST_ELEMENT(element),
          gst_message_new_element(GST_OBJECT(element), ToStructure(event)));
    }
    gst_object_unref(element);
  }
}

}  // namespace sealframe::gst
