// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/rtp_sframe_depay.h"

#include <gst/gst.h>
#include <gst/rtp/gstrtpbuffer.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/sealframe.hpp"
#include "sealframe/hooks/gstreamer/media_type.h"
#include "sealframe/hooks/gstreamer/opus_channels.h"

namespace sealframe::gst {
namespace {

// Times maps the RTP timestamp of a recent frame to its presentation times.
struct Times {
  uint32_t timestamp = 0;
  GstClockTime pts = GST_CLOCK_TIME_NONE;
  GstClockTime dts = GST_CLOCK_TIME_NONE;
};
constexpr size_t kTimes = 64;

struct DepayState {
  UniquePtr<sealframe_depacketizer> depacketizer;
  std::optional<uint32_t> ssrc;
  std::optional<uint64_t> next_sequence;  // Follows the last frame pushed.
  std::array<Times, kTimes> times;
  size_t newest_times = 0;
  bool warned_packetized = false;
};

struct RtpSFrameDepay {
  GstElement parent;
  GstPad* sink;
  GstPad* src;
  DepayState* state;
};

struct RtpSFrameDepayClass {
  GstElementClass parent;
};

}  // namespace

G_DEFINE_TYPE(RtpSFrameDepay, rtp_sframe_depay, GST_TYPE_ELEMENT)

namespace {

RtpSFrameDepay* Self(gpointer object) {
  return static_cast<RtpSFrameDepay*>(object);
}

// Reset discards all packets, as after a flush or when the SSRC changes.
void Reset(DepayState* state) {
  sealframe_depacketizer_create(nullptr, Out(&state->depacketizer), nullptr);
  state->next_sequence.reset();
  state->times = {};
}

void RememberTimes(DepayState* state, uint32_t timestamp, GstBuffer* packet) {
  const Times times = {timestamp, GST_BUFFER_PTS(packet),
                       GST_BUFFER_DTS(packet)};
  if (state->times[state->newest_times].timestamp != timestamp) {
    state->newest_times = (state->newest_times + 1) % kTimes;
  }
  state->times[state->newest_times] = times;
}

void SetTimes(const DepayState& state, uint32_t timestamp, GstBuffer* frame) {
  for (const Times& times : state.times) {
    if (times.timestamp != timestamp) continue;
    GST_BUFFER_PTS(frame) = times.pts;
    GST_BUFFER_DTS(frame) = times.dts;
  }
}

// --- Packets ---

// Insert passes a packet to the depacketizer and returns whether a frame is
// ready.
bool Insert(DepayState* state, GstBuffer* packet) {
  GstRTPBuffer rtp = GST_RTP_BUFFER_INIT;
  if (!gst_rtp_buffer_map(packet, GST_MAP_READ, &rtp)) return false;
  const uint32_t ssrc = gst_rtp_buffer_get_ssrc(&rtp);
  if (state->ssrc != ssrc) Reset(state);
  state->ssrc = ssrc;
  sealframe_rtp_packet in;
  SEALFRAME_INIT(&in);
  in.payload = static_cast<const uint8_t*>(gst_rtp_buffer_get_payload(&rtp));
  in.payload_size = gst_rtp_buffer_get_payload_len(&rtp);
  in.received_ms = static_cast<uint64_t>(g_get_monotonic_time()) / 1000;
  in.sequence_number = gst_rtp_buffer_get_seq(&rtp);
  in.timestamp = gst_rtp_buffer_get_timestamp(&rtp);
  in.payload_type = gst_rtp_buffer_get_payload_type(&rtp);
  in.marker = gst_rtp_buffer_get_marker(&rtp) ? 1 : 0;
  RememberTimes(state, in.timestamp, packet);
  const sealframe_insert_result result =
      sealframe_depacketizer_insert(state->depacketizer.get(), &in);
  gst_rtp_buffer_unmap(&rtp);
  return result == SEALFRAME_INSERT_FRAME_READY;
}

// WarnPacketized warns, once, that the sender encrypts packets, not frames.
void WarnPacketized(RtpSFrameDepay* self) {
  if (self->state->warned_packetized) return;
  self->state->warned_packetized = true;
  GST_ELEMENT_WARNING(self, STREAM, WRONG_TYPE,
                      ("the sender encrypts packets (T=1), which is not "
                       "supported: let it encrypt whole frames (T=0)"),
                      (nullptr));
}

// NextSize returns the size of the next complete frame; 0 if there is none. It
// drops frames without a byte, which only a hostile sender makes.
size_t NextSize(sealframe_depacketizer* depacketizer) {
  sealframe_depacketized_frame empty;
  SEALFRAME_INIT(&empty);
  for (;;) {
    const size_t size = sealframe_depacketizer_next_size(depacketizer);
    if (size != 0 ||
        sealframe_depacketizer_next(depacketizer, nullptr, 0, &empty) !=
            SEALFRAME_FRAME_OK) {
      return size;
    }
  }
}

// NextFrame returns the next complete frame to push, or null.
GstBuffer* NextFrame(RtpSFrameDepay* self) {
  DepayState& state = *self->state;
  while (const size_t size = NextSize(state.depacketizer.get())) {
    GstBuffer* buffer = gst_buffer_new_allocate(nullptr, size, nullptr);
    GstMapInfo map;
    gst_buffer_map(buffer, &map, GST_MAP_WRITE);
    sealframe_depacketized_frame frame;
    SEALFRAME_INIT(&frame);
    sealframe_depacketizer_next(state.depacketizer.get(), map.data, map.size,
                                &frame);
    gst_buffer_unmap(buffer, &map);
    const bool is_late = frame.first_sequence < state.next_sequence.value_or(0);
    const bool is_packetized = frame.origin == SEALFRAME_ORIGIN_PACKETIZED;
    if (is_packetized) WarnPacketized(self);
    if (is_late || is_packetized) {
      gst_buffer_unref(buffer);
      continue;
    }
    if (state.next_sequence != frame.first_sequence) {
      GST_BUFFER_FLAG_SET(buffer, GST_BUFFER_FLAG_DISCONT);
    }
    state.next_sequence = frame.last_sequence + 1;
    SetTimes(state, frame.timestamp, buffer);
    return buffer;
  }
  return nullptr;
}

GstFlowReturn Chain(GstPad*, GstObject* object, GstBuffer* packet) {
  RtpSFrameDepay* self = Self(object);
  const bool is_ready = Insert(self->state, packet);
  gst_buffer_unref(packet);
  GstFlowReturn flow = GST_FLOW_OK;
  while (is_ready && flow == GST_FLOW_OK) {
    GstBuffer* frame = NextFrame(self);
    if (frame == nullptr) break;
    flow = gst_pad_push(self->src, frame);
  }
  return flow;
}

// --- Events ---

// PlainCaps returns the caps of the frames before they were sealed, or null.
GstCaps* PlainCaps(const GstStructure* rtp) {
  const MediaType* media = FindRtpMediaType(rtp);
  if (media == nullptr) return nullptr;
  GstCaps* plain = gst_caps_fixate(DecoderCaps(*media));
  if (g_strcmp0(gst_structure_get_string(rtp, "encoding-name"), kMultiOpus) ==
          0 &&
      !FromRtpChannels(rtp, gst_caps_get_structure(plain, 0))) {
    gst_clear_caps(&plain);
  }
  return plain;
}

gboolean SetCaps(RtpSFrameDepay* self, GstEvent* event) {
  GstCaps* rtp = nullptr;
  gst_event_parse_caps(event, &rtp);
  GstCaps* plain = PlainCaps(gst_caps_get_structure(rtp, 0));
  gst_event_unref(event);
  if (plain == nullptr) return FALSE;
  GstCaps* sealed = ToSFrameCaps(plain);
  gst_caps_unref(plain);
  const gboolean is_set =
      gst_pad_push_event(self->src, gst_event_new_caps(sealed));
  gst_caps_unref(sealed);
  return is_set;
}

// PushGap converts rtpjitterbuffer's event for a lost packet into the gap event
// that decoders understand.
gboolean PushGap(RtpSFrameDepay* self, GstEvent* event) {
  const GstStructure* lost = gst_event_get_structure(event);
  GstClockTime time = GST_CLOCK_TIME_NONE;
  GstClockTime duration = GST_CLOCK_TIME_NONE;
  gst_structure_get_clock_time(lost, "timestamp", &time);
  gst_structure_get_clock_time(lost, "duration", &duration);
  gst_event_unref(event);
  if (!GST_CLOCK_TIME_IS_VALID(time)) return TRUE;
  return gst_pad_push_event(self->src, gst_event_new_gap(time, duration));
}

gboolean OnEvent(GstPad* pad, GstObject* object, GstEvent* event) {
  RtpSFrameDepay* self = Self(object);
  switch (GST_EVENT_TYPE(event)) {
    case GST_EVENT_CAPS:
      return SetCaps(self, event);
    case GST_EVENT_FLUSH_STOP:
      Reset(self->state);
      break;
    case GST_EVENT_CUSTOM_DOWNSTREAM:
      if (gst_event_has_name(event, "GstRTPPacketLost")) {
        return PushGap(self, event);
      }
      break;
    default:
      break;
  }
  return gst_pad_event_default(pad, object, event);
}

GstStateChangeReturn ChangeState(GstElement* element,
                                 GstStateChange transition) {
  if (transition == GST_STATE_CHANGE_READY_TO_PAUSED) {
    Reset(Self(element)->state);
  }
  return GST_ELEMENT_CLASS(rtp_sframe_depay_parent_class)
      ->change_state(element, transition);
}

void Finalize(GObject* object) {
  delete Self(object)->state;
  G_OBJECT_CLASS(rtp_sframe_depay_parent_class)->finalize(object);
}

}  // namespace

static void rtp_sframe_depay_class_init(RtpSFrameDepayClass* element_class) {
  G_OBJECT_CLASS(element_class)->finalize = Finalize;
  GST_ELEMENT_CLASS(element_class)->change_state = ChangeState;
  AddPadTemplate(GST_ELEMENT_CLASS(element_class), GST_PAD_SINK, RtpCaps());
  AddPadTemplate(GST_ELEMENT_CLASS(element_class), GST_PAD_SRC, SFrameCaps());
  gst_element_class_set_static_metadata(
      GST_ELEMENT_CLASS(element_class), "RTP SFrame depayloader",
      "Codec/Depayloader/Network/RTP",
      "Reassembles encrypted frames from RTP packets "
      "(draft-ietf-avtcore-rtp-sframe-02)",
      "The Sealframe Authors");
}

static void rtp_sframe_depay_init(RtpSFrameDepay* self) {
  self->state = new DepayState;
  GstElementClass* element_class = GST_ELEMENT_GET_CLASS(self);
  self->sink = gst_pad_new_from_template(
      gst_element_class_get_pad_template(element_class, "sink"), "sink");
  gst_pad_set_chain_function(self->sink, Chain);
  gst_pad_set_event_function(self->sink, OnEvent);
  gst_element_add_pad(GST_ELEMENT(self), self->sink);
  self->src = gst_pad_new_from_template(
      gst_element_class_get_pad_template(element_class, "src"), "src");
  gst_pad_use_fixed_caps(self->src);
  gst_element_add_pad(GST_ELEMENT(self), self->src);
}

}  // namespace sealframe::gst
