// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/media_type.h"

#include <gst/gst.h>

#include <cstring>
#include <string>

#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/gstreamer/opus_channels.h"

namespace sealframe::gst {
namespace {

constexpr char kSFrame[] = "application/x-sframe";
constexpr char kOriginal[] = "original-media-type";

constexpr char kAccessUnits[] = ", stream-format=byte-stream, alignment=au";

constexpr MediaType kMediaTypes[] = {
    {"audio/x-opus", ", channel-mapping-family=[0,1]", "OPUS", "2", 48000,
     false, SEALFRAME_CODEC_OPUS},
    {"video/x-vp8", "", "VP8", nullptr, 90000, true, SEALFRAME_CODEC_VP8},
    {"video/x-vp9", "", "VP9", nullptr, 90000, true, SEALFRAME_CODEC_VP9},
    {"video/x-h264", kAccessUnits, "H264", nullptr, 90000, true,
     SEALFRAME_CODEC_H264},
    {"video/x-h265", kAccessUnits, "H265", nullptr, 90000, true,
     SEALFRAME_CODEC_H265},
    {"video/x-av1", ", stream-format=obu-stream, alignment=tu", "AV1", nullptr,
     90000, true, SEALFRAME_CODEC_AV1},
};

const MediaType* FindByName(const char* name) {
  for (const MediaType& type : kMediaTypes) {
    if (g_strcmp0(type.name, name) == 0) return &type;
  }
  return nullptr;
}

}  // namespace

bool SealsWhole(const std::string& profile) {
  sealframe_profile_info info;
  SEALFRAME_INIT(&info);
  return sealframe_profile_get_info(profile.c_str(), &info) == SEALFRAME_OK &&
         info.seals_whole_frames != 0;
}

const MediaType* FindMediaType(const GstStructure* structure) {
  const bool is_sealed = gst_structure_has_name(structure, kSFrame) != FALSE;
  return FindByName(is_sealed ? gst_structure_get_string(structure, kOriginal)
                              : gst_structure_get_name(structure));
}

const MediaType* FindRtpMediaType(const GstStructure* structure) {
  const char* name = gst_structure_get_string(structure, "encoding-name");
  if (g_strcmp0(name, kMultiOpus) == 0) return FindByName("audio/x-opus");
  for (const MediaType& type : kMediaTypes) {
    if (g_strcmp0(type.encoding_name, name) == 0) return &type;
  }
  return nullptr;
}

GstCaps* MediaCaps() {
  GstCaps* caps = gst_caps_new_empty();
  for (const MediaType& type : kMediaTypes) {
    gst_caps_append(caps, DecoderCaps(type));
  }
  return caps;
}

GstCaps* SFrameCaps() {
  GstCaps* caps = gst_caps_new_empty();
  for (const MediaType& type : kMediaTypes) {
    gst_caps_append(caps, gst_caps_new_simple(kSFrame, kOriginal, G_TYPE_STRING,
                                              type.name, nullptr));
  }
  return caps;
}

GstCaps* RtpCaps() {
  GstCaps* caps = gst_caps_new_empty();
  const auto append = [caps](const MediaType& type, const char* name) {
    gst_caps_append(
        caps,
        gst_caps_new_simple("application/x-rtp", "media", G_TYPE_STRING,
                            type.is_video ? "video" : "audio", "encoding-name",
                            G_TYPE_STRING, name, "clock-rate", G_TYPE_INT,
                            type.clock_rate, nullptr));
  };
  for (const MediaType& type : kMediaTypes) append(type, type.encoding_name);
  append(kMediaTypes[0], kMultiOpus);
  return caps;
}

GstCaps* ToSFrameCaps(const GstCaps* caps) {
  GstCaps* sealed = gst_caps_copy(caps);
  for (guint i = 0; i < gst_caps_get_size(sealed); ++i) {
    GstStructure* structure = gst_caps_get_structure(sealed, i);
    const std::string name = gst_structure_get_name(structure);
    gst_structure_set_name(structure, kSFrame);
    gst_structure_set(structure, kOriginal, G_TYPE_STRING, name.c_str(),
                      nullptr);
  }
  return sealed;
}

GstCaps* FromSFrameCaps(const GstCaps* caps) {
  GstCaps* media = gst_caps_new_empty();
  for (guint i = 0; i < gst_caps_get_size(caps); ++i) {
    const GstStructure* sealed = gst_caps_get_structure(caps, i);
    if (!gst_structure_has_field(sealed, kOriginal)) {
      gst_caps_append(media, MediaCaps());
      continue;
    }
    const MediaType* type = FindMediaType(sealed);
    if (type == nullptr) continue;
    GstStructure* structure = gst_structure_copy(sealed);
    gst_structure_remove_field(structure, kOriginal);
    gst_structure_set_name(structure, type->name);
    gst_caps_append_structure(media, structure);
  }
  return media;
}

GstCaps* DecoderCaps(const MediaType& type) {
  return gst_caps_from_string((std::string(type.name) + type.fields).c_str());
}

void AddPadTemplate(GstElementClass* element_class, GstPadDirection direction,
                    GstCaps* caps) {
  gst_element_class_add_pad_template(
      element_class,
      gst_pad_template_new(direction == GST_PAD_SINK ? "sink" : "src",
                           direction, GST_PAD_ALWAYS, caps));
  gst_caps_unref(caps);
}

}  // namespace sealframe::gst
