// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/iv/single_ivs.h"

#include <algorithm>
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

// A word of `frames_` is a packed frame, the low bits of its lap (the number of
// times that the log was full before) and whether it is still to be taken.
constexpr unsigned kLapShift = 60;
constexpr uint64_t kLapMask = 7;
constexpr uint64_t kIsLeft = uint64_t{1} << 63;

uint64_t LapOf(uint64_t number) { return (number / kSingleIvs) & kLapMask; }

uint64_t Packed(const IvFrame& frame) {
  return uint64_t{frame.position} << kIvMarkBits | frame.mark;
}

IvFrame Unpacked(uint64_t lane, uint64_t packed) {
  return {.lane = lane,
          .position = static_cast<uint32_t>(packed >> kIvMarkBits),
          .mark = static_cast<uint32_t>(packed) &
                  ((uint32_t{1} << kIvMarkBits) - 1)};
}

// WordOf returns the word of a frame that is still to be taken.
uint64_t WordOf(const IvFrame& frame, uint64_t number) {
  return kIsLeft | LapOf(number) << kLapShift | Packed(frame);
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
      Write(frame, place.number);
      return {.is_new = true,
              .is_lane_known = is_lane_known,
              .number = place.number};
    }
  }
}

// Write leaves the frame to be taken, unless the log has overwritten it: then
// its place belongs to a later frame.
void SingleIvs::Write(const IvFrame& frame, uint64_t number) {
  std::atomic<uint64_t>& word = frames_[log_.IndexOf(number)];
  uint64_t seen = word.load();
  while (log_.Next().number <= number + kSingleIvs &&
         !word.compare_exchange_strong(seen, WordOf(frame, number))) {
  }
}

bool SingleIvs::Take(const IvFrame& frame, uint64_t number) {
  const uint64_t left = WordOf(frame, number);
  uint64_t word = left;
  return frames_[log_.IndexOf(number)].compare_exchange_strong(
             word, left & ~kIsLeft) ||
         word != (left & ~kIsLeft);
}

void SingleIvs::TakeAllOf(uint64_t lane,
                          absl::FunctionRef<void(const IvFrame&)> visit) {
  const uint64_t end = log_.Next().number;
  for (uint64_t number = end - std::min<uint64_t>(end, kSingleIvs);
       number < end; ++number) {
    const size_t index = log_.IndexOf(number);
    uint64_t word = frames_[index].load();
    const IvFrame frame = Unpacked(lane, word);
    if (word == WordOf(frame, number) && HashOf(frame) == log_.At(index) &&
        frames_[index].compare_exchange_strong(word, word & ~kIsLeft)) {
      visit(frame);
    }
  }
}

}  // namespace sealframe
