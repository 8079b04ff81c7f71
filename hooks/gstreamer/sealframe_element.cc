// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/sealframe_element.h"

#include <gst/base/gstbasetransform.h>
#include <gst/gst.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/gstreamer/call.h"
#include "sealframe/hooks/gstreamer/choices.h"
#include "sealframe/hooks/gstreamer/frame_joiner.h"
#include "sealframe/hooks/gstreamer/frame_stream.h"
#include "sealframe/hooks/gstreamer/key_signals.h"
#include "sealframe/hooks/gstreamer/media_type.h"
#include "sealframe/hooks/gstreamer/polling.h"
#include "sealframe/hooks/gstreamer/process_frame.h"
#include "sealframe/hooks/gstreamer/settings.h"
#include "sealframe/hooks/gstreamer/stats.h"

namespace sealframe::gst {

G_DEFINE_ABSTRACT_TYPE(SealframeElement, sealframe_element,
                       GST_TYPE_BASE_TRANSFORM)

namespace {

constexpr guint kStats = kFirstOwnId;

// The padding requested after each frame, so that it can grow in place.
constexpr gsize kTailRoom = 64;

SealframeElement* Self(gpointer object) {
  return static_cast<SealframeElement*>(object);
}

// --- Properties ---

void SetProperty(GObject* object, guint id, const GValue* value,
                 GParamSpec* spec) {
  SealframeElement* self = Self(object);
  GST_OBJECT_LOCK(self);
  const std::shared_ptr<Call> call = self->state->call;
  const bool is_late = call != nullptr && !MaySetLate(id);
  const bool is_known =
      is_late || SetSetting(id, value, &self->state->settings);
  const bool enabled = self->state->settings.enabled;
  GST_OBJECT_UNLOCK(self);
  if (!is_known) {
    G_OBJECT_WARN_INVALID_PROPERTY_ID(object, id, spec);
  } else if (is_late) {
    GST_ELEMENT_WARNING(self, LIBRARY, SETTINGS,
                        ("%s must be set before the element starts or gets a "
                         "key; it is unchanged",
                         g_param_spec_get_name(spec)),
                        (nullptr));
  } else if (call != nullptr) {
    call->SetEnabled(enabled);
  }
}

void GetProperty(GObject* object, guint id, GValue* value, GParamSpec* spec) {
  SealframeElement* self = Self(object);
  GST_OBJECT_LOCK(self);
  bool is_known = true;
  if (id == kStats) {
    g_value_take_boxed(value, NewStats(self->state->stream.get()));
  } else {
    is_known = GetSetting(id, self->state->settings, value);
  }
  GST_OBJECT_UNLOCK(self);
  if (!is_known) G_OBJECT_WARN_INVALID_PROPERTY_ID(object, id, spec);
}

// --- Start and end ---

// Fail posts an error and returns FALSE.
gboolean Fail(SealframeElement* self, const absl::Status& status) {
  GST_ELEMENT_ERROR(self, LIBRARY, SETTINGS,
                    ("%s", std::string(status.message()).c_str()), (nullptr));
  return FALSE;
}

gboolean Start(GstBaseTransform* base) {
  SealframeElement* self = Self(base);
  const absl::StatusOr<std::shared_ptr<Call>> call = JoinCall(self);
  if (!call.ok()) return Fail(self, call.status());
  const absl::Status status = (*call)->LoadKey(SettingsOf(self));
  if (!status.ok()) return Fail(self, status);
  (*call)->listeners()->Add(GST_ELEMENT(self), self->state->track,
                            SettingsOf(self).participant);
  return TRUE;
}

// PollCall polls the element's call, if it has joined one.
void PollCall(gpointer element) {
  GST_OBJECT_LOCK(element);
  const std::shared_ptr<Call> call = Self(element)->state->call;
  GST_OBJECT_UNLOCK(element);
  if (call != nullptr) Poll(*call);
}

gboolean Stop(GstBaseTransform* base) {
  PollCall(base);
  Self(base)->state->call->listeners()->Remove(GST_ELEMENT(base));
  Self(base)->state->joiner.reset();
  return TRUE;
}

// --- Caps ---

GstCaps* TransformCaps(GstBaseTransform* base, GstPadDirection direction,
                       GstCaps* caps, GstCaps* filter) {
  SealframeElement* self = Self(base);
  const bool to_sealed =
      (direction == GST_PAD_SINK) == (DirectionOf(self) == SEALFRAME_SEND);
  GstCaps* other;
  if (!SealsWhole(ProfileName(SettingsOf(self).profile))) {
    other = gst_caps_ref(caps);
  } else {
    other = to_sealed ? ToSFrameCaps(caps) : FromSFrameCaps(caps);
  }
  if (filter == nullptr) return other;
  GstCaps* both =
      gst_caps_intersect_full(filter, other, GST_CAPS_INTERSECT_FIRST);
  gst_caps_unref(other);
  return both;
}

// NewJoiner returns the joiner for received frames, or null if they come whole.
std::unique_ptr<FrameJoiner> NewJoiner(SealframeElement* self) {
  const sealframe_codec codec = self->state->media->codec;
  const std::string profile = ProfileName(SettingsOf(self).profile);
  if (DirectionOf(self) == SEALFRAME_SEND || SealsWhole(profile) ||
      (codec != SEALFRAME_CODEC_H264 && codec != SEALFRAME_CODEC_H265)) {
    return nullptr;
  }
  return std::make_unique<FrameJoiner>(profile);
}

gboolean SetCaps(GstBaseTransform* base, GstCaps* in, GstCaps*) {
  ElementState& state = *Self(base)->state;
  const MediaType* media = FindMediaType(gst_caps_get_structure(in, 0));
  if (media == nullptr) return FALSE;
  state.media = media;
  state.joiner = NewJoiner(Self(base));
  const absl::Status status = MakeStream(Self(base));
  return status.ok() ? TRUE : Fail(Self(base), status);
}

gboolean ProposeAllocation(GstBaseTransform*, GstQuery*, GstQuery* query) {
  GstAllocationParams params;
  gst_allocation_params_init(&params);
  params.padding = kTailRoom;
  gst_query_add_allocation_param(query, nullptr, &params);
  return TRUE;
}

// --- Frames ---

GstFlowReturn GenerateOutput(GstBaseTransform* base, GstBuffer** output) {
  SealframeElement* self = Self(base);
  bool dropped = false;
  *output = NextOutput(self, &dropped);
  if (self->state->call->PollIsDue()) PollSoon(self->state->call);
  return *output == nullptr && dropped ? GST_BASE_TRANSFORM_FLOW_DROPPED
                                       : GST_FLOW_OK;
}

// PushLast pushes the frames whose end or key has not come, if they open.
void PushLast(GstBaseTransform* base) {
  ElementState& state = *Self(base)->state;
  if (state.stream == nullptr) return;
  if (state.joiner != nullptr) state.joiner->End();
  bool dropped = false;
  while (GstBuffer* buffer = NextOutput(Self(base), &dropped)) {
    gst_pad_push(base->srcpad, buffer);
  }
}

// Flush drops the frames that wait.
void Flush(ElementState* state) {
  if (state->joiner != nullptr) state->joiner->Clear();
  if (state->stream != nullptr) state->stream->ForgetHeld();
}

gboolean SinkEvent(GstBaseTransform* base, GstEvent* event) {
  if (GST_EVENT_TYPE(event) == GST_EVENT_EOS) {
    PushLast(base);
    PollCall(base);  // Posts the events of the last frames before the end.
  } else if (GST_EVENT_TYPE(event) == GST_EVENT_FLUSH_STOP) {
    Flush(Self(base)->state);
  }
  return GST_BASE_TRANSFORM_CLASS(sealframe_element_parent_class)
      ->sink_event(base, event);
}

void Finalize(GObject* object) {
  ElementState* state = Self(object)->state;
  state->stream.reset();
  ReleaseCall(std::move(state->call));
  delete state;
  G_OBJECT_CLASS(sealframe_element_parent_class)->finalize(object);
}

}  // namespace

static void sealframe_element_class_init(SealframeElementClass* element_class) {
  GObjectClass* object_class = G_OBJECT_CLASS(element_class);
  object_class->set_property = SetProperty;
  object_class->get_property = GetProperty;
  object_class->finalize = Finalize;
  InstallSettings(object_class);
  InstallStats(object_class, kStats);
  InstallKeySignals(G_TYPE_FROM_CLASS(element_class));

  GstBaseTransformClass* base_class = GST_BASE_TRANSFORM_CLASS(element_class);
  base_class->start = Start;
  base_class->stop = Stop;
  base_class->sink_event = SinkEvent;
  base_class->transform_caps = TransformCaps;
  base_class->set_caps = SetCaps;
  base_class->propose_allocation = ProposeAllocation;
  base_class->generate_output = GenerateOutput;
}

static void sealframe_element_init(SealframeElement* self) {
  static std::atomic<uint64_t> number = 0;
  self->state = new ElementState(++number);
  self->state->ssrc = g_random_int();
  gst_base_transform_set_passthrough(&self->parent, FALSE);
  gst_base_transform_set_in_place(&self->parent, FALSE);
}

void SetDirection(SealframeElementClass* element_class,
                  sealframe_direction direction) {
  element_class->direction = direction;
  const bool sends = direction == SEALFRAME_SEND;
  GstElementClass* gst_class = GST_ELEMENT_CLASS(element_class);
  AddPadTemplate(gst_class, sends ? GST_PAD_SINK : GST_PAD_SRC, MediaCaps());
  AddPadTemplate(gst_class, sends ? GST_PAD_SRC : GST_PAD_SINK,
                 gst_caps_merge(SFrameCaps(), MediaCaps()));
  GObjectClass* object_class = G_OBJECT_CLASS(element_class);
  object_class->set_property = SetProperty;
  object_class->get_property = GetProperty;
  InstallSettingsOf(direction, object_class);
  if (sends) InstallSenderSignals(G_TYPE_FROM_CLASS(element_class));
}

absl::StatusOr<std::shared_ptr<Call>> JoinCall(SealframeElement* self) {
  std::lock_guard<std::mutex> lock(self->state->join_mutex);
  if (self->state->call != nullptr) return self->state->call;
  const Settings settings = SettingsOf(self);
  if (settings.participant.empty()) {
    return absl::InvalidArgumentError(
        "participant is not set: set it to the sender of the stream");
  }
  const auto call = Call::Join(settings, DirectionOf(self));
  if (!call.ok()) return call.status();
  const absl::Status status = (*call)->AddParticipant(settings);
  if (!status.ok()) return status;
  GST_OBJECT_LOCK(self);
  self->state->call = *call;
  GST_OBJECT_UNLOCK(self);
  return *call;
}

sealframe_direction DirectionOf(SealframeElement* self) {
  return reinterpret_cast<SealframeElementClass*>(G_OBJECT_GET_CLASS(self))
      ->direction;
}

Settings SettingsOf(SealframeElement* self) {
  GST_OBJECT_LOCK(self);
  const Settings settings = self->state->settings;
  GST_OBJECT_UNLOCK(self);
  return settings;
}

}  // namespace sealframe::gst
