// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/opening_key.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>

#include "absl/types/span.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_limits.h"

namespace sealframe {

OpeningKey::OpeningKey(uint64_t kid, std::unique_ptr<Aead> aead,
                       const Nonce& salt, const KeyLimits& limits,
                       const KeyFingerprint& fingerprint)
    : kid_(kid),
      aead_(std::move(aead)),
      salt_(salt),
      limits_(limits),
      fingerprint_(fingerprint),
      id_(ShortFingerprint(fingerprint)) {}

bool OpeningKey::Refuse(absl::Span<uint8_t> out) {
  std::fill(out.begin(), out.end(), uint8_t{0});
  return false;
}

void OpeningKey::CountFailure() {
  const uint64_t failed =
      failed_openings_.fetch_add(1, std::memory_order_relaxed) + 1;
  if (failed == limits_.soft_failed_openings ||
      failed == limits_.max_failed_openings) {
    MarkDue();
  }
}

}  // namespace sealframe
