// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The replay windows of one participant's keys, by key fingerprint. A key that
// is removed and set again has the window that it had.
//
// Thread-safety: none; the keyring locks. Allocates.

#ifndef SEALFRAME_KEYRING_REPLAY_WINDOWS_H_
#define SEALFRAME_KEYRING_REPLAY_WINDOWS_H_

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/replay_window.h"

namespace sealframe {

// How many removed keys are remembered, those set first being forgotten first.
// Keys that opened no frame do not count. At the default size of a window this
// takes up to 16 KiB for each participant.
inline constexpr size_t kRemovedKeysRemembered = 16;

class ReplayWindows {
 public:
  // ReplayWindows makes windows that use `memory`.
  explicit ReplayWindows(std::shared_ptr<ReplaySlots> memory)
      : memory_(std::move(memory)) {}

  // Get returns the window of the key with this fingerprint: the one it had, or
  // a new one. The window counts as in use while the caller holds it.
  std::shared_ptr<ReplayWindow> Get(const KeyFingerprint& key);

 private:
  struct Known {
    KeyFingerprint key;
    std::shared_ptr<ReplayWindow> window;

    bool is_in_use() const { return window.use_count() > 1; }
  };

  void Forget();

  const std::shared_ptr<ReplaySlots> memory_;
  std::vector<Known> known_;  // The keys set last are at the end.
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_REPLAY_WINDOWS_H_
