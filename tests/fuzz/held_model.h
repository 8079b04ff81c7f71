// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// For fuzzers: a model of the frames that a receiving stream holds. Each frame
// that is given to the stream has a token of its own. The model ends the
// program if the stream holds others than it should (tests/fuzz/check.h).
//
// Thread-safety: none. Allocates.

#ifndef SEALFRAME_TESTS_FUZZ_HELD_MODEL_H_
#define SEALFRAME_TESTS_FUZZ_HELD_MODEL_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "sealframe/frame/held_frames.h"
#include "sealframe/tests/fuzz/check.h"
#include "sealframe/tests/fuzz/key_model.h"

namespace sealframe {

// What a stream must do with a frame.
enum class Fate {
  kIsOpened,   // Open it, or refuse it as a replay.
  kIsHeld,     // Hold it.
  kUncertain,  // The model does not decide.
};

class HeldModel {
 public:
  // If `names_keys` is false, frames do not name their key, and the stream
  // holds them only while the receiver has no key at all.
  HeldModel(const HoldOptions& options, bool names_keys)
      : options_(options), names_keys_(names_keys) {}

  // DropOld notes that frames of more than the maximum age are no longer held.
  void DropOld(absl::Time now) {
    while (!frames_.empty() && now - frames_.front().since > options_.max_age) {
      frames_.erase(frames_.begin());
    }
  }

  // FateOf returns the fate of an unaltered frame of `size` bytes, of the kind
  // of the stream.
  Fate FateOf(const KeyStep& key, size_t size, const ReceiverKeys& keys) const {
    if (!is_exact_) {
      return Fate::kUncertain;
    }
    if (HasReady(keys) || !MayBeReady(key, keys)) {
      return HasRoom(size) ? Fate::kIsHeld : Fate::kUncertain;
    }
    const bool may_wait =
        std::any_of(frames_.begin(), frames_.end(), [&](const Frame& frame) {
          return !frame.key.has_value() || MayBeReady(*frame.key, keys);
        });
    return !may_wait && keys.MustOpen(key) ? Fate::kIsOpened : Fate::kUncertain;
  }

  // Hold notes that the stream holds a frame. The key of an altered frame is
  // unknown: it has none here.
  void Hold(uint64_t token, std::optional<KeyStep> key, size_t size,
            absl::Time now) {
    is_exact_ = is_exact_ && HasRoom(size);
    frames_.push_back({.token = token, .key = key, .size = size, .since = now});
  }

  // Compare checks that the stream holds the frames with these tokens, the
  // oldest first, and no more than it may. Frames that had no room may have
  // displaced others.
  void Compare(const std::vector<uint64_t>& tokens) {
    std::vector<Frame> held;
    for (const Frame& frame : frames_) {
      if (held.size() < tokens.size() && frame.token == tokens[held.size()]) {
        held.push_back(frame);
      }
    }
    Check(held.size() == tokens.size());
    Check(held.size() == frames_.size() || !is_exact_);
    frames_ = held;
    Check(frames_.size() <= options_.max_frames);
    Check(TotalSize() <= options_.max_bytes);
    is_exact_ = true;
  }

  // FirstReady returns the place of the oldest frame whose key the receiver
  // certainly has, or the number of frames. Older ones may come out before it.
  size_t FirstReady(const ReceiverKeys& keys) const {
    const auto ready =
        std::find_if(frames_.begin(), frames_.end(), [&](const Frame& frame) {
          return frame.key.has_value() && keys.MustOpen(*frame.key);
        });
    return static_cast<size_t>(ready - frames_.begin());
  }

  // HasReady returns whether a frame must come out.
  bool HasReady(const ReceiverKeys& keys) const {
    return FirstReady(keys) != frames_.size();
  }

  // Remove notes that a frame has come out, checks that the receiver may have
  // its key, and returns its place.
  size_t Remove(uint64_t token, const ReceiverKeys& keys) {
    const auto found = std::find_if(
        frames_.begin(), frames_.end(),
        [token](const Frame& frame) { return frame.token == token; });
    Check(found != frames_.end());
    Check(!found->key.has_value() || MayBeReady(*found->key, keys));
    const auto place = static_cast<size_t>(found - frames_.begin());
    frames_.erase(found);
    return place;
  }

  void Clear() { frames_.clear(); }

 private:
  struct Frame {
    uint64_t token = 0;
    std::optional<KeyStep> key;
    size_t size = 0;
    absl::Time since;
  };

  bool MayBeReady(const KeyStep& key, const ReceiverKeys& keys) const {
    return names_keys_ ? keys.MayHave(key.first) : keys.MayHaveAny();
  }

  size_t TotalSize() const {
    size_t size = 0;
    for (const Frame& frame : frames_) {
      size += frame.size;
    }
    return size;
  }

  bool HasRoom(size_t size) const {
    return frames_.size() < options_.max_frames &&
           TotalSize() + size <= options_.max_bytes;
  }

  const HoldOptions options_;
  const bool names_keys_;
  std::vector<Frame> frames_;  // The oldest first.
  bool is_exact_ = true;       // If false, some of `frames_` may be gone.
};

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_FUZZ_HELD_MODEL_H_
