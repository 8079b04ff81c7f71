// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/stream_keys.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/keyring_state.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/replay_window.h"

namespace sealframe {
namespace {

// IdOf names a key in a slot. It is never zero, which marks a free one.
uint64_t IdOf(const OpeningKey& key) { return key.id() | 1; }

// Only the stream's thread writes a slot, so adding needs no atomic operation;
// the stores are atomic for those who read statistics.
void Increment(std::atomic<uint64_t>* count) {
  count->store(count->load(std::memory_order_relaxed) + 1,
               std::memory_order_relaxed);
}

}  // namespace

// There are as many slots as the keyring holds keys, so that a key without one
// always finds one that is free or left over from a key that is gone.
StreamKeys::StreamKeys(const Keyring& keyring, size_t replay_window)
    : reader_(keyring.NewReader()) {
  slots_.reserve(keyring.max_keys());
  for (size_t i = 0; i < keyring.max_keys(); ++i) {
    slots_.push_back(std::make_unique<Slot>(replay_window));
  }
}

bool StreamKeys::Accepts(const OpeningKey& key, uint64_t counter) {
  Slot* const slot = FindSlot(IdOf(key));
  if (slot == nullptr || slot->window.Accepts(counter)) {
    return true;
  }
  Increment(&slot->replayed);
  return false;
}

size_t StreamKeys::FindCandidates(uint8_t kid_byte,
                                  absl::Span<OpeningKey*> keys) {
  state_ = &reader_->Get();
  size_t count = 0;
  uint64_t below = std::numeric_limits<uint64_t>::max();
  while (count < keys.size()) {
    // The newest chain that has not had its turn.
    absl::optional<uint64_t> newest;
    for (const OpeningEntry& entry : state_->opening) {
      if (LowByte(*entry.key) == kid_byte && entry.chain < below) {
        newest = std::max(newest.value_or(0), entry.chain);
      }
    }
    if (!newest.has_value()) {
      break;
    }
    for (const OpeningEntry& entry : state_->opening) {
      if (LowByte(*entry.key) == kid_byte && entry.chain == *newest &&
          count < keys.size()) {
        keys[count++] = entry.key.get();
      }
    }
    below = *newest;
  }
  return count;
}

void StreamKeys::Commit(OpeningKey& key, uint64_t counter) {
  CountOpened(key).window.Commit(counter);
}

void StreamKeys::CommitOpened(OpeningKey& key) { CountOpened(key); }

void StreamKeys::CommitReplayed(const OpeningKey& key) {
  if (Slot* const slot = FindSlot(IdOf(key)); slot != nullptr) {
    Increment(&slot->replayed);
  }
}

StreamKeys::Slot& StreamKeys::CountOpened(OpeningKey& key) {
  last_key_ = &key;
  last_version_ = state_->version;
  Slot* slot = FindSlot(IdOf(key));
  if (slot == nullptr) {
    slot = TakeSlot(key);
  }
  Increment(&slot->opened);
  return *slot;
}

std::vector<StreamKeyStats> StreamKeys::Stats() const {
  std::vector<StreamKeyStats> stats;
  for (const std::unique_ptr<Slot>& slot : slots_) {
    if (slot->key.load(std::memory_order_relaxed) != 0) {
      stats.push_back(
          {.kid = slot->kid.load(std::memory_order_relaxed),
           .opened = slot->opened.load(std::memory_order_relaxed),
           .replayed = slot->replayed.load(std::memory_order_relaxed)});
    }
  }
  return stats;
}

StreamKeys::Slot* StreamKeys::FindSlot(uint64_t key) {
  if (last_ != nullptr && last_->key.load(std::memory_order_relaxed) == key) {
    return last_;
  }
  for (const std::unique_ptr<Slot>& slot : slots_) {
    if (slot->key.load(std::memory_order_relaxed) == key) {
      return last_ = slot.get();
    }
  }
  return nullptr;
}

// TakeSlot goes round, and passes over keys that are held. So free slots are
// taken first, and then the windows of keys that are gone but may come back are
// kept for as long as possible.
StreamKeys::Slot* StreamKeys::TakeSlot(const OpeningKey& key) {
  for (size_t passed = 0;
       passed < slots_.size() &&
       IsHeld(slots_[next_taken_]->key.load(std::memory_order_relaxed));
       ++passed) {
    next_taken_ = (next_taken_ + 1) % slots_.size();
  }
  Slot* const taken = slots_[next_taken_].get();
  next_taken_ = (next_taken_ + 1) % slots_.size();
  taken->window.Clear();
  taken->opened.store(0, std::memory_order_relaxed);
  taken->replayed.store(0, std::memory_order_relaxed);
  taken->kid.store(key.kid(), std::memory_order_relaxed);
  taken->key.store(IdOf(key), std::memory_order_relaxed);
  return last_ = taken;
}

bool StreamKeys::IsHeld(uint64_t key) const {
  const std::vector<OpeningEntry>& held = state_->opening;
  return std::any_of(held.begin(), held.end(), [key](const OpeningEntry& e) {
    return IdOf(*e.key) == key;
  });
}

}  // namespace sealframe
