// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// For fuzzers: a model of the keys of a call with one sender and one receiver.
// It contains only what is certain, and so decides which frames must seal, and
// which must open. Tell it about changes that succeeded.
//
// Thread-safety: none. Allocates.

#ifndef SEALFRAME_TESTS_FUZZ_KEY_MODEL_H_
#define SEALFRAME_TESTS_FUZZ_KEY_MODEL_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

namespace sealframe {

class KeyModel {
 public:
  // Activate makes the sender seal with key `index`.
  void Activate(uint64_t index) { active_ = index; }

  // Ratchet advances the active key. From then on, the receiver may not have
  // the step of a frame: it follows frames, and forgets earlier steps.
  void Ratchet() {
    if (active_.has_value()) {
      ratcheted_.insert(*active_);
    }
  }

  // SetAtReceiver sets key `index` at the receiver. A fourth key with its steps
  // may fill its keyring: old keys then make room, but not the two newest.
  void SetAtReceiver(uint64_t index) {
    Retire(index);
    receiver_.push_back(index);
    ever_set_.insert(index);
    if (ever_set_.size() > 3 && receiver_.size() > 2) {
      receiver_.erase(receiver_.begin(), receiver_.end() - 2);
    }
  }

  // Retire removes key `index` from the receiver, now or later.
  void Retire(uint64_t index) {
    receiver_.erase(std::remove(receiver_.begin(), receiver_.end(), index),
                    receiver_.end());
  }

  // RemoveReceiver removes all keys of the receiver.
  void RemoveReceiver() {
    receiver_.clear();
    ever_set_.clear();
  }

  // active returns the key that the sender seals with. If there is one, frames
  // must seal.
  std::optional<uint64_t> active() const { return active_; }

  // Opens returns whether the receiver certainly has the key of frames that
  // were sealed with key `index`.
  bool Opens(uint64_t index) const {
    return ratcheted_.count(index) == 0 &&
           std::find(receiver_.begin(), receiver_.end(), index) !=
               receiver_.end();
  }

 private:
  std::optional<uint64_t> active_;
  std::set<uint64_t> ratcheted_;
  std::vector<uint64_t> receiver_;  // The newest last.
  std::set<uint64_t> ever_set_;     // At the receiver.
};

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_FUZZ_KEY_MODEL_H_
