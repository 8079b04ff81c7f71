// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/replay_window.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/numeric/bits.h"

namespace sealframe {
namespace {

constexpr uint64_t kWordBits = 64;

uint64_t BitOf(uint64_t counter) {
  return uint64_t{1} << (counter % kWordBits);
}

}  // namespace

// The number of words is a power of two, so that words and counters wrap
// together at 2^64.
ReplayWindow::ReplayWindow(size_t size)
    : size_(absl::bit_ceil(
          std::clamp(size, kMinReplayWindow, kMaxReplayWindow))) {
  words_.resize(2 * size_ / kWordBits);
}

size_t ReplayWindow::WordOf(uint64_t counter) const {
  return (counter / kWordBits) & (words_.size() - 1);
}

bool ReplayWindow::Accepts(uint64_t counter) const {
  if (empty_ || counter > newest_) {
    return true;
  }
  if (newest_ - counter >= size_) {
    return false;
  }
  return (words_[WordOf(counter)] & BitOf(counter)) == 0;
}

void ReplayWindow::Commit(uint64_t counter) {
  if (!Accepts(counter)) {
    return;
  }
  if (empty_ || counter > newest_) {
    const uint64_t moved =
        empty_ ? 0 : counter / kWordBits - newest_ / kWordBits;
    const uint64_t cleared = std::min<uint64_t>(moved, words_.size());
    for (uint64_t i = 0; i < cleared; ++i) {
      words_[WordOf(counter - i * kWordBits)] = 0;
    }
    newest_ = counter;
    empty_ = false;
  }
  words_[WordOf(counter)] |= BitOf(counter);
}

void ReplayWindow::Clear() {
  std::fill(words_.begin(), words_.end(), 0);
  newest_ = 0;
  empty_ = true;
}

}  // namespace sealframe
