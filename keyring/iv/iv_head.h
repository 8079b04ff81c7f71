// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A head of a replay window (keyring/iv/iv_window.h): the newest position of a
// timeline, and the span of positions up to it whose frames are all in the
// window's log. Positions are compared as serial numbers.
//
// Thread-safety: a value, which is stored as one word. Never allocates.

#ifndef SEALFRAME_KEYRING_IV_IV_HEAD_H_
#define SEALFRAME_KEYRING_IV_IV_HEAD_H_

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace sealframe {

// The range of positions has this many equal parts, called buckets.
inline constexpr size_t kIvBuckets = 256;
inline constexpr uint32_t kIvBucketSize = uint32_t{1} << 24;

inline size_t IvBucketOf(uint32_t position) { return position / kIvBucketSize; }
inline size_t IvBucketBefore(size_t bucket) {
  return (bucket - 1) % kIvBuckets;
}

struct IvHead {
  static constexpr uint32_t kMaxSpan = uint32_t{1} << 26;

  uint32_t newest = 0;
  uint32_t span = 0;  // At most `kMaxSpan`. Zero excludes the newest as well.
  bool is_used = false;

  // Stored returns the word that stores the head, and Of the head stored so.
  static IvHead Of(uint64_t word) {
    return {.newest = static_cast<uint32_t>(word >> 32),
            .span = static_cast<uint32_t>(word) >> 1,
            .is_used = (word & 1) != 0};
  }
  uint64_t Stored() const {
    return uint64_t{newest} << 32 | uint64_t{span} << 1 | (is_used ? 1 : 0);
  }

  // Behind returns how far `position` is behind the newest, if it is.
  uint32_t Behind(uint32_t position) const { return newest - position; }
  bool Spans(uint32_t position) const {
    return is_used && Behind(position) < span;
  }
  bool IsIn(size_t bucket) const {
    return is_used && IvBucketOf(newest) == bucket;
  }
  // IsBehind returns whether the head is in the bucket of `position` and behind
  // it.
  bool IsBehind(uint32_t position) const {
    return IsIn(IvBucketOf(position)) && position > newest;
  }

  void MoveTo(uint32_t position) {
    span = std::min(span + (position - newest), kMaxSpan);
    newest = position;
  }

  // Exclude cuts the span to the positions after `position`.
  void Exclude(uint32_t position) { span = std::min(span, Behind(position)); }
};

// LoadEach loads each head once, so that all checks of a frame see the same. A
// head that moves past the frame between two checks would fail both.
template <size_t kHeads>
std::array<uint64_t, kHeads> LoadEach(
    const std::array<std::atomic<uint64_t>, kHeads>& stored) {
  std::array<uint64_t, kHeads> seen;
  for (size_t i = 0; i < kHeads; ++i) {
    seen[i] = stored[i].load();
  }
  return seen;
}

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_IV_IV_HEAD_H_
