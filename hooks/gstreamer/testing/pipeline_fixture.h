// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Pipelines with the plugin under test, and who looks at what they decode.
//
// Thread-safety: a pipeline belongs to one thread; its streams count from
// theirs. All sockets are on the loopback interface.

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

// LoadPlugin starts GStreamer, with the plugin that Bazel built and none other
// of its name.
void LoadPlugin();

// WriteFile writes a file into the test's own folder and returns its path.
std::string WriteFile(const std::string& name, const std::string& text);

// GstDelete lets go of what GStreamer counts the references of.
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

// Seen is what came out of a decoder: how many buffers, and how many of them
// held what was sent.
struct Seen {
  std::atomic<int> buffers = 0;
  std::atomic<int> good = 0;
};

class Pipeline {
 public:
  // Pipeline makes a pipeline of `description`, as gst-launch-1.0 takes it.
  explicit Pipeline(const std::string& description);
  ~Pipeline();

  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  void Play();
  void Stop();

  GstPtr<GstElement> Get(const std::string& name) const;

  // WatchVideo looks at each picture that comes to element `name` for the
  // colour bars of videotestsrc; WatchAudio at each buffer for a tone of 440 Hz
  // at 48 kHz.
  Seen& WatchVideo(const std::string& name);
  Seen& WatchAudio(const std::string& name);

  // Poll takes the messages that are there.
  void Poll();

  // HasEvent returns whether an element posted an event with these fields,
  // each of them as in a structure's text, for example "state=(string)ok".
  bool HasEvent(const std::vector<std::string>& fields) const;

  // Stat returns a number of the structure that the property `stats` of element
  // `name` is; zero if it has none of that name.
  uint64_t Stat(const std::string& name, const std::string& field) const;

  const std::vector<std::string>& events() const { return events_; }
  const std::vector<std::string>& problems() const { return problems_; }
  bool at_end() const { return at_end_; }

 private:
  Seen& Watch(const std::string& name, GstPadProbeCallback look);

  GstPtr<GstElement> pipeline_;
  std::vector<std::unique_ptr<Seen>> seen_;
  std::vector<std::string> events_;
  std::vector<std::string> problems_;  // Errors and warnings.
  bool at_end_ = false;
};

// RunUntil lets the pipelines run until `done`, and returns false if that does
// not come to be.
bool RunUntil(const std::vector<Pipeline*>& pipelines,
              const std::function<bool()>& done);

// TextOf returns what a message says: an element's structure as text, or the
// error or warning, with who posted it.
std::string TextOf(GstMessage* message);

// ShowsBars returns whether a picture of I420 is videotestsrc's colour bars.
bool ShowsBars(const uint8_t* luma, size_t width, size_t height);

// HoldsTone returns whether most of the energy of 16-bit samples at 48 kHz is
// at 440 Hz.
bool HoldsTone(const int16_t* samples, size_t count);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_TESTING_PIPELINE_FIXTURE_H_
