// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/start_code.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/codec/forbidden_sequence.h"

namespace sealframe {

size_t FindStartCode(absl::Span<const uint8_t> bytes, size_t from) {
  const size_t size = bytes.size();
  for (size_t i = FindForbidden(bytes, from); i < size;
       i = FindForbidden(bytes, i)) {
    size_t behind = i + 2;
    while (behind < size && bytes[behind] == 0) {
      ++behind;
    }
    if (behind < size && bytes[behind] == 1) {
      return behind - 2;
    }
    i = behind;
  }
  return size;
}

bool SectionMakesStartCode(absl::Span<const uint8_t> frame, size_t offset,
                           size_t size) {
  if (size == 0) {
    return false;
  }
  constexpr size_t kReach = kStartCodeSize - 1;
  const size_t begin = offset - std::min(offset, kReach);
  const size_t end = std::min(frame.size(), offset + size + kReach);
  const absl::Span<const uint8_t> window = frame.subspan(begin, end - begin);
  return FindStartCode(window, 0) < window.size();
}

}  // namespace sealframe
