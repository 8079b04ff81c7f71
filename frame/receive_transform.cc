// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/receive_transform.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "sealframe/frame/frame_format.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/held_frames.h"
#include "sealframe/frame/stream_config.h"
#include "sealframe/frame/stream_pipeline.h"
#include "sealframe/frame/stream_stats.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/stream_keys.h"

namespace sealframe {

ReceiveTransform::ReceiveTransform(StreamParts parts,
                                   const StreamConfig& config,
                                   std::shared_ptr<const Keyring> keyring,
                                   const Clock* clock)
    : stream_(std::move(parts)),
      keyring_(std::move(keyring)),
      keys_(*keyring_),
      held_(config.hold),
      clock_(clock) {}

inline FrameResult ReceiveTransform::OpenNow(const FrameInfo& info,
                                             absl::Span<const uint8_t> frame,
                                             absl::Span<uint8_t> out) {
  FrameResult result = stream_.format().Open(info, keys_, frame, out);
  if (result.status == FrameStatus::kMissingKey &&
      Hold(info, result.kid, frame)) {
    stream_.monitor().Enter(FrameStatus::kMissingKey, result.kid);
    result.status = FrameStatus::kHeld;
  }
  return result;
}

FrameResult ReceiveTransform::Open(const FrameInfo& info,
                                   absl::Span<const uint8_t> frame,
                                   absl::Span<uint8_t> out) {
  return stream_.Run(info, frame, out, [&] {
    const StreamKeys::Use use(keys_);
    const std::optional<FrameResult> waiting =
        held_.size() == 0 ? std::nullopt : HoldBehindOthers(info, frame);
    return waiting.has_value() ? *waiting : OpenNow(info, frame, out);
  });
}

ReceiveTransform::Upcoming::Upcoming(ReceiveTransform& transform)
    : keys(transform.keys_) {
  transform.stream_.Prefetch();
  transform.keys_.Prefetch();
}

// A held frame that can come out is not dropped to make room for a later one.
// But forged frames may have filled the queue, and one of them may have got a
// key: frames with keys of other ids then come out before it.
std::optional<FrameResult> ReceiveTransform::HoldBehindOthers(
    const FrameInfo& info, absl::Span<const uint8_t> frame) {
  DropOld();
  if (FindReady() == held_.size()) {
    return std::nullopt;
  }
  const std::optional<uint64_t> kid = stream_.format().KidOf(info, frame);
  if (!kid.has_value() || !held_.CanHold(frame.size(), info.metadata.size())) {
    return std::nullopt;
  }
  if (!held_.HasRoom(frame.size(), info.metadata.size())) {
    const bool need_not_wait =
        stream_.format().HasKey(keys_, *kid, info.ssrc) && !HasReady(*kid);
    return need_not_wait
               ? std::nullopt
               : std::optional<FrameResult>(
                     {.status = FrameStatus::kHoldExpired, .kid = *kid});
  }
  Hold(info, *kid, frame);
  return FrameResult{.status = FrameStatus::kHeld, .kid = *kid};
}

size_t ReceiveTransform::next_held_size() {
  const StreamKeys::Use use(keys_);
  DropOld();
  const size_t place = FindReady();
  return place == held_.size() ? 0
                               : MaxOpenedSize(held_.Get(place).frame.size());
}

FrameResult ReceiveTransform::OpenHeld(FrameInfo* info,
                                       absl::Span<uint8_t> out) {
  *info = {};
  const StreamKeys::Use use(keys_);
  DropOld();
  const size_t place = FindReady();
  if (place == held_.size()) {
    return {.status = FrameStatus::kNoFrame};
  }
  const HeldFrames::Held& held = held_.Get(place);
  const FrameResult result =
      stream_.format().Open(held.info, keys_, held.frame, out);
  stream_.TrimAfter(held.frame.size());
  if (!CameOut(result.status)) {
    stream_.Wipe(result.status, held.frame.size(), out);
  }
  if (result.status == FrameStatus::kBufferTooSmall) {
    return result;
  }
  *info = held.info;
  info->metadata = {};
  held_.Remove(place);
  stream_.monitor().CountOutcome(result);
  return result;
}

size_t ReceiveTransform::MaxOpenedSize(size_t sealed_size) const {
  return stream_.format().MaxOpenedSize(sealed_size);
}

StreamStats ReceiveTransform::Stats() const {
  StreamStats stats = stream_.monitor().Stats();
  stats.keys = keys_.Stats();
  return stats;
}

bool ReceiveTransform::Hold(const FrameInfo& info, uint64_t kid,
                            absl::Span<const uint8_t> frame) {
  const std::optional<size_t> evicted =
      held_.Push(info, kid, frame, clock_->Now());
  for (size_t i = 0; i < evicted.value_or(0); ++i) {
    stream_.monitor().CountOutcome({.status = FrameStatus::kHoldExpired});
  }
  return evicted.has_value();
}

// A frame without a key has none until the keyring changes, so a flood of
// frames with unknown key ids does not make each frame search all held ones.
size_t ReceiveTransform::FindReady() {
  const uint64_t version = keys_.KeyringVersion();
  if (version == none_ready_at_) {
    return held_.size();
  }
  size_t place = 0;
  while (place < held_.size() && !IsReady(held_.Get(place))) {
    ++place;
  }
  if (place == held_.size()) {
    none_ready_at_ = version;
  }
  return place;
}

bool ReceiveTransform::IsReady(const HeldFrames::Held& held) {
  return stream_.format().HasKey(keys_, held.kid, held.info.ssrc);
}

bool ReceiveTransform::HasReady(uint64_t kid) {
  size_t place = 0;
  while (place < held_.size() &&
         !(held_.Get(place).kid == kid && IsReady(held_.Get(place)))) {
    ++place;
  }
  return place != held_.size();
}

void ReceiveTransform::DropOld() {
  const absl::Time now = held_.size() == 0 ? absl::Time() : clock_->Now();
  while (held_.size() != 0 && held_.IsOld(0, now)) {
    held_.Remove(0);
    stream_.monitor().CountOutcome({.status = FrameStatus::kHoldExpired});
  }
}

}  // namespace sealframe
