// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A block is 32 consecutive counters. It is recorded in slot (block mod N) of N
// slots, together with a tag of 32 bits that distinguishes it from the other
// blocks of that slot:
//
//     tag = low 32 bits of (block / N) || one bit for each counter
//
// Blocks from `newest_block_` - N + 1 on are remembered; older ones are too
// old. An unused slot is all zeros, which is also the right content of the
// blocks 0 to N - 1 before their first counter. A window without slots counts
// as one whose slots are all unused; `Commit` uses those of one array only.
//
// Why at most one thread commits a counter: a thread that overwrites a slot has
// read or published a `newest_block_` of at least its own block before, and a
// slot is read before `newest_block_`. So a thread that sees a newer block in
// its slot also sees that its own is too old, and never overwrites it. A thread
// that finds its block newer than all has read the slot before any thread can
// have written that block, as the writer publishes the block first; the content
// of the slot is therefore stale. In all cases the exchange fails if the slot
// has changed since it was read.
//
// A slot that was last written a multiple of 2^32 * N blocks ago (2^44 counters
// for the default size) has the right tag for a wrong block. If that block is
// not newer than all, its counters may be refused. No replay is accepted.

#include "sealframe/keyring/replay_window.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "absl/numeric/bits.h"
#include "sealframe/keyring/spare_arrays.h"

namespace sealframe {
namespace {

constexpr size_t kBlockCounters = 32;

// One block more than `size` fills, as the newest block is only begun.
size_t SlotsFor(size_t size) {
  const size_t clamped = std::clamp(size, kMinReplayWindow, kMaxReplayWindow);
  return absl::bit_ceil((clamped - 2) / kBlockCounters + 2);
}

uint64_t TagOf(uint64_t slot) { return slot >> kBlockCounters; }

}  // namespace

std::shared_ptr<ReplaySlots> NewReplaySlots(size_t size) {
  return std::make_shared<ReplaySlots>(SlotsFor(size));
}

ReplayWindow::ReplayWindow(std::shared_ptr<ReplaySlots> memory)
    : slots_(std::move(memory)), slot_bits_(absl::countr_zero(slots_.size())) {}

ReplayWindow::Place ReplayWindow::PlaceOf(uint64_t counter) const {
  const uint64_t block = counter / kBlockCounters;
  return {.block = block,
          .slot = static_cast<size_t>(block & (SlotCount() - 1)),
          .tag = (block >> slot_bits_) & 0xffffffff,
          .bit = uint64_t{1} << (counter % kBlockCounters)};
}

inline bool ReplayWindow::IsTooOld(const Place& place, uint64_t newest) const {
  return place.block + SlotCount() <= newest;
}

bool ReplayWindow::Accepts(uint64_t counter) const {
  const Place place = PlaceOf(counter);
  const std::atomic<uint64_t>* const slots = slots_.Get();
  const uint64_t slot =
      slots == nullptr ? 0 : slots[place.slot].load(std::memory_order_acquire);
  const uint64_t newest = newest_block_.load(std::memory_order_relaxed);
  const bool is_recorded = place.block <= newest && TagOf(slot) == place.tag &&
                           (slot & place.bit) != 0;
  return !is_recorded && !IsTooOld(place, newest);
}

bool ReplayWindow::Commit(uint64_t counter) {
  const Place place = PlaceOf(counter);
  std::atomic<uint64_t>* const slot = slots_.Need() + place.slot;
  uint64_t seen = slot->load(std::memory_order_acquire);
  std::optional<bool> committed;
  do {
    committed = TryCommit(place, slot, &seen);
  } while (!committed.has_value());
  return *committed;
}

std::optional<bool> ReplayWindow::TryCommit(const Place& place,
                                            std::atomic<uint64_t>* slot,
                                            uint64_t* seen) {
  const uint64_t newest = newest_block_.load(std::memory_order_relaxed);
  if (IsTooOld(place, newest)) {
    return false;
  }
  uint64_t next = place.tag << kBlockCounters | place.bit;
  if (place.block > newest) {
    Advance(place.block, newest);
  } else if (TagOf(*seen) == place.tag) {
    if ((*seen & place.bit) != 0) {
      return false;
    }
    next = *seen | place.bit;
  }
  return slot->compare_exchange_strong(*seen, next, std::memory_order_acq_rel,
                                       std::memory_order_acquire)
             ? std::optional<bool>(true)
             : std::nullopt;
}

// Advance makes `block` the newest, unless a newer one is by now.
void ReplayWindow::Advance(uint64_t block, uint64_t newest) {
  while (newest < block && !newest_block_.compare_exchange_weak(
                               newest, block, std::memory_order_relaxed)) {
  }
}

bool ReplayWindow::empty() const {
  const std::atomic<uint64_t>* const slots = slots_.Get();
  return newest_block_.load(std::memory_order_relaxed) == 0 &&
         (slots == nullptr || slots[0].load(std::memory_order_relaxed) == 0);
}

void ReplayWindow::Clear() {
  slots_.Clear();
  newest_block_.store(0, std::memory_order_relaxed);
}

size_t ReplayWindow::size() const {
  return (SlotCount() - 1) * kBlockCounters + 1;
}

}  // namespace sealframe
