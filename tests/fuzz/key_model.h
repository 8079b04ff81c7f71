// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// For fuzzers: models of the keys of a call's two ends. As far as it is
// certain, they decide which frames must seal, must open and must not open.
// Their callers report each change that succeeds.
//
// Thread-safety: none. Allocates.

#ifndef SEALFRAME_TESTS_FUZZ_KEY_MODEL_H_
#define SEALFRAME_TESTS_FUZZ_KEY_MODEL_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "sealframe/keyring/key_provider_options.h"

namespace sealframe {

// KeyStep is a key, by its index, at a ratchet step: it names the AEAD key.
using KeyStep = std::pair<uint64_t, uint64_t>;

// How long a receiver keeps the steps before the one that it followed last.
inline const absl::Duration kRatchetOverlap =
    KeyProviderOptions().ratchet_overlap;

// A receiver remembers the frames of this many removed keys.
inline constexpr size_t kRememberedKeys = 16;

// The keys of a sending end.
class SenderKeys {
 public:
  bool Has(uint64_t index) const { return steps_.count(index) != 0; }

  // Set adds key `index`, which begins at step 0.
  void Set(uint64_t index) { steps_[index] = 0; }

  // Activate makes the sender seal with key `index`.
  void Activate(uint64_t index) { active_ = index; }

  // Ratchet advances the active key. There must be one.
  void Ratchet() { ++steps_.at(*active_); }

  // Retire removes key `index`, at once.
  void Retire(uint64_t index) {
    steps_.erase(index);
    if (active_ == index) {
      active_.reset();
    }
  }

  // RemoveAll removes all keys.
  void RemoveAll() {
    steps_.clear();
    active_.reset();
  }

  // active returns the key that the sender seals with. If there is one, frames
  // must seal.
  std::optional<KeyStep> active() const {
    return active_.has_value() ? std::optional<KeyStep>(*steps_.find(*active_))
                               : std::nullopt;
  }

 private:
  std::map<uint64_t, uint64_t> steps_;
  std::optional<uint64_t> active_;
};

// The keys of a receiving end. A poll moves it to the newest ratchet step that
// opened a frame. It has the keys of `steps_ahead` further steps, and keeps
// those of earlier ones for `kRatchetOverlap`.
class ReceiverKeys {
 public:
  explicit ReceiverKeys(uint64_t steps_ahead) : steps_ahead_(steps_ahead) {}

  // MayBe returns whether it is possible that the receiver has key `index`, or,
  // if `has` is false, that it does not. A retired key counts as absent.
  bool MayBe(uint64_t index, bool has) const {
    return Has(index).value_or(has) == has;
  }

  // Set adds key `index`. A fourth key with its steps may fill the keyring,
  // which then removes retired keys and after them old ones, but not the two
  // newest.
  void Set(uint64_t index) {
    Remove(index);
    NeedRoom();
    keys_.push_back(index);
    steps_[index] = {.was_there = retired_.count(index) != 0};
    if (keys_.size() > 2 && keys_.size() + unsure_.size() > 3) {
      unsure_.insert(keys_.begin(), keys_.end() - 2);
      keys_.erase(keys_.begin(), keys_.end() - 2);
    }
  }

  // Retire removes key `index` in the first poll at `when` or later.
  void Retire(uint64_t index, absl::Time when) {
    const bool has = Has(index) == true;
    Remove(index);
    Retired& key = retired_.try_emplace(index).first->second;
    key.opens_until = has ? when : absl::InfinitePast();
    key.end = std::max(key.end, when);
  }

  // RemoveAll removes all keys.
  void RemoveAll() {
    keys_.clear();
    unsure_.clear();
    retired_.clear();
  }

