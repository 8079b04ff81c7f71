// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/testing/pipeline_fixture.h"

#include <gst/gst.h>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <memory>
#include <numbers>
#include <string>
#include <thread>
#include <vector>

#include "gtest/gtest.h"

namespace sealframe::gst {
namespace {

constexpr std::chrono::seconds kPatience{30};
constexpr int kRate = 48000;

GstPadProbeReturn LookAtVideo(GstPad* pad, GstPadProbeInfo* info,
                              gpointer seen_pointer) {
  Seen& seen = *static_cast<Seen*>(seen_pointer);
  const GstPtr<GstCaps> caps(gst_pad_get_current_caps(pad));
  gint width = 0;
  gint height = 0;
  const GstStructure* structure = gst_caps_get_structure(caps.get(), 0);
  gst_structure_get_int(structure, "width", &width);
  gst_structure_get_int(structure, "height", &height);
  GstMapInfo map;
  GstBuffer* buffer = gst_pad_probe_info_get_buffer(info);
  gst_buffer_map(buffer, &map, GST_MAP_READ);
  const auto columns = static_cast<size_t>(width);
  const auto rows = static_cast<size_t>(height);
  const bool good =
      map.size >= columns * rows && ShowsBars(map.data, columns, rows);
  gst_buffer_unmap(buffer, &map);
  ++seen.buffers;
  if (good) ++seen.good;
  return GST_PAD_PROBE_OK;
}

GstPadProbeReturn LookAtAudio(GstPad*, GstPadProbeInfo* info,
                              gpointer seen_pointer) {
  Seen& seen = *static_cast<Seen*>(seen_pointer);
  GstMapInfo map;
  GstBuffer* buffer = gst_pad_probe_info_get_buffer(info);
  gst_buffer_map(buffer, &map, GST_MAP_READ);
  const bool good = HoldsTone(reinterpret_cast<const int16_t*>(map.data),
                              map.size / sizeof(int16_t), seen.hertz);
  gst_buffer_unmap(buffer, &map);
  ++seen.buffers;
  if (good) ++seen.good;
  return GST_PAD_PROBE_OK;
}

}  // namespace

void LoadPlugin() {
  // Without a registry, so that a plugin of another build is not found instead.
  setenv("GST_REGISTRY_UPDATE", "no", 0);
  gst_init(nullptr, nullptr);
  GError* error = nullptr;
  GstPlugin* plugin =
      gst_plugin_load_file("hooks/gstreamer/plugin/libgstsealframe.so", &error);
  ASSERT_NE(plugin, nullptr) << error->message;
  gst_object_unref(plugin);
}

std::string WriteFile(const std::string& name, const std::string& text) {
  const std::string path = testing::TempDir() + "/" + name;
  std::ofstream(path) << text;
  return path;
}

Pipeline::Pipeline(const std::string& description) {
  GError* error = nullptr;
  pipeline_.reset(gst_parse_launch_full(description.c_str(), nullptr,
                                        GST_PARSE_FLAG_FATAL_ERRORS, &error));
  if (error != nullptr) {
    ADD_FAILURE() << error->message << "\n" << description;
    g_error_free(error);
    std::abort();
  }
  if (!GST_IS_PIPELINE(pipeline_.get())) {  // A single element.
    GstElement* whole = gst_pipeline_new(nullptr);
    gst_bin_add(GST_BIN(whole), pipeline_.release());
    pipeline_.reset(whole);
  }
}

Pipeline::~Pipeline() { Stop(); }

void Pipeline::Play() {
  gst_element_set_state(pipeline_.get(), GST_STATE_PLAYING);
}

void Pipeline::Stop() {
  gst_element_set_state(pipeline_.get(), GST_STATE_NULL);
}

GstPtr<GstElement> Pipeline::Get(const std::string& name) const {
  GstElement* found =
      gst_bin_get_by_name(GST_BIN(pipeline_.get()), name.c_str());
  EXPECT_NE(found, nullptr) << name;
  return GstPtr<GstElement>(found);
}

Seen& Pipeline::Watch(const std::string& name, GstPadProbeCallback look,
                      int hertz) {
  Seen& seen = *seen_.emplace_back(new Seen{hertz});
  const GstPtr<GstPad> pad(gst_element_get_static_pad(Get(name).get(), "sink"));
  gst_pad_add_probe(pad.get(), GST_PAD_PROBE_TYPE_BUFFER, look, &seen, nullptr);
  return seen;
}

Seen& Pipeline::WatchVideo(const std::string& name) {
  return Watch(name, LookAtVideo, 0);
}

Seen& Pipeline::WatchAudio(const std::string& name, int hertz) {
  return Watch(name, LookAtAudio, hertz);
}

void Pipeline::Poll() {
  const GstPtr<GstBus> bus(gst_element_get_bus(pipeline_.get()));
  while (GstMessage* message = gst_bus_pop(bus.get())) {
    switch (GST_MESSAGE_TYPE(message)) {
      case GST_MESSAGE_ERROR:
      case GST_MESSAGE_WARNING:
        problems_.push_back(TextOf(message));
        break;
      case GST_MESSAGE_EOS:
        at_end_ = true;
        break;
      case GST_MESSAGE_ELEMENT:
        events_.push_back(TextOf(message));
        break;
      default:
        break;
    }
    gst_message_unref(message);
  }
}

bool Pipeline::HasEvent(const std::vector<std::string>& fields) const {
  for (const std::string& event : events_) {
    bool has_all = event.rfind("sealframe-event,", 0) == 0;
    for (const std::string& field : fields) {
      has_all = has_all && event.find(field) != std::string::npos;
    }
    if (has_all) return true;
  }
  return false;
}

uint64_t Pipeline::Stat(const std::string& name,
                        const std::string& field) const {
  GstStructure* stats = nullptr;
  g_object_get(Get(name).get(), "stats", &stats, nullptr);
  guint64 number = 0;
  gst_structure_get_uint64(stats, field.c_str(), &number);
  gst_structure_free(stats);
  return number;
}

bool RunUntil(const std::vector<Pipeline*>& pipelines,
              const std::function<bool()>& done) {
  const auto end = std::chrono::steady_clock::now() + kPatience;
  while (std::chrono::steady_clock::now() < end) {
    for (Pipeline* pipeline : pipelines) pipeline->Poll();
    if (done()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return false;
}

std::string TextOf(GstMessage* message) {
  if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_ELEMENT) {
    gchar* text = gst_structure_to_string(gst_message_get_structure(message));
    const std::string copy = text;
    g_free(text);
    return copy;
  }
  GError* error = nullptr;
  gchar* details = nullptr;
  if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_ERROR) {
    gst_message_parse_error(message, &error, &details);
  } else {
    gst_message_parse_warning(message, &error, &details);
  }
  const std::string text =
      std::string(GST_MESSAGE_SRC_NAME(message)) + ": " + error->message;
  g_error_free(error);
  g_free(details);
  return text;
}

bool ShowsBars(const uint8_t* luma, size_t width, size_t height) {
  constexpr int kBars[] = {235, 210, 170, 145, 106, 81, 41};
  constexpr int kTolerance = 12;  // Allows for coding losses.
  size_t x = width / 14;
  for (const int bar : kBars) {
    const int seen = luma[(height / 4) * width + x];
    if (std::abs(seen - bar) > kTolerance) return false;
    x += width / 7;
  }
  return true;
}

bool HoldsTone(const int16_t* samples, size_t count, int hertz) {
  const double step = 2 * std::numbers::pi * hertz / kRate;
  double energy = 0;
  double in_phase = 0;
  double in_quadrature = 0;
  for (size_t i = 0; i < count; ++i) {
    const double sample = samples[i];
    const double phase = step * static_cast<double>(i);
    energy += sample * sample;
    in_phase += sample * std::cos(phase);
    in_quadrature += sample * std::sin(phase);
  }
  const double n = static_cast<double>(count);
  const double tone =
      (in_phase * in_phase + in_quadrature * in_quadrature) * 2 / n;
  return energy / n > 1e4 && tone > 0.8 * energy;
}

}  // namespace sealframe::gst
