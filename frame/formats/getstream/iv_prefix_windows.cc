// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/getstream/iv_prefix_windows.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "sealframe/crypto/big_endian.h"
#include "sealframe/crypto/nonce.h"

namespace sealframe {
namespace {

uint64_t PrefixOf(const Nonce& iv) { return LoadBigEndian64(iv.data()); }
uint32_t CounterOf(const Nonce& iv) { return LoadBigEndian32(iv.data() + 8); }

}  // namespace

bool IvPrefixWindows::Accepts(const Nonce& iv) const {
  const uint32_t counter = CounterOf(iv);
  const Window* const window = Find(PrefixOf(iv));
  return window != nullptr
             ? counter > window->closed && window->counters.Accepts(counter)
             : counter > HighestOf(PrefixOf(iv));
}

void IvPrefixWindows::Commit(const Nonce& iv) {
  Window& window = FindOrOpen(PrefixOf(iv));
  window.used = ++uses_;
  window.highest = std::max(window.highest, CounterOf(iv));
  static_cast<void>(window.counters.Commit(CounterOf(iv)));
}

const IvPrefixWindows::Window* IvPrefixWindows::Find(uint64_t prefix) const {
  const auto* const window = std::find_if(
      windows_.begin(), windows_.end(), [prefix](const Window& each) {
        return each.prefix == prefix && each.used != 0;
      });
  return window == windows_.end() ? nullptr : window;
}

IvPrefixWindows::Window& IvPrefixWindows::FindOrOpen(uint64_t prefix) {
  if (const Window* const found = Find(prefix); found != nullptr) {
    return windows_[static_cast<size_t>(found - windows_.data())];
  }
  Window& window = *std::min_element(
      windows_.begin(), windows_.end(),
      [](const Window& a, const Window& b) { return a.used < b.used; });
  if (window.used != 0) {
    Close(window);
  }
  window.prefix = prefix;
  window.closed = HighestOf(prefix);
  window.highest = window.closed;
  window.counters.Clear();
  return window;
}

// Close records the prefix of `window`. A prefix that loses its window again
// keeps its entry, so that prefixes in turn do not displace all others.
void IvPrefixWindows::Close(const Window& window) {
  size_t place = FindClosed(window.prefix);
  if (place == closed_.size()) {
    place = next_closed_;
    next_closed_ = (next_closed_ + 1) % closed_.size();
  }
  closed_[place] = {.prefix = window.prefix, .highest = window.highest};
}

// FindClosed returns the place of `prefix` in `closed_`, or its size.
size_t IvPrefixWindows::FindClosed(uint64_t prefix) const {
  const auto* const closed = std::find_if(
      closed_.begin(), closed_.end(), [prefix](const ClosedPrefix& each) {
        return each.highest != 0 && each.prefix == prefix;
      });
  return static_cast<size_t>(closed - closed_.begin());
}

uint32_t IvPrefixWindows::HighestOf(uint64_t prefix) const {
  const size_t place = FindClosed(prefix);
  return place == closed_.size() ? 0 : closed_[place].highest;
}

}  // namespace sealframe
