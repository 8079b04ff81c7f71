// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "keyring/keyring.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "keyring/opening_key.h"
#include "keyring/published.h"
#include "keyring/sealing_key.h"

namespace sealframe {
namespace {

void EraseSameKid(const OpeningEntry& added,
                  std::vector<OpeningEntry>* entries) {
  entries->erase(std::remove_if(entries->begin(), entries->end(),
                                [&added](const OpeningEntry& entry) {
                                  return entry.key->kid() == added.key->kid() &&
                                         entry.ssrc == added.ssrc;
                                }),
                 entries->end());
}

}  // namespace

OpeningKey* KeyringState::FindOpening(uint64_t kid, uint32_t ssrc) const {
  for (const OpeningEntry& entry : opening) {
    if (entry.key->kid() == kid && entry.ssrc.value_or(ssrc) == ssrc) {
      return entry.key.get();
    }
  }
  return nullptr;
}

SealingKey* KeyringState::FindSealing(uint32_t ssrc) const {
  for (const SealingEntry& entry : sealing) {
    if (entry.ssrc.value_or(ssrc) == ssrc) {
      return entry.key.get();
    }
  }
  return nullptr;
}

Keyring::Keyring(size_t max_keys)
    : max_keys_(std::min(max_keys, kMaxKeysLimit)),
      published_(std::make_shared<Published<KeyringState>>(
          std::make_unique<KeyringState>())) {}

absl::Status Keyring::AddOpening(std::vector<OpeningEntry> entries) {
  const absl::MutexLock lock(&mutex_);
  std::vector<OpeningEntry> opening = state_.opening;
  for (OpeningEntry& entry : entries) {
    EraseSameKid(entry, &opening);
    opening.push_back(std::move(entry));
  }
  if (opening.size() > max_keys_) {
    return absl::ResourceExhaustedError(
        absl::StrCat("a participant has at most ", max_keys_, " keys"));
  }
  state_.opening = std::move(opening);
  PublishLocked();
  return absl::OkStatus();
}

void Keyring::RetireOpening(uint64_t kid, absl::Time when) {
  const absl::MutexLock lock(&mutex_);
  for (OpeningEntry& entry : state_.opening) {
    if (entry.key->kid() == kid) {
      entry.expires = std::min(entry.expires, when);
    }
  }
}

void Keyring::Expire(absl::Time now) {
  const absl::MutexLock lock(&mutex_);
  const auto expired =
      std::remove_if(state_.opening.begin(), state_.opening.end(),
                     [now](const OpeningEntry& e) { return e.expires <= now; });
  if (expired == state_.opening.end()) {
    return;
  }
  state_.opening.erase(expired, state_.opening.end());
  PublishLocked();
}

void Keyring::SetSealing(std::vector<SealingEntry> entries) {
  const absl::MutexLock lock(&mutex_);
  state_.sealing = std::move(entries);
  PublishLocked();
}

void Keyring::Clear() {
  const absl::MutexLock lock(&mutex_);
  state_ = {};
  PublishLocked();
}

KeyringState Keyring::State() const {
  const absl::MutexLock lock(&mutex_);
  return state_;
}

std::unique_ptr<Keyring::Reader> Keyring::NewReader() const {
  return std::make_unique<Reader>(published_);
}

void Keyring::PublishLocked() {
  published_->Publish(std::make_unique<KeyringState>(state_));
}

}  // namespace sealframe
