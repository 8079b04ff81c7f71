// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Harness feeds one element with frames and collects its output.
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
  // Harness creates an element from a gst-launch-1.0 description, plays it and
  // sets its input caps to `caps`.
  Harness(const std::string& description, const std::string& caps);
  ~Harness();

  Harness(const Harness&) = delete;
  Harness& operator=(const Harness&) = delete;

  // Push pushes a frame, 20 ms after the previous one, and returns the output
  // frame, or "" if there is none.
  std::string Push(const std::string& bytes);

  // PushBuffer does so with a buffer and returns the output buffer, or null.
  GstBuffer* PushBuffer(GstBuffer* buffer);

  // Caps returns the caps of the output.
  std::string Caps() const;

  // Stop ends the stream, which makes the element post its pending messages.
  void Stop() { gst_harness_push_event(harness_, gst_event_new_eos()); }

  // Messages returns, as text, the events, warnings and errors posted since the
  // last call.
  std::string Messages();

  GstHarness* get() const { return harness_; }
  GstElement* element() const { return harness_->element; }

  // Call emits an action signal and returns its result.
  template <typename... Arguments>
  bool Call(const char* signal, Arguments... arguments) {
    gboolean done = FALSE;
    g_signal_emit_by_name(element(), signal, arguments..., &done);
    return done != FALSE;
  }

  // AddKey emits `signal`, which is "add-key" or "add-passphrase".
  bool AddKey(uint64_t key_index, const std::string& key,
              const char* signal = "add-key");

 private:
  GstHarness* harness_;
  GstBus* bus_;
  uint64_t frames_ = 0;
};

// StartError returns the error that an element posts when it fails to start, or
// "" if it starts.
std::string StartError(const std::string& description);

// BytesOf returns the bytes of a buffer.
std::string BytesOf(GstBuffer* buffer);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_TESTING_HARNESS_FIXTURE_H_
