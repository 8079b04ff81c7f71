// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// One direction of one stream: a send or a receive transform, and how it takes
// buffers.
//
// Thread-safety: a stream belongs to one thread at a time; `GetStats` is for
// any. A buffer is written in place if it is ours alone and has the room;
// otherwise another one is allocated.

#ifndef SEALFRAME_HOOKS_GSTREAMER_FRAME_STREAM_H_
#define SEALFRAME_HOOKS_GSTREAMER_FRAME_STREAM_H_

#include <gst/gst.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/gstreamer/handles.h"

namespace sealframe::gst {

class FrameStream {
 public:
  virtual ~FrameStream() = default;

  // Process takes a buffer and returns it, or another one, with the frame
  // sealed or opened and all else as it was. Null if the frame does not come
  // out.
  GstBuffer* Process(const sealframe_frame_info& info, GstBuffer* buffer);

  // GetStats copies the stream's numbers.
  virtual sealframe_stream_stats GetStats() const = 0;

 private:
  // MaxSize returns an upper bound of what a frame becomes.
  virtual size_t MaxSize(size_t frame_size) const = 0;

  // Run seals or opens, and returns the size of what came out, if it did.
  virtual std::optional<size_t> Run(const sealframe_frame_info& info,
                                    const uint8_t* frame, size_t frame_size,
                                    uint8_t* out, size_t out_capacity) = 0;
};

class SendStream final : public FrameStream {
 public:
  explicit SendStream(SendTransformPtr transform)
      : transform_(std::move(transform)) {}
  sealframe_stream_stats GetStats() const override;

 private:
  size_t MaxSize(size_t frame_size) const override;
  std::optional<size_t> Run(const sealframe_frame_info& info,
                            const uint8_t* frame, size_t frame_size,
                            uint8_t* out, size_t out_capacity) override;

  const SendTransformPtr transform_;
};

class ReceiveStream final : public FrameStream {
 public:
  explicit ReceiveStream(ReceiveTransformPtr transform)
      : transform_(std::move(transform)) {}
  sealframe_stream_stats GetStats() const override;

 private:
  size_t MaxSize(size_t frame_size) const override;
  std::optional<size_t> Run(const sealframe_frame_info& info,
                            const uint8_t* frame, size_t frame_size,
                            uint8_t* out, size_t out_capacity) override;

  const ReceiveTransformPtr transform_;
};

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_FRAME_STREAM_H_
