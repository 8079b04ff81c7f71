// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/listeners.h"

#include <gst/gst.h>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/gstreamer/event.h"
#include "sealframe/hooks/gstreamer/stream_warnings.h"

namespace sealframe::gst {
namespace {

void PostOne(GstElement* element, const Event& event) {
  gst_element_post_message(
      element,
      gst_message_new_element(GST_OBJECT(element), ToStructure(event)));
}

}  // namespace

bool Listeners::IsOf(const Event& event, const Listener& listener) {
  return event.kind == SEALFRAME_EVENT_STREAM_STATE
             ? event.track == listener.track
             : event.participant == listener.participant;
}

void Listeners::PostTo(const Listener& listener,
                       const std::vector<Event>& events) {
  std::vector<Event> of_stream;
  for (const Event& event : events) {
    if (!IsOf(event, listener)) continue;
    PostOne(listener.element, event);
    if (event.kind == SEALFRAME_EVENT_STREAM_STATE) of_stream.push_back(event);
  }
  listener.warnings->Post(listener.element, of_stream);
}

void Listeners::Add(GstElement* element, const std::string& track,
                    const std::string& participant) {
  std::lock_guard<std::recursive_mutex> lock(mutex_);
  listeners_.push_back(
      {element, track, participant, std::make_shared<StreamWarnings>()});
}

void Listeners::Remove(GstElement* element) {
  std::lock_guard<std::recursive_mutex> lock(mutex_);
  std::erase_if(listeners_, [element](const Listener& listener) {
    return listener.element == element;
  });
}

void Listeners::Post(const std::vector<Event>& events) {
  if (events.empty()) return;
  std::lock_guard<std::recursive_mutex> lock(mutex_);
  // A copy with references, because handlers may add and remove listeners.
  const std::vector<Listener> listeners = listeners_;
  for (const Listener& listener : listeners) gst_object_ref(listener.element);
  for (const Listener& listener : listeners) {
    PostTo(listener, events);
    gst_object_unref(listener.element);
  }
}

}  // namespace sealframe::gst
