// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The base class of sealframeenc and sealframedec: an element that passes each
// buffer through a stream of a call.
//
// Keys live as long as the element, in every state, so it can be stopped and
// played again without repeating a counter.
//
// Thread-safety: that of any element. The streaming thread processes frames.
// Another thread, of a GLib pool, maintains keys and posts messages. A frame is
// processed in place, or in a buffer that is allocated for it (frame_stream.h).

#ifndef SEALFRAME_HOOKS_GSTREAMER_SEALFRAME_ELEMENT_H_
#define SEALFRAME_HOOKS_GSTREAMER_SEALFRAME_ELEMENT_H_

#include <gst/base/gstbasetransform.h>
#include <gst/gst.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "absl/status/statusor.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/gstreamer/call.h"
#include "sealframe/hooks/gstreamer/frame_joiner.h"
#include "sealframe/hooks/gstreamer/frame_stream.h"
#include "sealframe/hooks/gstreamer/media_type.h"
#include "sealframe/hooks/gstreamer/settings.h"

namespace sealframe::gst {

struct ElementState {
  explicit ElementState(uint64_t number) : track(std::to_string(number)) {}

  // Guarded by the object lock.
  Settings settings;
  std::shared_ptr<Call> call;  // Set once.
  // Set with the first caps, and again when audio becomes video or back.
  std::unique_ptr<FrameStream> stream;

  std::mutex join_mutex;  // Held while joining the call.

  const std::string track;  // Identifies the stream in events.

  // Used by the streaming thread only.
  const MediaType* media = nullptr;
  bool stream_is_video = false;
  uint32_t ssrc = 0;  // Enters the nonces or keys of some profiles.
  std::unique_ptr<FrameJoiner> joiner;  // Null if frames come whole.
};

struct SealframeElement {
  GstBaseTransform parent;
  ElementState* state;
};

struct SealframeElementClass {
  GstBaseTransformClass parent;
  sealframe_direction direction;
};

// sealframe_element_get_type returns the abstract type of both elements.
GType sealframe_element_get_type();

// SetDirection completes a subclass: its direction, its pads, and the
// properties and signals that only elements of its direction have.
void SetDirection(SealframeElementClass* element_class,
                  sealframe_direction direction);

// JoinCall returns the element's call and joins it first if necessary. From
// then on all properties but `enabled` are fixed.
absl::StatusOr<std::shared_ptr<Call>> JoinCall(SealframeElement* element);

// DirectionOf returns whether the element sends or receives.
sealframe_direction DirectionOf(SealframeElement* element);

// SettingsOf returns a copy of the element's properties.
Settings SettingsOf(SealframeElement* element);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_SEALFRAME_ELEMENT_H_
