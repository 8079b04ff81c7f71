// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/stream_keys.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>

#include "absl/types/span.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/prefetch.h"
#include "sealframe/keyring/iv/iv_windows.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/keyring_state.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/replay_window.h"

namespace sealframe {

StreamKeys::StreamKeys(const Keyring& keyring)
    : reader_(keyring.NewReader()),
      iv_windows_(keyring.iv_windows()),
      clock_(keyring.clock()),
      counts_(keyring.count_memory()) {}

size_t StreamKeys::FindCandidates(uint8_t kid_byte,
                                  absl::Span<OpeningKey*> keys) const {
  size_t count = 0;
  uint64_t below = std::numeric_limits<uint64_t>::max();
  while (count < keys.size()) {
    // The newest chain not yet listed.
    std::optional<uint64_t> newest;
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

bool StreamKeys::Accepts(const OpeningKey& key, uint64_t counter) {
  if (key.replays() != nullptr && key.replays()->Accepts(counter)) {
    return true;
  }
  CommitReplayed(key);
  return false;
}

bool StreamKeys::Commit(OpeningKey& key, uint64_t counter) {
  if (key.replays() != nullptr && key.replays()->Commit(counter)) {
    CommitOpened(key);
    return true;
  }
  CommitReplayed(key);
  return false;
}

bool StreamKeys::AcceptsIv(const OpeningKey& key, const Nonce& iv) {
  if (iv_windows_ != nullptr && iv_windows_->Accepts(key.id(), iv, clock_)) {
    return true;
  }
  CommitReplayed(key);
  return false;
}

bool StreamKeys::CommitIv(OpeningKey& key, const Nonce& iv) {
  if (iv_windows_ != nullptr && iv_windows_->Commit(key.id(), iv, clock_)) {
    CommitOpened(key);
    return true;
  }
  CommitReplayed(key);
  return false;
}

void StreamKeys::Prefetch() const {
  sealframe::Prefetch(iv_windows_, sizeof(*iv_windows_));
  if (last_version_ == state_->version) {  // As in FindLast.
    last_key_->Prefetch();
    counts_.Prefetch();
  }
}

void StreamKeys::CommitOpened(OpeningKey& key) {
  last_key_ = &key;
  last_version_ = state_->version;
  counts_.CountOpened(key, *state_);
}

}  // namespace sealframe
