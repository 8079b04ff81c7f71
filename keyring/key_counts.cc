// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/key_counts.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/keyring/keyring_state.h"
#include "sealframe/keyring/opening_key.h"

namespace sealframe {
namespace {

// IdOf identifies a key in a record. It is never zero, which marks a free one.
uint64_t IdOf(const OpeningKey& key) { return key.id() | 1; }

bool IsHeld(uint64_t key, const KeyringState& keyring) {
  return std::any_of(
      keyring.opening.begin(), keyring.opening.end(),
      [key](const OpeningEntry& entry) { return IdOf(*entry.key) == key; });
}

// Only the stream's thread writes a record, so adding needs no atomic
// operation. The stores are atomic for `Stats`.
void Increment(std::atomic<uint64_t>* count) {
  count->store(count->load(std::memory_order_relaxed) + 1,
               std::memory_order_relaxed);
}

}  // namespace

KeyCounts::KeyCounts(const std::shared_ptr<KeyCountMemory>& memory)
    : records_(memory) {
  memory->Fill();
}

void KeyCounts::CountOpened(const OpeningKey& key,
                            const KeyringState& keyring) {
  Record* record = Find(IdOf(key));
  if (record == nullptr) {
    record = Take(key, keyring);
  }
  Increment(&record->opened);
}

void KeyCounts::CountReplayed(const OpeningKey& key) {
  if (Record* const record = Find(IdOf(key)); record != nullptr) {
    Increment(&record->replayed);
  }
}

std::vector<StreamKeyStats> KeyCounts::Stats() const {
  std::vector<StreamKeyStats> stats;
  for (const Record& record : Records()) {
    if (record.key.load(std::memory_order_relaxed) != 0) {
      stats.push_back(
          {.kid = record.kid.load(std::memory_order_relaxed),
           .opened = record.opened.load(std::memory_order_relaxed),
           .replayed = record.replayed.load(std::memory_order_relaxed)});
    }
  }
  return stats;
}

KeyCounts::Record* KeyCounts::Find(uint64_t key) {
  if (last_ != nullptr && last_->key.load(std::memory_order_relaxed) == key) {
    return last_;
  }
  for (Record& record : Records()) {
    if (record.key.load(std::memory_order_relaxed) == key) {
      return last_ = &record;
    }
  }
  return nullptr;
}

// Take cycles through the records and skips those of keys that `keyring` holds.
// There are as many as it holds keys, so it takes free records first, and
// otherwise the one that has been kept longest for a removed key that might
// return.
KeyCounts::Record* KeyCounts::Take(const OpeningKey& key,
                                   const KeyringState& keyring) {
  const absl::Span<Record> records(records_.Need(), records_.size());
  for (size_t passed = 0;
       passed < records.size() &&
       IsHeld(records[next_taken_].key.load(std::memory_order_relaxed),
              keyring);
       ++passed) {
    next_taken_ = (next_taken_ + 1) % records.size();
  }
  Record& taken = records[next_taken_];
  next_taken_ = (next_taken_ + 1) % records.size();
  taken.opened.store(0, std::memory_order_relaxed);
  taken.replayed.store(0, std::memory_order_relaxed);
  taken.kid.store(key.kid(), std::memory_order_relaxed);
  taken.key.store(IdOf(key), std::memory_order_relaxed);
  return last_ = &taken;
}

}  // namespace sealframe
