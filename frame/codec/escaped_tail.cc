// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/escaped_tail.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace sealframe {
namespace {

constexpr uint8_t kEmulationPrevention = 3;

}  // namespace

std::vector<size_t> FindEscapes(absl::Span<const uint8_t> wire) {
  std::vector<size_t> escapes;
  size_t zeros = 0;
  for (size_t i = 0; i < wire.size(); ++i) {
    if (zeros >= 2 && wire[i] == kEmulationPrevention) {
      escapes.push_back(i);
      zeros = 0;
    } else {
      zeros = wire[i] == 0 ? zeros + 1 : 0;
    }
  }
  return escapes;
}

EscapedTail TailOf(absl::Span<const uint8_t> wire, std::vector<size_t> escapes,
                   size_t size) {
  EscapedTail tail;
  for (size_t i = wire.size(); i > 0 && tail.bytes.size() < size; --i) {
    if (!escapes.empty() && escapes.back() == i - 1) {
      escapes.pop_back();
    } else {
      tail.bytes.push_back(wire[i - 1]);
      tail.offsets.push_back(i - 1);
    }
  }
  std::reverse(tail.bytes.begin(), tail.bytes.end());
  std::reverse(tail.offsets.begin(), tail.offsets.end());
  return tail;
}

}  // namespace sealframe
