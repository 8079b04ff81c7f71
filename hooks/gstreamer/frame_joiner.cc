// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/frame_joiner.h"

#include <gst/gst.h>

#include <utility>

#include "sealframe/hooks/c/sealframe.h"

namespace sealframe::gst {
namespace {

GstBuffer* Joined(GstBuffer* piece, GstBuffer* next) {
  const bool is_last = GST_BUFFER_FLAG_IS_SET(next, GST_BUFFER_FLAG_MARKER);
  piece = gst_buffer_append(gst_buffer_make_writable(piece), next);
  if (is_last) GST_BUFFER_FLAG_SET(piece, GST_BUFFER_FLAG_MARKER);
  return piece;
}

}  // namespace

bool FrameJoiner::IsWhole(GstBuffer* buffer) const {
  if (!GST_BUFFER_PTS_IS_VALID(buffer) ||
      GST_BUFFER_FLAG_IS_SET(buffer, GST_BUFFER_FLAG_MARKER)) {
    return true;
  }
  GstMapInfo map;
  if (!gst_buffer_map(buffer, &map, GST_MAP_READ)) return true;
  sealframe_inspection inspection;
  SEALFRAME_INIT(&inspection);
  const bool is_whole =
      sealframe_inspect(profile_.c_str(), SEALFRAME_VIDEO, nullptr, map.data,
                        map.size, &inspection, nullptr) == SEALFRAME_OK;
  gst_buffer_unmap(buffer, &map);
  return is_whole;
}

bool FrameJoiner::AreOfOneFrame(GstBuffer* piece, GstBuffer* next) const {
  return GST_BUFFER_PTS(piece) == GST_BUFFER_PTS(next) && !IsWhole(piece) &&
         gst_buffer_get_size(piece) + gst_buffer_get_size(next) <= kMaxSize;
}

void FrameJoiner::Add(GstBuffer* buffer) {
  if (newest_ != nullptr && pieces_ < kMaxPieces &&
      AreOfOneFrame(newest_, buffer)) {
    newest_ = Joined(newest_, buffer);
    ++pieces_;
    return;
  }
  pieces_ = 1;
  incomplete_ = std::exchange(newest_, buffer);
}

GstBuffer* FrameJoiner::Next() {
  if (incomplete_ != nullptr) return std::exchange(incomplete_, nullptr);
  if (newest_ == nullptr || !IsWhole(newest_)) return nullptr;
  return std::exchange(newest_, nullptr);
}

void FrameJoiner::End() { incomplete_ = std::exchange(newest_, nullptr); }

void FrameJoiner::Clear() {
  gst_clear_buffer(&incomplete_);
  gst_clear_buffer(&newest_);
}

}  // namespace sealframe::gst
