// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Pipelines with the plugin under test, and checks of their decoded media.
//
// Thread-safety: a pipeline belongs to one thread, while its streaming threads
// update the `Seen` counters.

#ifndef SEALFRAME_HOOKS_GSTREAMER_TESTING_PIPELINE_FIXTURE_H_
#define SEALFRAME_HOOKS_GSTREAMER_TESTING_PIPELINE_FIXTURE_H_

#include <gst/gst.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace sealframe::gst {

// LoadPlugin initializes GStreamer with the plugin that Bazel built and no
// other plugin of that name.
void LoadPlugin();

// WriteFile writes a file to the test's temporary folder and returns its path.
std::string WriteFile(const std::string& name, const std::string& text);

// GstDelete releases a reference to a GStreamer object.
struct GstDelete {
  void operator()(GstObject* object) const { gst_object_unref(object); }
  void operator()(GstElement* object) const { gst_object_unref(object); }
  void operator()(GstPad* object) const { gst_object_unref(object); }
  void operator()(GstBus* object) const { gst_object_unref(object); }
  void operator()(GstCaps* caps) const { gst_caps_unref(caps); }
  void operator()(GstStructure* object) const { gst_structure_free(object); }
};
template <typename T>
using GstPtr = std::unique_ptr<T, GstDelete>;

// The tone of most pipelines, in hertz.
inline constexpr int kTone = 440;

// Seen counts the buffers of a decoder, and those that show the sent media.
struct Seen {
  const int hertz = 0;
  std::atomic<int> buffers = 0;
  std::atomic<int> good = 0;
};

class Pipeline {
 public:
  // Pipeline creates a pipeline from a gst-launch-1.0 description.
  explicit Pipeline(const std::string& description);
  ~Pipeline();

  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  void Play();
  void Stop();

  GstPtr<GstElement> Get(const std::string& name) const;

  // WatchVideo checks each picture that reaches element `name` for the color
  // bars of videotestsrc; WatchAudio checks each buffer for a tone of `hertz`
  // at 48 kHz.
  Seen& WatchVideo(const std::string& name);
  Seen& WatchAudio(const std::string& name, int hertz = kTone);

  // Poll collects the pending messages.
  void Poll();

  // HasEvent returns whether an element posted an event whose text contains all
  // of `fields`, for example "state=(string)ok".
  bool HasEvent(const std::vector<std::string>& fields) const;

  // Stat returns a field of the property `stats` of element `name`, or zero if
  // it has no such field.
  uint64_t Stat(const std::string& name, const std::string& field) const;

  const std::vector<std::string>& events() const { return events_; }
  const std::vector<std::string>& problems() const { return problems_; }
  bool at_end() const { return at_end_; }

 private:
  Seen& Watch(const std::string& name, GstPadProbeCallback look, int hertz);

  GstPtr<GstElement> pipeline_;
  std::vector<std::unique_ptr<Seen>> seen_;
  std::vector<std::string> events_;
  std::vector<std::string> problems_;  // Errors and warnings.
  bool at_end_ = false;
};

// RunUntil runs the pipelines until `done` returns true. It returns false on
// timeout.
bool RunUntil(const std::vector<Pipeline*>& pipelines,
              const std::function<bool()>& done);

// TextOf returns a message as text: the structure of an element message, or an
// error or warning with the name of its source.
std::string TextOf(GstMessage* message);

// ShowsBars returns whether an I420 picture shows videotestsrc's color bars.
bool ShowsBars(const uint8_t* luma, size_t width, size_t height);

// HoldsTone returns whether most of the energy of 16-bit samples at 48 kHz is
// at `hertz`.
bool HoldsTone(const int16_t* samples, size_t count, int hertz = kTone);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_TESTING_PIPELINE_FIXTURE_H_
