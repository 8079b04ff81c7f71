// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/iv/single_ivs.h"

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "absl/functional/function_ref.h"
#include "sealframe/keyring/iv/iv_frame.h"
#include "sealframe/keyring/iv/once_log.h"

namespace sealframe {
namespace {

constexpr unsigned kHashBits = OnceLog::kValueBits / 2;
constexpr uint64_t kLaneMask = ((uint64_t{1} << kHashBits) - 1) << kHashBits;
constexpr uint64_t kIsTaken = uint64_t{1} << 63;

uint64_t Packed(const IvFrame& frame) {
  return uint64_t{frame.position} << kIvMarkBits | frame.mark;
}

IvFrame Unpacked(uint64_t lane, uint64_t packed) {
  return {.lane = lane,
          .position = static_cast<uint32_t>(packed >> kIvMarkBits),
          .mark = static_cast<uint32_t>(packed) &
                  ((uint32_t{1} << kIvMarkBits) - 1)};
}

// HashOf returns a hash of the lane and, in the low bits, one of the frame.
uint64_t HashOf(const IvFrame& frame) {
  const uint64_t lane = frame.lane >> (64 - kHashBits);
  return lane << kHashBits |
         MixBits(frame.lane ^ MixBits(Packed(frame))) >> (64 - kHashBits);
}

}  // namespace

bool SingleIvs::Contains(const IvFrame& frame) const {
  return log_.Find(log_.Next(), HashOf(frame)) != log_.size();
}

SingleIvs::Added SingleIvs::Add(const IvFrame& frame) {
  const uint64_t hash = HashOf(frame);
  for (;;) {
    const OnceLog::Place place = log_.Next();
    const bool is_lane_known = log_.Find(place, hash, kLaneMask) != log_.size();
    if (is_lane_known && log_.Find(place, hash) != log_.size()) {
      return {.is_new = false, .is_lane_known = true};
    }
    if (log_.Append(place, hash)) {
      const size_t index = log_.IndexOf(place);
      frames_[index].store(Packed(frame));
      return {.is_new = true, .is_lane_known = is_lane_known, .index = index};
    }
  }
}

bool SingleIvs::Take(const IvFrame& frame, size_t index) {
  uint64_t packed = Packed(frame);
  return frames_[index].compare_exchange_strong(packed, packed | kIsTaken) ||
         packed != (Packed(frame) | kIsTaken);
}

void SingleIvs::TakeAllOf(uint64_t lane,
                          absl::FunctionRef<void(const IvFrame&)> visit) {
  const OnceLog::Place end = log_.Next();
  const uint64_t hash = HashOf({.lane = lane});
  for (size_t i = log_.Find(end, hash, kLaneMask); i != log_.size();
       i = log_.Find(end, hash, kLaneMask, i + 1)) {
    uint64_t packed = frames_[i].load();
    const IvFrame frame = Unpacked(lane, packed);
    if (HashOf(frame) == log_.At(i) && packed < kIsTaken &&
        frames_[i].compare_exchange_strong(packed, packed | kIsTaken)) {
      visit(frame);
    }
  }
}

}  // namespace sealframe
