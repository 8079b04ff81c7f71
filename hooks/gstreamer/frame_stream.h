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
#include <optional>
#include <utility>

#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/sealframe.hpp"

namespace sealframe::gst {

class FrameStream {
 public:
  virtual ~FrameStream() = default;

  // Process takes ownership of `buffer` and returns a buffer with the frame
  // sealed or opened and all metadata preserved, or null if the frame was
  // dropped.
  GstBuffer* Process(sealframe_frame_info info, GstBuffer* buffer);

  // GetStats returns a copy of the stream's statistics.
  virtual sealframe_stream_stats GetStats() const = 0;

 protected:
  explicit FrameStream(sealframe_direction direction) : direction_(direction) {}

 private:
  // MaxSize returns an upper bound of the size that a frame is sealed or opened
  // to.
  virtual size_t MaxSize(size_t frame_size) const = 0;

  // Run seals or opens a frame and returns its new size, or nothing if it was
  // dropped.
  virtual std::optional<size_t> Run(const sealframe_frame_info& info,
                                    const uint8_t* frame, size_t frame_size,
                                    uint8_t* out, size_t out_capacity) = 0;

  const sealframe_direction direction_;
};

class SendStream final : public FrameStream {
 public:
  explicit SendStream(UniquePtr<sealframe_send_transform> transform)
      : FrameStream(SEALFRAME_SEND), transform_(std::move(transform)) {}
  sealframe_stream_stats GetStats() const override;

 private:
  size_t MaxSize(size_t frame_size) const override;
  std::optional<size_t> Run(const sealframe_frame_info& info,
                            const uint8_t* frame, size_t frame_size,
                            uint8_t* out, size_t out_capacity) override;

  const UniquePtr<sealframe_send_transform> transform_;
};

class ReceiveStream final : public FrameStream {
 public:
  explicit ReceiveStream(UniquePtr<sealframe_receive_transform> transform)
      : FrameStream(SEALFRAME_RECEIVE), transform_(std::move(transform)) {}
  sealframe_stream_stats GetStats() const override;

 private:
  size_t MaxSize(size_t frame_size) const override;
  std::optional<size_t> Run(const sealframe_frame_info& info,
                            const uint8_t* frame, size_t frame_size,
                            uint8_t* out, size_t out_capacity) override;

  const UniquePtr<sealframe_receive_transform> transform_;
};

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_FRAME_STREAM_H_
