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
#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/iv_replays.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/keyring_state.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/replay_window.h"

namespace sealframe {
namespace {

// IdOf identifies a key in a record. It is never zero, which marks a free one.
uint64_t IdOf(const OpeningKey& key) { return key.id() | 1; }

// Only the stream's thread writes a record, so adding needs no atomic
// operation. The stores are atomic for `Stats`.
void Increment(std::atomic<uint64_t>* count) {
  count->store(count->load(std::memory_order_relaxed) + 1,
               std::memory_order_relaxed);
}

}  // namespace

// There are as many records as the keyring holds keys. A key without one can
// always take one that is free or belongs to a removed key.
StreamKeys::StreamKeys(const Keyring& keyring, size_t replay_window)
    : reader_(keyring.NewReader()),
      iv_replays_(keyring.iv_replays()),
      clock_(keyring.clock()) {
  records_.reserve(keyring.max_keys());
  for (size_t i = 0; i < keyring.max_keys(); ++i) {
    records_.push_back(std::make_unique<KeyRecord>(replay_window));
  }
}

bool StreamKeys::Accepts(const OpeningKey& key, uint64_t counter) {
  KeyRecord* const record = FindRecord(IdOf(key));
  if (record == nullptr || record->window.Accepts(counter)) {
    return true;
  }
  Increment(&record->replayed);
  return false;
}

size_t StreamKeys::FindCandidates(uint8_t kid_byte,
                                  absl::Span<OpeningKey*> keys) {
  state_ = &reader_->Get();
  size_t count = 0;
  uint64_t below = std::numeric_limits<uint64_t>::max();
  while (count < keys.size()) {
    // The newest chain not yet listed.
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

bool StreamKeys::AcceptsIv(const OpeningKey& key, const Nonce& iv) {
  if (iv_replays_ != nullptr && iv_replays_->Accepts(key.id(), iv, clock_)) {
    return true;
  }
  CommitReplayed(key);
  return false;
}

bool StreamKeys::CommitIv(OpeningKey& key, const Nonce& iv) {
  if (iv_replays_ != nullptr && iv_replays_->Commit(key.id(), iv, clock_)) {
    CommitOpened(key);
    return true;
  }
  CommitReplayed(key);
  return false;
}

void StreamKeys::CommitOpened(OpeningKey& key) { CountOpened(key); }

void StreamKeys::CommitReplayed(const OpeningKey& key) {
  if (KeyRecord* const record = FindRecord(IdOf(key)); record != nullptr) {
    Increment(&record->replayed);
  }
}

StreamKeys::KeyRecord& StreamKeys::CountOpened(OpeningKey& key) {
  last_key_ = &key;
  last_version_ = state_->version;
  KeyRecord* record = FindRecord(IdOf(key));
  if (record == nullptr) {
    record = TakeRecord(key);
  }
  Increment(&record->opened);
  return *record;
}

std::vector<StreamKeyStats> StreamKeys::Stats() const {
  std::vector<StreamKeyStats> stats;
  for (const std::unique_ptr<KeyRecord>& record : records_) {
    if (record->key.load(std::memory_order_relaxed) != 0) {
      stats.push_back(
          {.kid = record->kid.load(std::memory_order_relaxed),
           .opened = record->opened.load(std::memory_order_relaxed),
           .replayed = record->replayed.load(std::memory_order_relaxed)});
    }
  }
  return stats;
}

StreamKeys::KeyRecord* StreamKeys::FindRecord(uint64_t key) {
  if (last_ != nullptr && last_->key.load(std::memory_order_relaxed) == key) {
    return last_;
  }
  for (const std::unique_ptr<KeyRecord>& record : records_) {
    if (record->key.load(std::memory_order_relaxed) == key) {
      return last_ = record.get();
    }
  }
  return nullptr;
}

// TakeRecord cycles through the records and skips those of keys that the
// keyring holds. So it takes free records first, and otherwise the one that has
// been kept longest for a removed key that might return.
StreamKeys::KeyRecord* StreamKeys::TakeRecord(const OpeningKey& key) {
  for (size_t passed = 0;
       passed < records_.size() &&
       IsHeld(records_[next_taken_]->key.load(std::memory_order_relaxed));
       ++passed) {
    next_taken_ = (next_taken_ + 1) % records_.size();
  }
  KeyRecord* const taken = records_[next_taken_].get();
  next_taken_ = (next_taken_ + 1) % records_.size();
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
