// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/replay_windows.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/replay_window.h"

namespace sealframe {

std::shared_ptr<ReplayWindow> ReplayWindows::Get(const KeyFingerprint& key) {
  const auto found =
      std::find_if(known_.begin(), known_.end(),
                   [&key](const Known& known) { return known.key == key; });
  if (found != known_.end()) {
    std::rotate(found, found + 1, known_.end());
  } else {
    memory_->Fill();
    known_.push_back(
        {.key = key, .window = std::make_shared<ReplayWindow>(memory_)});
  }
  std::shared_ptr<ReplayWindow> window = known_.back().window;
  Forget();
  return window;
}

// Forget drops the windows of keys that were removed without opening a frame,
// and of the first of the others.
void ReplayWindows::Forget() {
  std::erase_if(known_, [](const Known& known) {
    return !known.is_in_use() && known.window->empty();
  });
  const auto removed =
      std::count_if(known_.begin(), known_.end(),
                    [](const Known& known) { return !known.is_in_use(); });
  auto surplus = removed - static_cast<ptrdiff_t>(kRemovedKeysRemembered);
  std::erase_if(known_, [&surplus](const Known& known) {
    return !known.is_in_use() && surplus-- > 0;
  });
}

}  // namespace sealframe
