// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Joins the pieces of a sealed frame of H.264 or H.265 that a depayloader has
// split. rtph265depay begins a new access unit at each slice whose first bit
// marks it as the first of a picture, and DAVE encrypts that bit. Both
// depayloaders begin one at parameter sets and messages that follow a slice.
//
// Depayloaders mark the end of an access unit with GST_BUFFER_FLAG_MARKER, and
// give all pieces the time of the frame. A frame without a marker that has the
// structure of a whole one needs none.
//
// Thread-safety: belongs to one thread at a time. Each piece that is added to
// others copies them, to read their end.

#ifndef SEALFRAME_HOOKS_GSTREAMER_FRAME_JOINER_H_
#define SEALFRAME_HOOKS_GSTREAMER_FRAME_JOINER_H_

#include <gst/gst.h>

#include <string>
#include <utility>

namespace sealframe::gst {

class FrameJoiner {
 public:
  // The largest frame that is joined, about the largest that opens.
  static constexpr gsize kMaxSize = gsize{16} << 20;
  // The most pieces that are joined, since all are copied for each.
  static constexpr int kMaxPieces = 1024;

  // FrameJoiner joins frames of the profile of this name, which is kept.
  explicit FrameJoiner(std::string profile) : profile_(std::move(profile)) {}
  ~FrameJoiner() { Clear(); }
  FrameJoiner(const FrameJoiner&) = delete;
  FrameJoiner& operator=(const FrameJoiner&) = delete;

  // Add takes ownership of the next piece or frame. Call `Next` until it
  // returns null before the next call.
  void Add(GstBuffer* buffer);

  // Next returns the next frame, or null. A frame of which pieces are missing
  // comes out when a later one begins.
  GstBuffer* Next();

  // End ends the last frame: `Next` returns its pieces.
  void End();

  // Clear drops all pieces.
  void Clear();

 private:
  bool IsWhole(GstBuffer* buffer) const;
  bool AreOfOneFrame(GstBuffer* piece, GstBuffer* next) const;

  const std::string profile_;
  GstBuffer* incomplete_ = nullptr;  // Older than `newest_`.
  GstBuffer* newest_ = nullptr;
  int pieces_ = 0;  // In `newest_`.
};

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_FRAME_JOINER_H_
