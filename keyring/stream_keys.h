// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// One receiving stream's view of a keyring: the keys that open its frames, and
// the counters that it has opened with each (RFC 9605, Section 9.3).
//
// The stream has a replay window for each key that has authenticated one of its
// frames. A different key under the same KID starts a new window. A key that is
// removed and added again has its old window, unless another key has taken it.
// The SSRC does not select a window, as it is not authenticated.
//
// Thread-safety: belongs to one thread at a time, except `Stats`, which any
// thread may call. Only the constructor and `Stats` allocate.

#ifndef SEALFRAME_KEYRING_STREAM_KEYS_H_
#define SEALFRAME_KEYRING_STREAM_KEYS_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/keyring_state.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/replay_window.h"

namespace sealframe {

// StreamKeyStats counts the frames of one stream under one key.
struct StreamKeyStats {
  uint64_t kid = 0;
  uint64_t opened = 0;
  uint64_t replayed = 0;  // Refused as opened before or too old.
};

class StreamKeys {
 public:
  // StreamKeys reads `keyring`. Replay windows hold `replay_window` counters.
  StreamKeys(const Keyring& keyring, size_t replay_window);

  StreamKeys(const StreamKeys&) = delete;
  StreamKeys& operator=(const StreamKeys&) = delete;

  // Find returns the key of `kid`, or null. A returned key is valid until the
  // next call of Find, FindLast, FindCandidates or KeyringVersion.
  OpeningKey* Find(uint64_t kid, uint32_t ssrc) {
    state_ = &reader_->Get();
    return state_->FindOpening(kid, ssrc);
  }

  // FindLast returns the key that opened this stream's last frame, or null if
  // its KID does not end in `kid_byte` or the keyring has changed since.
  OpeningKey* FindLast(uint8_t kid_byte) {
    state_ = &reader_->Get();
    if (!last_key_ || last_version_ != state_->version) return nullptr;
    return LowByte(*last_key_) == kid_byte ? last_key_ : nullptr;
  }

  // FindCandidates stores in `keys` the keys whose KIDs end in `kid_byte`, the
  // newest key chain first, and within a chain the lowest ratchet step first.
  // It stops when `keys` is full, and returns their number.
  size_t FindCandidates(uint8_t kid_byte, absl::Span<OpeningKey*> keys);

  // KeyringVersion returns a number that changes when the keyring does.
  uint64_t KeyringVersion() {
    state_ = &reader_->Get();
    return state_->version;
  }

  // Accepts returns whether `counter` was neither opened with `key`, a valid
  // key, nor is too old to know. It changes only statistics.
  bool Accepts(const OpeningKey& key, uint64_t counter);

  // Commit records that `counter` was opened with `key`, a valid key. Call it
  // only once the frame has authenticated.
  void Commit(OpeningKey& key, uint64_t counter);

  // CommitOpened and CommitReplayed are for formats with their own replay
  // windows. They record that `key`, a valid key, opened or refused a frame.
  void CommitOpened(OpeningKey& key);
  void CommitReplayed(const OpeningKey& key);

  // Stats returns a row for each key with a window.
  std::vector<StreamKeyStats> Stats() const;

 private:
  // A key that has opened a frame of this stream, or a free record.
  struct KeyRecord {
    explicit KeyRecord(size_t replay_window) : window(replay_window) {}
    std::atomic<uint64_t> key{0};  // Its short fingerprint, or zero if free.
    std::atomic<uint64_t> kid{0};
    std::atomic<uint64_t> opened{0};
    std::atomic<uint64_t> replayed{0};
    ReplayWindow window;
  };

  static uint8_t LowByte(const OpeningKey& key) {
    return static_cast<uint8_t>(key.kid());
  }
  // CountOpened counts a frame that `key` opened, and returns its record.
  KeyRecord& CountOpened(OpeningKey& key);
  KeyRecord* FindRecord(uint64_t key);
  KeyRecord* TakeRecord(const OpeningKey& key);
  bool IsHeld(uint64_t key) const;

  const std::unique_ptr<Keyring::Reader> reader_;
  const KeyringState* state_ = nullptr;  // Read last.
  OpeningKey* last_key_ = nullptr;       // Opened the last frame.
  uint64_t last_version_ = 0;            // The keyring's at that time.
  std::vector<std::unique_ptr<KeyRecord>> records_;
  KeyRecord* last_ = nullptr;  // Used last, and likely next.
  size_t next_taken_ = 0;      // Where to look for a free record.
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_STREAM_KEYS_H_
