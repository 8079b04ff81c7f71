// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// One receiving stream's view of its participant's keys, with their replay
// rules (RFC 9605, Section 9.3). A replay window belongs to a key, and all
// streams of the participant share it; SSRCs do not select one, as they are not
// authenticated.
//
// Thread-safety: belongs to one thread at a time, except `Stats`. Only the
// constructor and `Stats` allocate.

#ifndef SEALFRAME_KEYRING_STREAM_KEYS_H_
#define SEALFRAME_KEYRING_STREAM_KEYS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/iv/iv_windows.h"
#include "sealframe/keyring/key_counts.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/keyring_state.h"
#include "sealframe/keyring/opening_key.h"

namespace sealframe {

class StreamKeys {
 public:
  // StreamKeys reads `keyring`, which outlives it.
  explicit StreamKeys(const Keyring& keyring);

  // Use holds the keyring's contents, or those of a use around it, which must
  // end later. `keys` finds keys only during a use; they are valid until its
  // end.
  class Use {
   public:
    explicit Use(StreamKeys& keys)
        : keys_(keys), outer_(keys.state_), state_(keys.reader_) {
      keys.state_ = state_.operator->();
    }
    ~Use() { keys_.state_ = outer_; }
    Use(const Use&) = delete;

   private:
    StreamKeys& keys_;
    const KeyringState* const outer_;
    const Keyring::Use state_;
  };

  // Find returns the key of `kid`, or null.
  OpeningKey* Find(uint64_t kid, uint32_t ssrc) const {
    return state_->FindOpening(kid, ssrc);
  }

  // FindLast returns the key that opened this stream's last frame, or null if
  // its KID does not end in `kid_byte` or the keyring has changed since.
  OpeningKey* FindLast(uint8_t kid_byte) const {
    return last_key_ != nullptr && last_version_ == state_->version &&
                   LowByte(*last_key_) == kid_byte
               ? last_key_
               : nullptr;
  }

  // FindCandidates stores in `keys`, while there is room, the keys whose KIDs
  // end in `kid_byte`, and returns their number. The newest key chain is first,
  // and within a chain the lowest ratchet step.
  size_t FindCandidates(uint8_t kid_byte, absl::Span<OpeningKey*> keys) const;

  // KeyringVersion returns a number that changes when the keyring does.
  uint64_t KeyringVersion() const { return state_->version; }

  // Accepts returns whether no frame with `counter` was opened with `key`, a
  // valid key, and `counter` is not too old to check. It changes only
  // statistics.
  bool Accepts(const OpeningKey& key, uint64_t counter);

  // Commit records that a frame with `counter` has authenticated with `key`, a
  // valid key. It returns false if the frame was opened since `Accepts`, by
  // another stream of the participant: it must then not come out.
  [[nodiscard]] bool Commit(OpeningKey& key, uint64_t counter);

  // AcceptsIv and CommitIv do the same for the IVs of formats that carry them.
  //
  // Both pairs refuse all frames of a scheme of the other kind
  // (`KeySchemeTraits::iv_rule`).
  bool AcceptsIv(const OpeningKey& key, const Nonce& iv);
  [[nodiscard]] bool CommitIv(OpeningKey& key, const Nonce& iv);

  // CommitOpened records a frame that `key`, a valid key, opened without a
  // replay check. CommitReplayed counts a frame that was refused as a replay.
  void CommitOpened(OpeningKey& key);
  void CommitReplayed(const OpeningKey& key) { counts_.CountReplayed(key); }

  // Prefetch fetches what frames of the last key use into the caches.
  void Prefetch() const;

  // Stats returns a row for each key that has opened a frame of this stream.
  std::vector<StreamKeyStats> Stats() const { return counts_.Stats(); }

 private:
  static uint8_t LowByte(const OpeningKey& key) {
    return static_cast<uint8_t>(key.kid());
  }

  Keyring::Reader reader_;
  IvWindows* const iv_windows_;
  const Clock& clock_;
  const KeyringState nothing_;
  const KeyringState* state_ = &nothing_;  // In use.
  OpeningKey* last_key_ = nullptr;         // Opened the last frame.
  uint64_t last_version_ = 0;              // The keyring's at that time.
  KeyCounts counts_;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_STREAM_KEYS_H_
