// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/rtp_sealed_pay.h"

#include <gst/gst.h>
#include <gst/rtp/gstrtpbasepayload.h>
#include <gst/rtp/gstrtpbuffer.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/gstreamer/media_type.h"

namespace sealframe::gst {
namespace {

struct RtpSealedPay {
  GstRTPBasePayload parent;
  const MediaType* media;
  uint16_t picture_id;
};

struct RtpSealedPayClass {
  GstRTPBasePayloadClass parent;
};

}  // namespace

G_DEFINE_TYPE(RtpSealedPay, rtp_sealed_pay, GST_TYPE_RTP_BASE_PAYLOAD)

namespace {

// Piece holds the fields of the payload descriptor of one packet.
struct Piece {
  bool is_first;
  bool is_last;
  bool is_delta;
  uint16_t picture_id;
};

// The size of the longest descriptor, that of VP8.
constexpr guint kMaxDescriptorSize = 4;

struct Descriptor {
  std::array<uint8_t, kMaxDescriptorSize> bytes;
  guint size;
};

uint8_t HighOf(uint16_t picture_id) {
  return static_cast<uint8_t>(0x80 | (picture_id >> 8));  // M: 15 bits.
}

// Vp8Descriptor returns a descriptor (RFC 7741, Section 4.2) with X, S and I.
Descriptor Vp8Descriptor(const Piece& piece) {
  return {{static_cast<uint8_t>(0x80 | (piece.is_first ? 0x10 : 0)), 0x80,
           HighOf(piece.picture_id), static_cast<uint8_t>(piece.picture_id)},
          4};
}

// Vp9Descriptor returns a descriptor (RFC 9628, Section 4.2) with I, P, B and
// E.
Descriptor Vp9Descriptor(const Piece& piece) {
  return {{static_cast<uint8_t>(0x80 | (piece.is_delta ? 0x40 : 0) |
                                (piece.is_first ? 0x08 : 0) |
                                (piece.is_last ? 0x04 : 0)),
           HighOf(piece.picture_id), static_cast<uint8_t>(piece.picture_id)},
          3};
}

RtpSealedPay* Self(gpointer object) {
  return static_cast<RtpSealedPay*>(object);
}

gboolean SetCaps(GstRTPBasePayload* base, GstCaps* caps) {
  const MediaType* media = FindMediaType(gst_caps_get_structure(caps, 0));
  if (media == nullptr) return FALSE;
  Self(base)->media = media;
  gst_rtp_base_payload_set_options(base, "video", TRUE, media->encoding_name,
                                   static_cast<guint32>(media->clock_rate));
  return gst_rtp_base_payload_set_outcaps(base, nullptr);
}

// NewPacket returns a packet with the `size` bytes at `offset` of `frame`.
GstBuffer* NewPacket(RtpSealedPay* self, GstBuffer* frame, gsize offset,
                     gsize size) {
  const Piece piece = {.is_first = offset == 0,
                       .is_last = offset + size == gst_buffer_get_size(frame),
                       .is_delta = GST_BUFFER_FLAG_IS_SET(
                                       frame, GST_BUFFER_FLAG_DELTA_UNIT) != 0,
                       .picture_id = self->picture_id};
  const Descriptor descriptor = self->media->codec == SEALFRAME_CODEC_VP8
                                    ? Vp8Descriptor(piece)
                                    : Vp9Descriptor(piece);
  GstBuffer* packet = gst_rtp_base_payload_allocate_output_buffer(
      &self->parent, descriptor.size, 0, 0);
  GstRTPBuffer rtp = GST_RTP_BUFFER_INIT;
  gst_rtp_buffer_map(packet, GST_MAP_READWRITE, &rtp);
  std::copy_n(descriptor.bytes.begin(), descriptor.size,
              static_cast<uint8_t*>(gst_rtp_buffer_get_payload(&rtp)));
  gst_rtp_buffer_set_marker(&rtp, piece.is_last);
  gst_rtp_buffer_unmap(&rtp);
  gst_buffer_copy_into(packet, frame, GST_BUFFER_COPY_MEMORY, offset, size);
  GST_BUFFER_PTS(packet) = GST_BUFFER_PTS(frame);
  GST_BUFFER_DTS(packet) = GST_BUFFER_DTS(frame);
  return packet;
}

GstFlowReturn HandleBuffer(GstRTPBasePayload* base, GstBuffer* frame) {
  RtpSealedPay* self = Self(base);
  const gsize size = gst_buffer_get_size(frame);
  if (size == 0) {
    gst_buffer_unref(frame);
    return GST_FLOW_OK;
  }
  const gsize max_piece = gst_rtp_buffer_calc_payload_len(
      GST_RTP_BASE_PAYLOAD_MTU(base) - kMaxDescriptorSize, 0, 0);
  GstBufferList* list = gst_buffer_list_new();
  for (gsize offset = 0; offset < size; offset += max_piece) {
    gst_buffer_list_add(list, NewPacket(self, frame, offset,
                                        std::min(max_piece, size - offset)));
  }
  self->picture_id = (self->picture_id + 1) & 0x7fff;
  gst_buffer_unref(frame);
  return gst_rtp_base_payload_push_list(base, list);
}

}  // namespace

static void rtp_sealed_pay_class_init(RtpSealedPayClass* element_class) {
  GST_RTP_BASE_PAYLOAD_CLASS(element_class)->set_caps = SetCaps;
  GST_RTP_BASE_PAYLOAD_CLASS(element_class)->handle_buffer = HandleBuffer;
  AddPadTemplate(GST_ELEMENT_CLASS(element_class), GST_PAD_SINK,
                 gst_caps_from_string("video/x-vp8; video/x-vp9"));
  AddPadTemplate(GST_ELEMENT_CLASS(element_class), GST_PAD_SRC,
                 gst_caps_from_string("application/x-rtp, media=(string)video, "
                                      "encoding-name=(string){ VP8, VP9 }, "
                                      "clock-rate=(int)90000"));
  gst_element_class_set_static_metadata(
      GST_ELEMENT_CLASS(element_class), "RTP payloader of sealed VP8 and VP9",
      "Codec/Payloader/Network/RTP",
      "Packs encrypted VP8 and VP9 frames into RTP packets (RFC 7741, "
      "RFC 9628) without parsing them",
      "The Sealframe Authors");
}

static void rtp_sealed_pay_init(RtpSealedPay* self) {
  self->picture_id = static_cast<uint16_t>(g_random_int_range(0, 0x8000));
}

}  // namespace sealframe::gst
