// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/testing/harness_fixture.h"

#include <gst/check/gstharness.h>
#include <gst/gst.h>

#include <cstdint>
#include <cstdlib>
#include <string>

#include "gtest/gtest.h"
#include "sealframe/hooks/gstreamer/testing/pipeline_fixture.h"

namespace sealframe::gst {
namespace {

constexpr GstClockTime kFrameTime = 20 * GST_MSECOND;

GstElement* NewElement(const std::string& description) {
  GError* error = nullptr;
  GstElement* element = gst_parse_launch(description.c_str(), &error);
  if (error != nullptr) {
    ADD_FAILURE() << error->message << "\n" << description;
    std::abort();
  }
  return element;
}

std::string MessagesOn(GstBus* bus) {
  std::string all;
  while (GstMessage* message = gst_bus_pop_filtered(
             bus, static_cast<GstMessageType>(GST_MESSAGE_ELEMENT |
                                              GST_MESSAGE_WARNING |
                                              GST_MESSAGE_ERROR))) {
    all += TextOf(message) + "\n";
    gst_message_unref(message);
  }
  return all;
}

}  // namespace

Harness::Harness(const std::string& description, const std::string& caps)
    : bus_(gst_bus_new()) {
  GstElement* element = NewElement(description);
  gst_element_set_bus(element, bus_);
  harness_ = gst_harness_new_with_element(element, "sink", "src");
  gst_object_unref(element);
  gst_harness_set_src_caps_str(harness_, caps.c_str());
}

Harness::~Harness() {
  gst_element_set_bus(element(), nullptr);
  gst_harness_teardown(harness_);
  gst_object_unref(bus_);
}

std::string Harness::Push(const std::string& bytes) {
  GstBuffer* in = gst_buffer_new_memdup(bytes.data(), bytes.size());
  GstBuffer* out = PushBuffer(in);
  if (out == nullptr) return "";
  std::string result = BytesOf(out);
  gst_buffer_unref(out);
  return result;
}

GstBuffer* Harness::PushBuffer(GstBuffer* buffer) {
  GST_BUFFER_PTS(buffer) = kFrameTime * frames_++;
  gst_harness_push(harness_, buffer);
  return gst_harness_try_pull(harness_);
}

std::string Harness::Caps() const {
  GstCaps* caps = gst_pad_get_current_caps(harness_->sinkpad);
  gchar* text = gst_caps_to_string(caps);
  std::string copy = text;
  g_free(text);
  gst_caps_unref(caps);
  return copy;
}

std::string Harness::Messages() { return MessagesOn(bus_); }

bool Harness::AddKey(uint64_t key_index, const std::string& key,
                     const char* signal) {
  GBytes* bytes = g_bytes_new(key.data(), key.size());
  const bool done = Call(signal, guint64{key_index}, bytes);
  g_bytes_unref(bytes);
  return done;
}

std::string StartError(const std::string& description) {
  GstElement* element = NewElement(description);
  GstBus* bus = gst_bus_new();
  gst_element_set_bus(element, bus);
  const bool starts = gst_element_set_state(element, GST_STATE_PAUSED) !=
                      GST_STATE_CHANGE_FAILURE;
  gst_element_set_state(element, GST_STATE_NULL);
  gst_element_set_bus(element, nullptr);
  const std::string messages = MessagesOn(bus);
  gst_object_unref(bus);
  gst_object_unref(element);
  EXPECT_EQ(starts, messages.empty()) << messages;
  return messages;
}

std::string BytesOf(GstBuffer* buffer) {
  std::string bytes(gst_buffer_get_size(buffer), '\0');
  gst_buffer_extract(buffer, 0, bytes.data(), bytes.size());
  return bytes;
}

}  // namespace sealframe::gst
