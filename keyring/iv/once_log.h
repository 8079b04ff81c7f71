// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A log of the newest values that several threads append to, each value at most
// once. It is a ring: a new value overwrites the oldest one.
//
// To append, a thread takes the next place, checks that the log does not
// contain its value, and appends to that place. Appending fails if any other
// value was appended since the place was taken. So of two threads with one
// value, at most one succeeds, and the other finds the value when it repeats.
//
// An entry holds its value and the low bits of its lap, the number of times
// that the ring was filled. They show where the log ends. The stored end only
// rises, and is behind by one value at most.
//
// Thread-safety: may be used from several threads, except `Clear`. Never
// allocates, blocks or waits: an append fails only because another one
// succeeded.

#ifndef SEALFRAME_KEYRING_IV_ONCE_LOG_H_
#define SEALFRAME_KEYRING_IV_ONCE_LOG_H_

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "absl/numeric/bits.h"
#include "absl/types/span.h"

namespace sealframe {

class OnceLog {
 public:
  using Slot = std::atomic<uint64_t>;

  static constexpr unsigned kValueBits = 60;

  // OnceLog keeps its entries in `slots`, which must be zero, outlive it, and
  // have a power of two for their number.
  explicit OnceLog(absl::Span<Slot> slots)
      : slots_(slots), lap_shift_(absl::countr_zero(slots.size())) {}

  OnceLog(const OnceLog&) = delete;
  OnceLog& operator=(const OnceLog&) = delete;

  // Place is where the next value goes.
  struct Place {
    uint64_t number = 0;  // How many values were appended before.
    uint64_t entry = 0;   // The entry to overwrite, unless `is_free`.
    bool is_free = false;

    uint64_t oldest() const { return entry & kValueMask; }
  };

  Place Next() const;

  // Append writes `value`, of `kValueBits` bits, to `place`. It returns false,
  // and changes nothing, if another value was appended since `Next`.
  [[nodiscard]] bool Append(const Place& place, uint64_t value);

  // Find returns the index of the first entry with a value that is equal to
  // `value` in the bits of `mask`, or `size()`. It looks at all values appended
  // before `place` was taken, and perhaps at later ones.
  size_t Find(const Place& place, uint64_t value,
              uint64_t mask = kValueMask) const;

  // At returns the value at `index`.
  uint64_t At(size_t index) const {
    return slots_[index].load(std::memory_order_relaxed) & kValueMask;
  }
  size_t IndexOf(uint64_t number) const {
    return static_cast<size_t>(number & (slots_.size() - 1));
  }
  size_t IndexOf(const Place& place) const { return IndexOf(place.number); }
  size_t size() const { return slots_.size(); }

  // Clear removes all values. No other thread may append at the same time.
  void Clear();

 private:
  static constexpr uint64_t kValueMask = (uint64_t{1} << kValueBits) - 1;
  static constexpr uint64_t kLapMask = 15;

  // LapOf returns the lap of the value with this number, in 4 bits. Free slots
  // have lap 0.
  uint64_t LapOf(uint64_t number) const {
    return ((number >> lap_shift_) + 1) & kLapMask;
  }

  void RaiseEnd(uint64_t end);

  const absl::Span<Slot> slots_;
  const int lap_shift_;
  std::atomic<uint64_t> end_{0};  // The values appended, or all but the last.
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_IV_ONCE_LOG_H_
