// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/keyring.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "sealframe/keyring/hazard_cell.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {
namespace {

void Evict(const OpeningEntry& added, std::vector<OpeningEntry>* entries) {
  const auto gives_way = [&added](const OpeningEntry& entry) {
    return entry.ssrc == added.ssrc &&
           (entry.key->kid() == added.key->kid() ||
            (entry.slot == added.slot && entry.chain != added.chain));
  };
  entries->erase(std::remove_if(entries->begin(), entries->end(), gives_way),
                 entries->end());
}

// EraseIf removes the entries that `goes` is true of, and returns whether there
// were any.
template <typename Predicate>
bool EraseIf(std::vector<OpeningEntry>* entries, Predicate goes) {
  const auto end = std::remove_if(entries->begin(), entries->end(), goes);
  const bool any = end != entries->end();
  entries->erase(end, entries->end());
  return any;
}

// ForgetOldest removes the oldest chain that can be spared: neither `added` nor
// the newest whose sender was heard. If there is none, it removes of the latter
// what it was not heard with: the steps ahead. It returns whether it removed
// anything.
bool ForgetOldest(uint64_t added, std::vector<OpeningEntry>* entries) {
  absl::optional<uint64_t> in_use;
  for (const OpeningEntry& entry : *entries) {
    if (entry.chain != added && entry.key->authenticated()) {
      in_use = std::max(in_use.value_or(0), entry.chain);
    }
  }
  absl::optional<uint64_t> oldest;
  for (const OpeningEntry& entry : *entries) {
    if (entry.chain != added && entry.chain != in_use) {
      oldest = std::min(oldest.value_or(entry.chain), entry.chain);
    }
  }
  return oldest.has_value()
             ? EraseIf(entries,
                       [oldest](const OpeningEntry& entry) {
                         return entry.chain == oldest;
                       })
             : EraseIf(entries, [in_use](const auto& entry) {
                 return entry.chain == in_use && !entry.key->authenticated();
               });
}

// IsAhead returns whether `entry` is a step that its sender was not heard at,
// and of a chain that has an earlier one.
bool IsAhead(const OpeningEntry& entry,
             const std::vector<OpeningEntry>& entries) {
  return !entry.key->authenticated() &&
         std::any_of(entries.begin(), entries.end(),
                     [&entry](const OpeningEntry& other) {
                       return other.chain == entry.chain &&
                              other.ssrc == entry.ssrc &&
                              other.step < entry.step;
                     });
}

// FirstToGo returns the retired key that is missed least, or the end if none is
// retired: steps ahead go first, since their sender has another key by now.
std::vector<OpeningEntry>::iterator FirstToGo(
    std::vector<OpeningEntry>* entries) {
  const auto rank = [entries](const OpeningEntry& entry) {
    return std::make_tuple(entry.expires == absl::InfiniteFuture(),
                           !IsAhead(entry, *entries), entry.expires,
                           -static_cast<int64_t>(entry.step));
  };
  const auto first =
      std::min_element(entries->begin(), entries->end(),
                       [&rank](const OpeningEntry& a, const OpeningEntry& b) {
                         return rank(a) < rank(b);
                       });
  return first->expires == absl::InfiniteFuture() ? entries->end() : first;
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

Keyring::Keyring(size_t max_keys, bool forgets_oldest)
    : max_keys_(std::clamp(max_keys, size_t{1}, kMaxKeysLimit)),
      forgets_oldest_(forgets_oldest),
      published_(std::make_shared<HazardCell<KeyringState>>(
          std::make_unique<KeyringState>())) {}

absl::StatusOr<std::vector<OpeningEntry>> Keyring::With(
    const std::vector<OpeningEntry>& entries) const {
  std::vector<OpeningEntry> opening = state_.opening;
  for (const OpeningEntry& entry : entries) {
    Evict(entry, &opening);
    opening.push_back(entry);
  }
  while (opening.size() > max_keys_) {
    const auto first = FirstToGo(&opening);
    if (first != opening.end()) {
      opening.erase(first);
    } else if (!forgets_oldest_ ||
               !ForgetOldest(entries.front().chain, &opening)) {
      return absl::ResourceExhaustedError(
          absl::StrCat("a participant has at most ", max_keys_, " keys"));
    }
  }
  return opening;
}

absl::Status Keyring::CheckRoom(
    const std::vector<OpeningEntry>& entries) const {
  const absl::MutexLock lock(&mutex_);
  return With(entries).status();
}

absl::Status Keyring::AddOpening(const std::vector<OpeningEntry>& entries) {
  const absl::MutexLock lock(&mutex_);
  absl::StatusOr<std::vector<OpeningEntry>> opening = With(entries);
  if (!opening.ok()) {
    return opening.status();
  }
  state_.opening = *std::move(opening);
  PublishLocked();
  return absl::OkStatus();
}

// Readers do not look at when a key expires, so there is nothing to publish.
void Keyring::RetireOpening(uint64_t chain, uint64_t end_step,
                            absl::Time when) {
  const absl::MutexLock lock(&mutex_);
  for (OpeningEntry& entry : state_.opening) {
    if (entry.chain == chain && entry.step < end_step) {
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
  state_.version = ++version_;
  published_->Publish(std::make_unique<KeyringState>(state_));
}

}  // namespace sealframe
