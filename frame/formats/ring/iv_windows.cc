// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/iv_windows.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "sealframe/crypto/big_endian.h"
#include "sealframe/crypto/nonce.h"

namespace sealframe {
namespace {

// A timestamp this far behind counts as ahead.
constexpr uint32_t kHalfRange = uint32_t{1} << 31;

uint32_t SsrcOf(const Nonce& iv) { return LoadBigEndian32(iv.data()); }
uint32_t TimestampOf(const Nonce& iv) { return LoadBigEndian32(iv.data() + 4); }
uint32_t TailOf(const Nonce& iv) { return LoadBigEndian32(iv.data() + 8); }

}  // namespace

IvWindows::IvWindows() : ivs_(new Ivs[kIvWindows]) {}

bool IvWindows::Accepts(uint64_t key, const Nonce& iv) const {
  const size_t place = Find(key, SsrcOf(iv));
  if (place == kIvWindows) {
    return true;
  }
  const Window& window = windows_[place];
  const uint32_t timestamp = TimestampOf(iv);
  const uint32_t behind = window.newest - timestamp;
  if (behind > kHalfRange) {
    return true;  // Newer than all.
  }
  if (behind >= window.too_old && behind != 0) {
    return false;
  }
  for (size_t i = window.count; i-- > 0;) {
    const Iv& known = At(window, ivs_[place], i);
    if (window.newest - known.timestamp > behind) {
      return true;
    }
    if (known.timestamp == timestamp && known.tail == TailOf(iv)) {
      return false;
    }
  }
  return true;
}

void IvWindows::Commit(uint64_t key, const Nonce& iv) {
  const Iv added = {.timestamp = TimestampOf(iv), .tail = TailOf(iv)};
  size_t place = Find(key, SsrcOf(iv));
  if (place == kIvWindows) {
    place = Take(key, SsrcOf(iv), added.timestamp);
  }
  Window& window = windows_[place];
  window.used = ++uses_;
  last_ = place;
  const uint32_t ahead = added.timestamp - window.newest;
  if (ahead < kHalfRange) {
    Advance(&window, ivs_[place], ahead);
  }
  Insert(&window, ivs_[place], added);
}

inline IvWindows::Iv& IvWindows::At(const Window& window, Ivs& ivs, size_t i) {
  return ivs[(window.first + i) % kIvWindowSize];
}

// Advance moves the newest timestamp ahead by `by`, and forgets IVs that are
// then half the range of timestamps behind.
void IvWindows::Advance(Window* window, Ivs& ivs, uint32_t by) {
  while (window->count > 0 &&
         window->newest - At(*window, ivs, 0).timestamp >= kHalfRange - by) {
    ++window->first;
    --window->count;
  }
  window->newest += by;
  window->too_old =
      window->too_old >= kHalfRange - by ? kHalfRange : window->too_old + by;
}

// Insert adds `iv` in order. If the window was full, it forgets the oldest IV,
// which may be this one.
void IvWindows::Insert(Window* window, Ivs& ivs, Iv iv) {
  const uint32_t behind = window->newest - iv.timestamp;
  if (window->count == kIvWindowSize) {
    const uint32_t oldest = window->newest - At(*window, ivs, 0).timestamp;
    window->too_old = std::max(oldest, behind);
    if (behind > oldest) {
      return;
    }
    ++window->first;
    --window->count;
  }
  size_t place = window->count++;
  while (place > 0 &&
         window->newest - At(*window, ivs, place - 1).timestamp < behind) {
    At(*window, ivs, place) = At(*window, ivs, place - 1);
    --place;
  }
  At(*window, ivs, place) = iv;
}

size_t IvWindows::Find(uint64_t key, uint32_t ssrc) const {
  const auto is_it = [key, ssrc](const Window& window) {
    return window.key == key && window.ssrc == ssrc && window.used != 0;
  };
  if (is_it(windows_[last_])) {
    return last_;
  }
  return static_cast<size_t>(
      std::find_if(windows_.begin(), windows_.end(), is_it) - windows_.begin());
}

// Take reuses the least recently used window.
size_t IvWindows::Take(uint64_t key, uint32_t ssrc, uint32_t timestamp) {
  const auto oldest = std::min_element(
      windows_.begin(), windows_.end(),
      [](const Window& a, const Window& b) { return a.used < b.used; });
  *oldest = {
      .key = key, .ssrc = ssrc, .newest = timestamp, .too_old = kHalfRange};
  return static_cast<size_t>(oldest - windows_.begin());
}

}  // namespace sealframe
