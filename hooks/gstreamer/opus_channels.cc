// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/opus_channels.h"

#include <gst/gst.h>

#include <optional>
#include <string>

namespace sealframe::gst {
namespace {

constexpr char kFamily[] = "channel-mapping-family";
constexpr char kMapping[] = "channel-mapping";
constexpr int kMaxChannels = 255;

// The fields that are numbers, by their names in both caps.
struct Field {
  const char* opus;
  const char* rtp;
};
constexpr Field kFields[] = {{"channels", "encoding-params"},
                             {"stream-count", "num_streams"},
                             {"coupled-count", "coupled_streams"}};

// ToNumber reads a number up to 255 at the start of `text` and moves `text`
// behind it.
std::optional<int> ToNumber(const gchar** text) {
  gchar* end = nullptr;
  const guint64 number = g_ascii_strtoull(*text, &end, 10);
  if (end == *text || number > kMaxChannels) return std::nullopt;
  *text = end;
  return static_cast<int>(number);
}

// MappingText returns the array of the mapping as "0,4,1", or "" if there is
// none.
std::string MappingText(const GstStructure* opus) {
  const GValue* array = gst_structure_get_value(opus, kMapping);
  if (array == nullptr || !GST_VALUE_HOLDS_ARRAY(array)) return "";
  std::string text;
  for (guint i = 0; i < gst_value_array_get_size(array); ++i) {
    const GValue* entry = gst_value_array_get_value(array, i);
    if (!G_VALUE_HOLDS_INT(entry)) return "";
    text += (i == 0 ? "" : ",") + std::to_string(g_value_get_int(entry));
  }
  return text;
}

// SetMapping sets the array of that text, of `count` numbers.
bool SetMapping(const gchar* text, int count, GstStructure* opus) {
  GValue array = G_VALUE_INIT;
  gst_value_array_init(&array, static_cast<guint>(count));
  for (int i = 0; i < count; ++i) {
    const bool is_separated = i == 0 || *text++ == ',';
    const std::optional<int> number =
        is_separated ? ToNumber(&text) : std::nullopt;
    if (!number) {
      g_value_unset(&array);
      return false;
    }
    GValue entry = G_VALUE_INIT;
    g_value_init(&entry, G_TYPE_INT);
    g_value_set_int(&entry, *number);
    gst_value_array_append_and_take_value(&array, &entry);
  }
  gst_structure_take_value(opus, kMapping, &array);
  return *text == '\0';
}

}  // namespace

bool HasChannelMapping(const GstStructure* opus) {
  gint family = 0;
  return gst_structure_get_int(opus, kFamily, &family) && family == 1;
}

bool ToRtpChannels(const GstStructure* opus, GstStructure* rtp) {
  const std::string mapping = MappingText(opus);
  if (mapping.empty()) return false;
  for (const Field& field : kFields) {
    if (!gst_structure_has_field_typed(opus, field.opus, G_TYPE_INT)) {
      return false;
    }
  }
  for (const Field& field : kFields) {
    gint number = 0;
    gst_structure_get_int(opus, field.opus, &number);
    gst_structure_set(rtp, field.rtp, G_TYPE_STRING,
                      std::to_string(number).c_str(), nullptr);
  }
  gst_structure_set(rtp, "channel_mapping", G_TYPE_STRING, mapping.c_str(),
                    nullptr);
  return true;
}

bool FromRtpChannels(const GstStructure* rtp, GstStructure* opus) {
  const gchar* mapping = gst_structure_get_string(rtp, "channel_mapping");
  if (mapping == nullptr) return false;
  for (const Field& field : kFields) {
    const gchar* text = gst_structure_get_string(rtp, field.rtp);
    const std::optional<int> number =
        text == nullptr ? std::nullopt : ToNumber(&text);
    if (!number || *text != '\0') return false;
    gst_structure_set(opus, field.opus, G_TYPE_INT, *number, nullptr);
  }
  gint channels = 0;
  gst_structure_get_int(opus, kFields[0].opus, &channels);
  gst_structure_set(opus, kFamily, G_TYPE_INT, 1, nullptr);
  return channels > 0 && SetMapping(mapping, channels, opus);
}

}  // namespace sealframe::gst
