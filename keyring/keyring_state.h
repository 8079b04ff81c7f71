// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The contents of a keyring (keyring/keyring.h) at one moment.
//
// Thread-safety: plain values. The functions never allocate.

#ifndef SEALFRAME_KEYRING_KEYRING_STATE_H_
#define SEALFRAME_KEYRING_KEYRING_STATE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {

// OpeningEntry is a key that opens frames of stream `ssrc`, or of all streams
// if `ssrc` is absent. The key chain numbered `chain` derived it at ratchet
// step `step`.
struct OpeningEntry {
  std::optional<uint32_t> ssrc;
  std::shared_ptr<OpeningKey> key;
  uint64_t chain = 0;
  uint64_t step = 0;
  absl::Time expires = absl::InfiniteFuture();
};

// SealingEntry is a key that seals frames of stream `ssrc`, or of all streams
// if `ssrc` is absent.
struct SealingEntry {
  std::optional<uint32_t> ssrc;
  std::shared_ptr<SealingKey> key;
};

struct KeyringState {
  std::vector<OpeningEntry> opening;
  std::vector<SealingEntry> sealing;
  uint64_t version = 1;  // Different after each change, and never zero.

  // FindOpening returns the key of `kid` for stream `ssrc`, or null.
  OpeningKey* FindOpening(uint64_t kid, uint32_t ssrc) const;
  // FindSealing returns the active key for stream `ssrc`, or null.
  SealingKey* FindSealing(uint32_t ssrc) const {
    for (const SealingEntry& entry : sealing) {
      if (entry.ssrc.value_or(ssrc) == ssrc) {
        return entry.key.get();
      }
    }
    return nullptr;
  }
  // NewestAuthenticated returns the newest step of `chain` that has opened a
  // frame, or zero.
  uint64_t NewestAuthenticated(uint64_t chain) const;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_KEYRING_STATE_H_
