// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/rtp_sframe_pay.h"

#include <gst/gst.h>
#include <gst/rtp/gstrtpbasepayload.h>
#include <gst/rtp/gstrtpbuffer.h>

#include <cstddef>
#include <cstdint>

#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/gstreamer/media_type.h"
#include "sealframe/hooks/gstreamer/opus_channels.h"

namespace sealframe::gst {
namespace {

struct RtpSFramePay {
  GstRTPBasePayload parent;
  sealframe_packetizer* packetizer;  // Null before the first frame.
  guint payload_size;                // The packetizer's payload size.
  const MediaType* media;
};

struct RtpSFramePayClass {
  GstRTPBasePayloadClass parent;
};

}  // namespace

G_DEFINE_TYPE(RtpSFramePay, rtp_sframe_pay, GST_TYPE_RTP_BASE_PAYLOAD)

namespace {

RtpSFramePay* Self(gpointer object) {
  return static_cast<RtpSFramePay*>(object);
}

gboolean SetCaps(GstRTPBasePayload* base, GstCaps* caps) {
  const GstStructure* sealed = gst_caps_get_structure(caps, 0);
  const MediaType* media = FindMediaType(sealed);
  if (media == nullptr) return FALSE;
  Self(base)->media = media;
  // In SDP, this becomes the attribute `a=sframe`.
  GstStructure* rtp =
      gst_structure_new("rtp", "a-sframe", G_TYPE_STRING, "", nullptr);
  const char* name = media->encoding_name;
  bool is_complete = true;
  if (HasChannelMapping(sealed)) {
    name = kMultiOpus;
    is_complete = ToRtpChannels(sealed, rtp);
  } else if (media->rtp_channels != nullptr) {
    gst_structure_set(rtp, "encoding-params", G_TYPE_STRING,
                      media->rtp_channels, nullptr);
  }
  gst_rtp_base_payload_set_options(base, media->is_video ? "video" : "audio",
                                   TRUE, name,
                                   static_cast<guint32>(media->clock_rate));
  const bool is_set =
      is_complete && gst_rtp_base_payload_set_outcaps_structure(base, rtp);
  gst_structure_free(rtp);
  return is_set ? TRUE : FALSE;
}

// UsePacketizer replaces the packetizer if the MTU has changed.
void UsePacketizer(RtpSFramePay* self) {
  const guint size = gst_rtp_buffer_calc_payload_len(
      GST_RTP_BASE_PAYLOAD_MTU(&self->parent), 0, 0);
  if (self->packetizer != nullptr && size == self->payload_size) return;
  sealframe_packetizer_destroy(self->packetizer);
  sealframe_packetizer_create(size, &self->packetizer, nullptr);
  self->payload_size = size;
}

// NextPacket returns the next packet of the frame `in`, or null.
GstBuffer* NextPacket(RtpSFramePay* self, GstBuffer* in) {
  GstBuffer* packet = gst_rtp_base_payload_allocate_output_buffer(
      &self->parent, self->payload_size, 0, 0);
  GstRTPBuffer rtp = GST_RTP_BUFFER_INIT;
  gst_rtp_buffer_map(packet, GST_MAP_READWRITE, &rtp);
  sealframe_payload payload;
  SEALFRAME_INIT(&payload);
  const sealframe_frame_status status = sealframe_packetizer_next(
      self->packetizer, static_cast<uint8_t*>(gst_rtp_buffer_get_payload(&rtp)),
      self->payload_size, &payload);
  gst_rtp_buffer_set_marker(&rtp, payload.marker != 0);
  const gsize header_size = gst_rtp_buffer_get_header_len(&rtp);
  gst_rtp_buffer_unmap(&rtp);
  if (status != SEALFRAME_FRAME_OK) {
    gst_buffer_unref(packet);
    return nullptr;
  }
  gst_buffer_set_size(packet, static_cast<gssize>(header_size + payload.size));
  GST_BUFFER_PTS(packet) = GST_BUFFER_PTS(in);
  GST_BUFFER_DTS(packet) = GST_BUFFER_DTS(in);
  if (payload.is_first && GST_BUFFER_FLAG_IS_SET(in, GST_BUFFER_FLAG_DISCONT)) {
    GST_BUFFER_FLAG_SET(packet, GST_BUFFER_FLAG_DISCONT);
  }
  return packet;
}

GstFlowReturn HandleBuffer(GstRTPBasePayload* base, GstBuffer* in) {
  RtpSFramePay* self = Self(base);
  if (gst_buffer_get_size(in) == 0) {
    gst_buffer_unref(in);
    return GST_FLOW_OK;
  }
  UsePacketizer(self);
  GstMapInfo map;
  gst_buffer_map(in, &map, GST_MAP_READ);
  // The marker is set on the last packet of a picture. For Opus it would start
  // a talk spurt, which continuous audio does not have.
  const size_t packets =
      sealframe_packetizer_start(self->packetizer, map.data, map.size,
                                 SEALFRAME_ORIGIN_RAW, self->media->is_video);
  GstBufferList* list = gst_buffer_list_new_sized(static_cast<guint>(packets));
  while (GstBuffer* packet = NextPacket(self, in)) {
    gst_buffer_list_add(list, packet);
  }
  gst_buffer_unmap(in, &map);
  gst_buffer_unref(in);
  return gst_rtp_base_payload_push_list(base, list);
}

void Finalize(GObject* object) {
  sealframe_packetizer_destroy(Self(object)->packetizer);
  G_OBJECT_CLASS(rtp_sframe_pay_parent_class)->finalize(object);
}

}  // namespace

static void rtp_sframe_pay_class_init(RtpSFramePayClass* element_class) {
  G_OBJECT_CLASS(element_class)->finalize = Finalize;
  GST_RTP_BASE_PAYLOAD_CLASS(element_class)->set_caps = SetCaps;
  GST_RTP_BASE_PAYLOAD_CLASS(element_class)->handle_buffer = HandleBuffer;
  AddPadTemplate(GST_ELEMENT_CLASS(element_class), GST_PAD_SINK, SFrameCaps());
  AddPadTemplate(GST_ELEMENT_CLASS(element_class), GST_PAD_SRC, RtpCaps());
  gst_element_class_set_static_metadata(
      GST_ELEMENT_CLASS(element_class), "RTP SFrame payloader",
      "Codec/Payloader/Network/RTP",
      "Splits encrypted frames into RTP packets "
      "(draft-ietf-avtcore-rtp-sframe-02)",
      "The Sealframe Authors");
}

static void rtp_sframe_pay_init(RtpSFramePay*) {}

}  // namespace sealframe::gst
