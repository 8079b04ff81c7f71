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
    if (log_.Find(place, hash, kLaneMask) != log_.size()) {
      return log_.Find(place, hash) != log_.size() ? Added::kNoAsKnown
                                                   : Added::kNoAsLaneKnown;
    }
    if (log_.Append(place, hash)) {
      frames_[log_.IndexOf(place)].store(Packed(frame));
      return Added::kYes;
    }
  }
}

void SingleIvs::ForEachOf(uint64_t lane,
                          absl::FunctionRef<void(const IvFrame&)> visit) const {
  const OnceLog::Place end = log_.Next();
  const uint64_t hash = HashOf({.lane = lane});
  for (size_t i = log_.Find(end, hash, kLaneMask); i != log_.size();
       i = log_.Find(end, hash, kLaneMask, i + 1)) {
    const IvFrame frame = Unpacked(lane, frames_[i].load());
    if (HashOf(frame) == log_.At(i)) {
      visit(frame);
    }
  }
}

}  // namespace sealframe
