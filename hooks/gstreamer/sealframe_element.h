// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What sealframeenc and sealframedec have in common: an element that puts each
// buffer through a stream of a call.
//
// Keys live as long as the element does, whatever its state, so that it can be
// stopped and played again without a counter repeating.
//
// Thread-safety: as of any element. Frames go through in the streaming thread,
// which allocates buffers and nothing else; keys are maintained, and messages
// posted, in GLib's pool of threads.

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
#include "sealframe/hooks/gstreamer/frame_stream.h"
#include "sealframe/hooks/gstreamer/media_type.h"
#include "sealframe/hooks/gstreamer/settings.h"

namespace sealframe::gst {

struct ElementState {
  explicit ElementState(uint64_t number) : track(std::to_string(number)) {}

  // Guarded by the object's lock.
  Settings settings;
  std::shared_ptr<Call> call;           // Set once.
  std::unique_ptr<FrameStream> stream;  // Set once, by the streaming thread.

  std::mutex join_mutex;  // Held while the call is joined.

  const std::string track;  // What the stream's events are known by.

  // Of the streaming thread.
  const MediaType* media = nullptr;
  uint32_t ssrc = 0;  // Enters the nonces of some profiles.
  bool told_no_key = false;
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

// SetDirection completes a class of the type: what it does, its pads, and what
// only senders have.
void SetDirection(SealframeElementClass* element_class,
                  sealframe_direction direction);

// JoinCall returns the element's call, which it joins the first time. From then
// on, its properties stay as they are.
absl::StatusOr<std::shared_ptr<Call>> JoinCall(SealframeElement* element);

// SettingsOf returns a copy of the element's properties.
Settings SettingsOf(SealframeElement* element);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_SEALFRAME_ELEMENT_H_
