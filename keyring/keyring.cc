// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/keyring.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "sealframe/crypto/mutex_lock.h"
#include "sealframe/keyring/hazard_cell.h"
#include "sealframe/keyring/iv/iv_memory.h"
#include "sealframe/keyring/iv/iv_windows.h"
#include "sealframe/keyring/key_scheme_traits.h"
#include "sealframe/keyring/keyring_config.h"
#include "sealframe/keyring/keyring_state.h"
#include "sealframe/keyring/replay_window.h"

namespace sealframe {
namespace {

// EvictConflicts removes the keys that `added` replaces.
void EvictConflicts(const KeySchemeTraits& traits, const OpeningEntry& added,
                    std::vector<OpeningEntry>* entries) {
  std::erase_if(*entries, [&](const OpeningEntry& entry) {
    return entry.ssrc == added.ssrc &&
           (entry.key->kid() == added.key->kid() ||
            (entry.chain != added.chain &&
             traits.Conflict(entry.key->kid(), added.key->kid())));
  });
}

// ForgetOldest removes the oldest chain other than `added` and the chain in
// use, which is the newest that has opened a frame. If there is no other chain,
// it removes the keys of the chain in use that have opened no frame. It returns
// whether it removed any.
bool ForgetOldest(uint64_t added, std::vector<OpeningEntry>* entries) {
  std::optional<uint64_t> in_use;
  for (const OpeningEntry& entry : *entries) {
    if (entry.chain != added && entry.key->authenticated()) {
      in_use = std::max(in_use.value_or(0), entry.chain);
    }
  }
  std::optional<uint64_t> oldest;
  for (const OpeningEntry& entry : *entries) {
    if (entry.chain != added && entry.chain != in_use) {
      oldest = std::min(oldest.value_or(entry.chain), entry.chain);
    }
  }
  return std::erase_if(*entries, [&](const OpeningEntry& entry) {
           return oldest.has_value()
                      ? entry.chain == oldest
                      : entry.chain == in_use && !entry.key->authenticated();
         }) != 0;
}

// IsAhead returns whether `entry` has opened no frame and its chain has a key
// for an earlier step.
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

// FirstToEvict returns the retired key to evict first, or the end if no key is
// retired. Steps ahead come first: their sender uses another key by now.
std::vector<OpeningEntry>::iterator FirstToEvict(
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

Keyring::Keyring(KeyringConfig config)
    : max_keys_(std::clamp(config.max_keys, size_t{1}, kMaxKeysLimit)),
      count_memory_(config.count_memory != nullptr
                        ? std::move(config.count_memory)
                        : std::make_shared<KeyCountMemory>(max_keys_)),
      traits_(config.traits),
      iv_memory_(config.iv_memory != nullptr
                     ? std::move(config.iv_memory)
                     : NewIvMemory(config.traits.iv_rule)),
      clock_(config.clock),
      mark_(std::move(config.mark)),
      replay_windows_(config.replay_slots != nullptr
                          ? std::move(config.replay_slots)
                          : NewReplaySlots(kDefaultReplayWindow)),
      cell_(std::make_shared<HazardCell<KeyringState>>(
          std::make_unique<KeyringState>())) {}

IvWindows* Keyring::iv_windows() const {
  const MutexLock lock(mutex_);
  if (iv_windows_ == nullptr && iv_memory_ != nullptr) {
    iv_windows_ =
        std::make_unique<IvWindows>(traits_.iv_rule->layout, iv_memory_);
  }
  return iv_windows_.get();
}

absl::StatusOr<std::vector<OpeningEntry>> Keyring::PrepareOpening(
    const std::vector<OpeningEntry>& entries) const {
  std::vector<OpeningEntry> opening = State().opening;
  for (const OpeningEntry& entry : entries) {
    EvictConflicts(traits_, entry, &opening);
    opening.push_back(entry);
  }
  while (opening.size() > max_keys_) {
    const auto first = FirstToEvict(&opening);
    if (first != opening.end()) {
      opening.erase(first);
    } else if (!traits_.forgets_oldest_keys ||
               !ForgetOldest(entries.front().chain, &opening)) {
      return absl::ResourceExhaustedError(absl::StrCat(
          "the participant would have more than ", max_keys_,
          " keys: call `Retire` or `RetireSharedKey` for one first, or raise "
          "max_keys_per_participant"));
    }
  }
  return opening;
}

void Keyring::SetOpening(std::vector<OpeningEntry> entries) {
  const MutexLock lock(mutex_);
  for (const OpeningEntry& entry : entries) {
    entry.key->SetMark(mark_);
    if (iv_memory_ == nullptr && entry.key->replays() == nullptr) {
      entry.key->SetReplays(replay_windows_.Get(entry.key->fingerprint()));
    }
  }
  state_.opening = std::move(entries);
  PublishLocked();
}

// Readers ignore expiry times, so nothing is published.
void Keyring::RetireOpening(uint64_t chain, uint64_t end_step,
                            absl::Time when) {
  const MutexLock lock(mutex_);
  for (OpeningEntry& entry : state_.opening) {
    if (entry.chain == chain && entry.step < end_step) {
      entry.expires = std::min(entry.expires, when);
    }
  }
}

absl::Time Keyring::Expire(absl::Time now) {
  const MutexLock lock(mutex_);
  if (std::erase_if(state_.opening, [now](const OpeningEntry& entry) {
        return entry.expires <= now;
      }) != 0) {
    PublishLocked();
  }
  if (!cell_->Collect()) {
    return absl::InfinitePast();
  }
  absl::Time next = absl::InfiniteFuture();
  for (const OpeningEntry& entry : state_.opening) {
    next = std::min(next, entry.expires);
  }
  return next;
}

void Keyring::SetSealing(std::vector<SealingEntry> entries) {
  const MutexLock lock(mutex_);
  for (const SealingEntry& entry : entries) {
    entry.key->SetMark(mark_);
  }
  state_.sealing = std::move(entries);
  PublishLocked();
}

void Keyring::Clear() {
  const MutexLock lock(mutex_);
  state_ = {};
  PublishLocked();
}

KeyringState Keyring::State() const {
  const MutexLock lock(mutex_);
  return state_;
}

Keyring::Reader Keyring::NewReader() const { return Reader(cell_); }

void Keyring::PublishLocked() {
  state_.version = ++version_;
  cell_->Publish(std::make_unique<KeyringState>(state_));
}

}  // namespace sealframe
