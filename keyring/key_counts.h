// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Counts the frames of one receiving stream, for each key that has opened one.
// A key that is removed and set again goes on with its counts, unless another
// key has taken their place.
//
// Thread-safety: belongs to one thread at a time, except `Stats`. Only the
// constructor and `Stats` allocate.

#ifndef SEALFRAME_KEYRING_KEY_COUNTS_H_
#define SEALFRAME_KEYRING_KEY_COUNTS_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sealframe/keyring/keyring_state.h"
#include "sealframe/keyring/opening_key.h"

namespace sealframe {

// StreamKeyStats counts the frames of one stream under one key.
struct StreamKeyStats {
  uint64_t kid = 0;
  uint64_t opened = 0;
  uint64_t replayed = 0;  // Refused as opened before or too old.
};

class KeyCounts {
 public:
  // KeyCounts has room for the keys of a keyring with `max_keys`.
  explicit KeyCounts(size_t max_keys) : records_(max_keys) {}

  // CountOpened counts a frame that `key`, one of `keyring`, has opened.
  void CountOpened(const OpeningKey& key, const KeyringState& keyring);

  // CountReplayed counts a refused frame of `key`, if it has opened one.
  void CountReplayed(const OpeningKey& key);

  // Stats returns a row for each key that has opened a frame.
  std::vector<StreamKeyStats> Stats() const;

 private:
  // The counts of a key that has opened a frame, or a free record.
  struct Record {
    std::atomic<uint64_t> key{0};  // Its short fingerprint, or zero if free.
    std::atomic<uint64_t> kid{0};
    std::atomic<uint64_t> opened{0};
    std::atomic<uint64_t> replayed{0};
  };

  Record* Find(uint64_t key);
  Record* Take(const OpeningKey& key, const KeyringState& keyring);

  std::vector<Record> records_;
  Record* last_ = nullptr;  // Used last, and likely next.
  size_t next_taken_ = 0;   // Where to look for a free record.
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_KEY_COUNTS_H_
