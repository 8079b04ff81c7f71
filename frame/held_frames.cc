// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/held_frames.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <utility>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {
namespace {

// BytesFor returns the bytes that a frame counts for.
size_t BytesFor(size_t frame_size, size_t metadata_size) {
  return std::max<size_t>(frame_size + metadata_size, 1);
}

}  // namespace

// A quarter more memory than frames may fill makes compaction rare: it frees at
// least that much each time.
HeldFrames::HeldFrames(const HoldOptions& options)
    : options_(options),
      entries_(options.max_frames),
      shares_(options.max_frames),
      bytes_(options.max_frames == 0
                 ? 0
                 : options.max_bytes + options.max_bytes / 4) {}

bool HeldFrames::Fits(size_t frames, size_t bytes, size_t size) const {
  return frames < entries_.size() && size <= options_.max_bytes - bytes;
}

bool HeldFrames::CanHold(size_t frame_size, size_t metadata_size) const {
  return Fits(0, 0, BytesFor(frame_size, metadata_size));
}

bool HeldFrames::HasRoom(size_t frame_size, size_t metadata_size) const {
  return Fits(count_, used_, BytesFor(frame_size, metadata_size));
}

std::optional<size_t> HeldFrames::Push(const FrameInfo& info, uint64_t kid,
                                       absl::Span<const uint8_t> frame,
                                       absl::Time now) {
  const size_t size = BytesFor(frame.size(), info.metadata.size());
  Share* const share = FindShare(kid);
  if (share == nullptr || !Fits(0, 0, size)) {
    return std::nullopt;
  }
  const std::optional<size_t> evicted = MakeRoom(*share, size);
  if (!evicted.has_value()) {
    return std::nullopt;
  }
  const absl::Span<uint8_t> room = Append(size);
  uint8_t* const metadata = std::copy(frame.begin(), frame.end(), room.data());
  std::copy(info.metadata.begin(), info.metadata.end(), metadata);

  Entry& entry = At(count_++);
  entry = {.held = {.info = info,
                    .kid = kid,
                    .since = now,
                    .frame = room.first(frame.size())},
           .share = share,
           .bytes = size};
  entry.held.info.metadata =
      absl::MakeConstSpan(metadata, info.metadata.size());
  *share = {
      .kid = kid, .frames = share->frames + 1, .bytes = share->bytes + size};
  used_ += size;
  return evicted;
}

void HeldFrames::Remove(size_t place) {
  Release(At(place));
  for (size_t i = place; i > 0; --i) {
    At(i) = At(i - 1);
  }
  first_ = IndexOf(1);
  --count_;
}

// FindShare returns the share of `kid`, else a free one; null if each frame of
// a full queue has a key id of its own, and none of them is `kid`.
HeldFrames::Share* HeldFrames::FindShare(uint64_t kid) {
  Share* free = nullptr;
  for (Share& share : shares_) {
    if (share.frames == 0) {
      free = free == nullptr ? &share : free;
    } else if (share.kid == kid) {
      return &share;
    }
  }
  return free;
}

// LargestOther returns the largest share that has a frame to spare, if it is
// larger than `own` with a frame of `size` bytes added; else null. It compares
// bytes if those are short, else frames.
HeldFrames::Share* HeldFrames::LargestOther(const Share& own, size_t size) {
  const bool by_bytes = size > options_.max_bytes - used_;
  const auto amount = [by_bytes](const Share& share) {
    return by_bytes ? share.bytes : share.frames;
  };
  size_t most = amount(own) + (by_bytes ? size : 1);
  Share* largest = nullptr;
  for (Share& share : shares_) {
    if (&share != &own && share.frames > 1 && amount(share) > most) {
      most = amount(share);
      largest = &share;
    }
  }
  return largest;
}

// MakeRoom evicts frames for one of `size` bytes in `own`, and returns how many
// it evicted; nothing if it cannot make room, and then evicts none.
std::optional<size_t> HeldFrames::MakeRoom(Share& own, size_t size) {
  if (Fits(count_, used_, size)) {
    return 0;
  }
  Share* const other = LargestOther(own, size);
  for (Share* const share : {other, &own}) {
    if (share == nullptr) {
      continue;
    }
    const size_t keep = share == &own ? 0 : 1;
    const std::optional<size_t> victims = CountVictims(*share, keep, size);
    if (victims.has_value()) {
      Evict(*share, *victims);
      return victims;
    }
  }
  return std::nullopt;
}

// CountVictims returns how many of the oldest frames of `share` make room for
// `size` bytes; nothing if all but `keep` of them do not.
std::optional<size_t> HeldFrames::CountVictims(const Share& share, size_t keep,
                                               size_t size) const {
  size_t victims = 0;
  size_t used = used_;
  for (size_t i = 0; i < count_ && share.frames - victims > keep; ++i) {
    if (At(i).share == &share) {
      ++victims;
      used -= At(i).bytes;
      if (Fits(count_ - victims, used, size)) {
        return victims;
      }
    }
  }
  return std::nullopt;
}

// Evict removes the `victims` oldest frames of `share` in one pass, which moves
// the frames that stay towards the newest.
void HeldFrames::Evict(Share& share, size_t victims) {
  size_t kept_of_share = share.frames - victims;
  size_t to = count_;
  for (size_t from = count_; from-- > 0;) {
    Entry& entry = At(from);
    if (entry.share == &share && kept_of_share == 0) {
      Release(entry);
      continue;
    }
    if (entry.share == &share) {
      --kept_of_share;
    }
    if (--to != from) {
      At(to) = entry;
    }
  }
  first_ = IndexOf(victims);
  count_ -= victims;
}

void HeldFrames::Release(Entry& entry) {
  entry.share->frames -= 1;
  entry.share->bytes -= entry.bytes;
  used_ -= entry.bytes;
}

// Append returns `size` bytes, which fit, behind the newest frame.
absl::Span<uint8_t> HeldFrames::Append(size_t size) {
  if (bytes_.size() - end_ < size) {
    Compact();
  }
  end_ += size;
  return absl::MakeSpan(bytes_).subspan(end_ - size, size);
}

// Compact closes the gaps between frames.
void HeldFrames::Compact() {
  end_ = 0;
  for (size_t i = 0; i < count_; ++i) {
    Entry& entry = At(i);
    uint8_t* const to = bytes_.data() + end_;
    std::memmove(to, entry.held.frame.data(), entry.bytes);
    entry.held.frame = absl::MakeConstSpan(to, entry.held.frame.size());
    entry.held.info.metadata = absl::MakeConstSpan(
        to + entry.held.frame.size(), entry.held.info.metadata.size());
    end_ += entry.bytes;
  }
}

}  // namespace sealframe
