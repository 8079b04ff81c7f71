// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// One element between a source and a sink that the test plays itself.
//
// Thread-safety: belongs to one thread.

#ifndef SEALFRAME_HOOKS_GSTREAMER_TESTING_HARNESS_FIXTURE_H_
#define SEALFRAME_HOOKS_GSTREAMER_TESTING_HARNESS_FIXTURE_H_

#include <gst/check/gstharness.h>
#include <gst/gst.h>

#include <cstdint>
#include <string>

namespace sealframe::gst {

class Harness {
 public:
  // Harness makes an element as gst-launch-1.0 takes it, with its properties,
  // plays it, and feeds it with media of `caps`.
  Harness(const std::string& description, const std::string& caps);
  ~Harness();

  Harness(const Harness&) = delete;
  Harness& operator=(const Harness&) = delete;

  // Push pushes a frame of these bytes, 20 ms after the one before, and returns
  // the bytes of what came out of it, or "" if nothing did.
  std::string Push(const std::string& bytes);

  // PushBuffer does so with a buffer, and returns what came out, or null.
  GstBuffer* PushBuffer(GstBuffer* buffer);

  // Caps returns the caps of what comes out.
  std::string Caps() const;

  // Stop ends the stream, so that all that is to be told is told.
  void Stop() { gst_harness_push_event(harness_, gst_event_new_eos()); }

  // Messages returns, as text, the events, warnings and errors that were posted
  // since the last call.
  std::string Messages();

  GstHarness* get() const { return harness_; }
  GstElement* element() const { return harness_->element; }

  // Call emits an action signal and returns what it does.
  template <typename... Arguments>
  bool Call(const char* signal, Arguments... arguments) {
    gboolean done = FALSE;
    g_signal_emit_by_name(element(), signal, arguments..., &done);
    return done != FALSE;
  }

  // AddKey calls one of the signals that take bytes.
  bool AddKey(uint64_t key_index, const std::string& key,
              const char* signal = "add-key");

 private:
  GstHarness* harness_;
  GstBus* bus_;
  uint64_t frames_ = 0;
};

// WhyNot returns what an element posts that cannot be started, or "" if it can.
std::string WhyNot(const std::string& description);

// BytesOf returns the bytes of a buffer.
std::string BytesOf(GstBuffer* buffer);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_TESTING_HARNESS_FIXTURE_H_
