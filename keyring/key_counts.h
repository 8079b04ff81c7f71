// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Counts the frames of one receiving stream, for each key that has opened one.
// A key that is removed and set again goes on with its counts, unless another
// key has taken their place.
//
// Thread-safety: belongs to one thread at a time, except `Stats`. The
// constructor and `Stats` allocate, and the first `CountOpened` if no memory is
// spare (keyring/spare_arrays.h).

#ifndef SEALFRAME_KEYRING_KEY_COUNTS_H_
#define SEALFRAME_KEYRING_KEY_COUNTS_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/crypto/prefetch.h"
#include "sealframe/keyring/keyring_state.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/spare_arrays.h"

namespace sealframe {

// StreamKeyStats counts the frames of one stream under one key.
struct StreamKeyStats {
  uint64_t kid = 0;
  uint64_t opened = 0;
  uint64_t replayed = 0;  // Refused as opened before or too old.
};

// KeyCountRecord holds the counts of a key that has opened a frame, or is free.
struct KeyCountRecord {
  std::atomic<uint64_t> key{0};  // Its short fingerprint, or zero if free.
  std::atomic<uint64_t> kid{0};
  std::atomic<uint64_t> opened{0};
  std::atomic<uint64_t> replayed{0};
};

// KeyCountMemory is memory for streams of keyrings with as many keys as its
// arrays have elements. A stream has none before its first opened frame.
using KeyCountMemory = SpareArrays<KeyCountRecord>;

class KeyCounts {
 public:
  explicit KeyCounts(const std::shared_ptr<KeyCountMemory>& memory);
  // The same with memory of its own, for keyrings with `max_keys`.
  explicit KeyCounts(size_t max_keys)
      : KeyCounts(std::make_shared<KeyCountMemory>(max_keys)) {}

  // CountOpened counts a frame that `key`, one of `keyring`, has opened.
  void CountOpened(const OpeningKey& key, const KeyringState& keyring);

  // CountReplayed counts a refused frame of `key`, if it has opened one.
  void CountReplayed(const OpeningKey& key);

  // Prefetch fetches what counting a frame of the last key uses into the
  // caches.
  void Prefetch() const { sealframe::Prefetch(last_, sizeof(*last_)); }

  // Stats returns a row for each key that has opened a frame.
  std::vector<StreamKeyStats> Stats() const;

 private:
  using Record = KeyCountRecord;

  absl::Span<Record> Records() const {
    Record* const records = records_.Get();
    return absl::MakeSpan(records, records == nullptr ? 0 : records_.size());
  }
  Record* Find(uint64_t key);
  Record* Take(const OpeningKey& key, const KeyringState& keyring);

  LateArray<Record> records_;
  Record* last_ = nullptr;  // Used last, and likely next.
  size_t next_taken_ = 0;   // Where to look for a free record.
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_KEY_COUNTS_H_