  // Poll notes that the receiver was polled.
  void Poll(absl::Time now) {
    std::erase_if(retired_,
                  [now](const auto& key) { return key.second.end <= now; });
    for (auto& [index, key] : retired_) {
      if (key.opens_until <= now) {
        key.opens_until = absl::InfinitePast();
      }
    }
    for (auto& [index, steps] : steps_) {
      steps.Expire(now);
      if (steps.newest > steps.followed && Has(index) != false) {
        steps.Follow(now);
        NeedRoom();
      }
    }
  }

  // Open notes that a frame with this key has opened.
  void Open(const KeyStep& key) {
    uint64_t& newest = steps_[key.first].newest;
    newest = std::max(newest, key.second);
  }

  // MustOpen returns whether the receiver certainly has `key`, so that its
  // frames must open. It may have forgotten steps before the newest that opened
  // a frame.
  bool MustOpen(const KeyStep& key) const {
    const auto retired = retired_.find(key.first);
    if (Has(key.first) != true &&
        (retired == retired_.end() ||
         retired->second.opens_until == absl::InfinitePast())) {
      return false;
    }
    const Steps& steps = steps_.at(key.first);
    const uint64_t followed = steps.was_there ? 0 : steps.followed;
    return key.second >= steps.newest && key.second <= followed + steps_ahead_;
  }

  // MayHave returns whether it is possible that the receiver has key `index` at
  // any step.
  bool MayHave(uint64_t index) const {
    return Has(index) != false || retired_.count(index) != 0;
  }

  // MayHaveAny returns whether it is possible that the receiver has any key.
  bool MayHaveAny() const {
    return !keys_.empty() || !unsure_.empty() || !retired_.empty();
  }

  // MayOpen returns whether it is possible that the receiver has `key`. If not,
  // its frames must not open.
  bool MayOpen(const KeyStep& key) const {
    if (!MayHave(key.first)) {
      return false;
    }
    const Steps& steps = steps_.at(key.first);
    return steps.was_there || key.second >= steps.gone_before;
  }

 private:
  void Remove(uint64_t index) {
    keys_.erase(std::remove(keys_.begin(), keys_.end(), index), keys_.end());
    unsure_.erase(index);
  }

  // NeedRoom notes that retired keys may have been removed to make room.
  void NeedRoom() {
    for (auto& [index, key] : retired_) {
      key.opens_until = absl::InfinitePast();
    }
  }

  // Has returns whether the receiver has key `index`, not retired; nullopt if
  // that is not certain.
  std::optional<bool> Has(uint64_t index) const {
    if (unsure_.count(index) != 0) {
      return std::nullopt;
    }
    return std::find(keys_.begin(), keys_.end(), index) != keys_.end();
  }

  // The ratchet steps of a key since it was set.
  struct Steps {
    void Follow(absl::Time now) {
      followed = newest;
      ends[followed] = now + kRatchetOverlap;
    }

    void Expire(absl::Time now) {
      for (const auto& [step, end] : ends) {
        if (end <= now) {
          gone_before = std::max(gone_before, step);
        }
      }
    }

    uint64_t newest = 0;       // The newest step that opened a frame.
    uint64_t followed = 0;     // The newest at the last poll.
    uint64_t gone_before = 0;  // Earlier steps are gone.
    // When those before each step that was followed are removed.
    std::map<uint64_t, absl::Time> ends = {};
    // The key was set again after it was retired, before it was gone. Frames
    // may then have opened with what was left of the old key, at steps that the
    // new one does not follow.
    bool was_there = false;
  };

  // A retired key, or several with the same index.
  struct Retired {
    // When the newest stops opening frames, or the infinite past if that is not
    // certain.
    absl::Time opens_until = absl::InfinitePast();
    absl::Time end = absl::InfinitePast();  // When the last is removed.
  };

  const uint64_t steps_ahead_;
  std::vector<uint64_t> keys_;  // The newest last.
  std::set<uint64_t> unsure_;   // They may have been removed to make room.
  std::map<uint64_t, Retired> retired_;
  std::map<uint64_t, Steps> steps_;
};

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_FUZZ_KEY_MODEL_H_
