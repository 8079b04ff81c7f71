// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A send or receive transform that processes GStreamer buffers.
//
// Thread-safety: a stream belongs to one thread at a time, but any thread may
// call `GetStats`. A buffer that is writable and large enough is processed in
// place; otherwise the result goes to a new buffer.
//
// The contents of a frame decide whether it is a key frame (`IsKeyFrame`), and
// the resulting buffer is flagged accordingly. The flags of the given buffer
// count only if the contents do not show it.

#ifndef SEALFRAME_HOOKS_GSTREAMER_FRAME_STREAM_H_
#define SEALFRAME_HOOKS_GSTREAMER_FRAME_STREAM_H_

#include <gst/gst.h>

#include <cstddef>
#include <cstdint>
#include <memory>

#include "absl/status/statusor.h"
#include "sealframe/hooks/c/sealframe.h"

namespace sealframe::gst {

class FrameStream {
 public:
  virtual ~FrameStream() = default;

  // Process takes ownership of `buffer` and returns a buffer with the frame
  // sealed or opened and all metadata preserved, or null if the frame was
  // dropped or waits for its key.
  GstBuffer* Process(sealframe_frame_info info, GstBuffer* buffer);

  // NextHeld returns the oldest frame that waited for its key and has it now,
  // opened and with its metadata, or null. Senders hold none.
  virtual GstBuffer* NextHeld() { return nullptr; }

  // ForgetHeld drops the frames that wait.
  virtual void ForgetHeld() {}

  // GetStats returns a copy of the stream's statistics.
  virtual sealframe_stream_stats GetStats() const = 0;

 protected:
  explicit FrameStream(sealframe_direction direction) : direction_(direction) {}

 private:
  // MaxSize returns an upper bound of the size that a frame is sealed or opened
  // to.
  virtual size_t MaxSize(size_t frame_size) const = 0;

  // Run seals or opens a frame. `*size` becomes its new size.
  virtual sealframe_frame_status Run(const sealframe_frame_info& info,
                                     const uint8_t* frame, size_t frame_size,
                                     uint8_t* out, size_t out_capacity,
                                     size_t* size) = 0;

  // Hold keeps the metadata of the frame with this token, which waits.
  virtual void Hold(uint64_t, GstBuffer*) {}

  const sealframe_direction direction_;
  uint64_t last_token_ = 0;
};

// NewSendStream and NewReceiveStream create the stream of a participant that
// was added before.
absl::StatusOr<std::unique_ptr<FrameStream>> NewSendStream(
    sealframe_session* session, const sealframe_stream_config& config);
absl::StatusOr<std::unique_ptr<FrameStream>> NewReceiveStream(
    sealframe_session* session, const sealframe_stream_config& config);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_FRAME_STREAM_H_
