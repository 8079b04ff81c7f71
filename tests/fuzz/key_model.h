// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// For fuzzers: models of the keys of a call's two ends. They contain only what
// is certain, and so decide which frames must seal, and which must open. Tell
// them about changes that succeeded.
//
// Thread-safety: none. Allocates.

#ifndef SEALFRAME_TESTS_FUZZ_KEY_MODEL_H_
#define SEALFRAME_TESTS_FUZZ_KEY_MODEL_H_

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace sealframe {

// KeyStep is a key, by its index, at a ratchet step: it names the AEAD key.
using KeyStep = std::pair<uint64_t, uint64_t>;

// The keys of a sending end.
class SenderKeys {
 public:
  bool Has(uint64_t index) const { return steps_.count(index) != 0; }

  // Set adds key `index`, which begins at step 0.
  void Set(uint64_t index) { steps_[index] = 0; }

  // Activate makes the sender seal with key `index`.
  void Activate(uint64_t index) { active_ = index; }

  // Ratchet advances the active key, which there is.
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

// The keys of a receiving end.
class ReceiverKeys {
 public:
  // MayBe returns whether it is possible that the receiver has key `index`, or,
  // if `has` is false, that it has no such key.
  bool MayBe(uint64_t index, bool has) const {
    return Has(index).value_or(has) == has;
  }

  // Set adds key `index`. A fourth key with its steps may fill the keyring: old
  // keys then make room, but not the two newest.
  void Set(uint64_t index) {
    Retire(index);
    keys_.push_back(index);
    ever_set_.insert(index);
    if (ever_set_.size() > 3 && keys_.size() > 2) {
      unsure_.insert(keys_.begin(), keys_.end() - 2);
      keys_.erase(keys_.begin(), keys_.end() - 2);
    }
  }

  // Retire removes key `index`, now or later.
  void Retire(uint64_t index) {
    keys_.erase(std::remove(keys_.begin(), keys_.end(), index), keys_.end());
    unsure_.erase(index);
  }

  // RemoveAll removes all keys.
  void RemoveAll() {
    keys_.clear();
    unsure_.clear();
    ever_set_.clear();
  }

  // SenderRatcheted says that a sender has advanced key `index`. From then on,
  // the receiver may not have the step of a frame: it follows frames, and
  // forgets earlier steps.
  void SenderRatcheted(uint64_t index) { ratcheted_.insert(index); }

  // Opens returns whether the receiver certainly has the key of frames that
  // were sealed with key `index`.
  bool Opens(uint64_t index) const {
    return ratcheted_.count(index) == 0 && Has(index) == true;
  }

 private:
  // Has returns whether the receiver has key `index`; nullopt if that is not
  // certain.
  std::optional<bool> Has(uint64_t index) const {
    if (unsure_.count(index) != 0) {
      return std::nullopt;
    }
    return std::find(keys_.begin(), keys_.end(), index) != keys_.end();
  }

  std::set<uint64_t> ratcheted_;
  std::vector<uint64_t> keys_;  // The newest last.
  std::set<uint64_t> unsure_;   // They may have made room.
  std::set<uint64_t> ever_set_;
};

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_FUZZ_KEY_MODEL_H_
