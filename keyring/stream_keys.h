// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// One receiving stream's keys, and a replay window (RFC 9605, Section 9.3) for
// each key that has authenticated a frame. A window belongs to the key, not to
// its KID: a different key under one KID starts a new window, and a key that is
// removed and added again has its old one, unless another key took that over.
// SSRCs do not select a window, as they are not authenticated.
//
// Thread-safety: belongs to one thread at a time, except `Stats`. Only the
// constructor and `Stats` allocate.

#ifndef SEALFRAME_KEYRING_STREAM_KEYS_H_
#define SEALFRAME_KEYRING_STREAM_KEYS_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/iv_replays.h"
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
  // StreamKeys reads `keyring`, which outlives it. Windows hold `replay_window`
  // counters.
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
    return last_key_ != nullptr && last_version_ == state_->version &&
                   LowByte(*last_key_) == kid_byte
               ? last_key_
               : nullptr;
  }

  // FindCandidates stores in `keys`, while there is room, the keys whose KIDs
  // end in `kid_byte`, and returns their number. The newest key chain is first,
  // and within a chain the lowest ratchet step.
  size_t FindCandidates(uint8_t kid_byte, absl::Span<OpeningKey*> keys);

  // KeyringVersion returns a number that changes when the keyring does.
  uint64_t KeyringVersion() {
    state_ = &reader_->Get();
    return state_->version;
  }

  // Accepts returns whether `counter` is new for `key`, a valid key, and not
  // too old to know. It changes only statistics.
  bool Accepts(const OpeningKey& key, uint64_t counter);

  // Commit records that `counter` was opened with `key`, a valid key. Call it
  // only once the frame has authenticated.
  void Commit(OpeningKey& key, uint64_t counter);

  // AcceptsIv and CommitIv do the same for the IVs of formats that carry them.
  // They serve all streams of the keyring: CommitIv returns false if another
  // has opened `iv` since, and the frame must then not come out. Both return
  // false if the keyring has no `IvReplays`.
  bool AcceptsIv(const OpeningKey& key, const Nonce& iv);
  [[nodiscard]] bool CommitIv(OpeningKey& key, const Nonce& iv);

  // CommitOpened and CommitReplayed record an opened or a replayed frame of
  // `key`, a valid key, for formats with their own replay windows.
  void CommitOpened(OpeningKey& key);
  void CommitReplayed(const OpeningKey& key);

  // Stats returns a row for each key with a replay window.
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
  KeyRecord& CountOpened(OpeningKey& key);
  KeyRecord* FindRecord(uint64_t key);
  KeyRecord* TakeRecord(const OpeningKey& key);
  bool IsHeld(uint64_t key) const;

  const std::unique_ptr<Keyring::Reader> reader_;
  IvReplays* const iv_replays_;
  const Clock& clock_;
  const KeyringState* state_ = nullptr;  // Read last.
  OpeningKey* last_key_ = nullptr;       // Opened the last frame.
  uint64_t last_version_ = 0;            // The keyring's at that time.
  std::vector<std::unique_ptr<KeyRecord>> records_;
  KeyRecord* last_ = nullptr;  // Used last, and likely next.
  size_t next_taken_ = 0;      // Where to look for a free record.
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_STREAM_KEYS_H_
