// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/keyring_state.h"

#include <algorithm>
#include <cstdint>

#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {

OpeningKey* KeyringState::FindOpening(uint64_t kid, uint32_t ssrc) const {
  for (const OpeningEntry& entry : opening) {
    if (entry.key->kid() == kid && entry.ssrc.value_or(ssrc) == ssrc) {
      return entry.key.get();
    }
  }
  return nullptr;
}

uint64_t KeyringState::NewestAuthenticated(uint64_t chain) const {
  uint64_t newest = 0;
  for (const OpeningEntry& entry : opening) {
    if (entry.chain == chain && entry.key->authenticated()) {
      newest = std::max(newest, entry.step);
    }
  }
  return newest;
}

}  // namespace sealframe
