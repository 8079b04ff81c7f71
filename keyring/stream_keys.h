// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// One receiving stream's view of a keyring: which key opens a frame, and which
// of that key's counters this stream has opened already (RFC 9605,
// Section 9.3).
//
// There is one replay window for each key a stream has authenticated. A window
// belongs to a key, not to a KID, so that a KID used again for another key
// starts afresh, and a key that is removed and added again does not.
//
// Windows are not told apart by the SSRC that came with a frame: nobody has
// authenticated that.
//
// Thread-safety: belongs to one thread at a time, but `Stats`, which any
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

// StreamKeyStats says what one key did for one stream.
struct StreamKeyStats {
  uint64_t kid = 0;
  uint64_t opened = 0;    // Frames.
  uint64_t replayed = 0;  // Frames refused as opened before, or too old.
};

class StreamKeys {
 public:
  // StreamKeys reads `keyring`, with windows of `replay_window` counters.
  StreamKeys(const Keyring& keyring, size_t replay_window);

  StreamKeys(const StreamKeys&) = delete;
  StreamKeys& operator=(const StreamKeys&) = delete;

  // Find returns the key of `kid`, or null. It stays valid until the next
  // `Find`.
  OpeningKey* Find(uint64_t kid, uint32_t ssrc) {
    state_ = &reader_->Get();
    return state_->FindOpening(kid, ssrc);
  }

  // FindLast returns the key that opened this stream's last frame, or null if
  // its KID does not end in `kid_byte`, or if the keyring has changed since. It
  // is valid as one from `Find`.
  OpeningKey* FindLast(uint8_t kid_byte) {
    state_ = &reader_->Get();
    return last_key_ != nullptr && last_version_ == state_->version &&
                   LowByte(*last_key_) == kid_byte
               ? last_key_
               : nullptr;
  }

  // FindCandidates stores in `*keys` those whose KIDs end in `kid_byte`, for
  // formats whose frames name a key by a byte that several have, in the order
  // in which they are worth trying: of the newest key chain first, and in that
  // by ratchet step. It stops where `keys` does, and returns how many there
  // are. They are valid as those from `Find`.
  size_t FindCandidates(uint8_t kid_byte, absl::Span<OpeningKey*> keys);

  // KeyringVersion returns a number that changes when the keyring does. It is a
  // `Find` as far as keys' validity goes.
  uint64_t KeyringVersion() {
    state_ = &reader_->Get();
    return state_->version;
  }

  // Accepts returns whether `counter` may be opened with `key`, which was found
  // last: whether it is neither opened already nor too old to tell. It
  // changes only statistics.
  bool Accepts(const OpeningKey& key, uint64_t counter);

  // Commit records that `counter` was opened with `key`, which was found last.
  // Call it only once the frame has authenticated.
  void Commit(OpeningKey& key, uint64_t counter);

  // CommitOpened and CommitReplayed record, for formats with replay windows of
  // their own (frame/formats/ring/iv_windows.h), that `key`, which was found
  // last, opened a frame, or would have but that it had been opened before.
  void CommitOpened(OpeningKey& key);
  void CommitReplayed(const OpeningKey& key);

  // Stats returns a row for each key that has opened a frame and has not made
  // room for another.
  std::vector<StreamKeyStats> Stats() const;

 private:
  struct Slot {
    explicit Slot(size_t replay_window) : window(replay_window) {}

    std::atomic<uint64_t> key{0};  // Its short fingerprint. Zero: free.
    std::atomic<uint64_t> kid{0};
    std::atomic<uint64_t> opened{0};
    std::atomic<uint64_t> replayed{0};
    ReplayWindow window;
  };

  static uint8_t LowByte(const OpeningKey& key) {
    return static_cast<uint8_t>(key.kid());
  }
  // CountOpened counts a frame that `key` opened, and returns the key's slot.
  Slot& CountOpened(OpeningKey& key);
  Slot* FindSlot(uint64_t key);
  Slot* TakeSlot(const OpeningKey& key);
  bool IsHeld(uint64_t key) const;

  const std::unique_ptr<Keyring::Reader> reader_;
  const KeyringState* state_ = nullptr;  // What was looked in last.
  OpeningKey* last_key_ = nullptr;       // That opened the last frame.
  uint64_t last_version_ = 0;            // Of the keyring, as it did.
  std::vector<std::unique_ptr<Slot>> slots_;
  Slot* last_ = nullptr;   // The slot used last: mostly the next one, too.
  size_t next_taken_ = 0;  // Where the slot to be taken next is looked for.
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_STREAM_KEYS_H_
