// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/held_frames.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {
namespace {

// RoomFor returns the bytes that a frame takes: at least one, so that no two
// frames begin at the same place.
size_t RoomFor(size_t frame_size, size_t metadata_size) {
  return std::max<size_t>(frame_size + metadata_size, 1);
}

}  // namespace

HeldFrames::HeldFrames(const HoldOptions& options)
    : options_(options),
      entries_(options.max_frames),
      bytes_(options.max_frames == 0 ? 0 : options.max_bytes) {}

bool HeldFrames::CanHold(size_t frame_size, size_t metadata_size) const {
  return !entries_.empty() &&
         RoomFor(frame_size, metadata_size) <= bytes_.size();
}

bool HeldFrames::HasRoom(size_t frame_size, size_t metadata_size) const {
  size_t offset = 0;
  return count_ < entries_.size() &&
         FindRoom(RoomFor(frame_size, metadata_size), &offset);
}

size_t HeldFrames::Push(const FrameInfo& info, uint64_t kid,
                        absl::Span<const uint8_t> frame, absl::Time now) {
  size_t gone = 0;
  size_t offset = 0;
  while (count_ == entries_.size() ||
         !FindRoom(RoomFor(frame.size(), info.metadata.size()), &offset)) {
    Remove(0);
    ++gone;
  }
  uint8_t* const begin = bytes_.data() + offset;
  uint8_t* const metadata = std::copy(frame.begin(), frame.end(), begin);
  std::copy(info.metadata.begin(), info.metadata.end(), metadata);

  Held& held = entries_[IndexOf(count_++)];
  held = {.info = info,
          .kid = kid,
          .since = now,
          .frame = absl::MakeConstSpan(begin, frame.size())};
  held.info.metadata = absl::MakeConstSpan(metadata, info.metadata.size());
  return gone;
}

void HeldFrames::Remove(size_t place) {
  for (size_t i = place; i > 0; --i) {
    entries_[IndexOf(i)] = entries_[IndexOf(i - 1)];
  }
  first_ = IndexOf(1);
  --count_;
}

// Frames lie one behind another and go round: from the oldest to the newest
// either straight on, or over the end and on from the start.
bool HeldFrames::FindRoom(size_t size, size_t* offset) const {
  if (count_ == 0) {
    *offset = 0;
    return size <= bytes_.size();
  }
  const Held& newest = Get(count_ - 1);
  const auto begin = static_cast<size_t>(Get(0).frame.data() - bytes_.data());
  const size_t end = static_cast<size_t>(newest.frame.data() - bytes_.data()) +
                     RoomFor(newest.frame.size(), newest.info.metadata.size());
  const bool straight = Get(0).frame.data() <= newest.frame.data();
  if (straight && bytes_.size() - end >= size) {
    *offset = end;
    return true;
  }
  *offset = straight ? 0 : end;
  return begin - std::min(begin, *offset) >= size;
}

}  // namespace sealframe
