// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/av/matroska_end.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/types/span.h"

namespace sealframe {
namespace {

constexpr std::array<uint8_t, 4> kHeader = {0x1a, 0x45, 0xdf, 0xa3};
constexpr std::array<uint8_t, 4> kSegment = {0x18, 0x53, 0x80, 0x67};

// TakeElement moves the element's id and size from the front of `*rest`. It
// returns the size, or nothing if another element is there or its size is
// unknown (all ones).
std::optional<uint64_t> TakeElement(absl::Span<const uint8_t> id,
                                    absl::Span<const uint8_t>* rest) {
  if (rest->size() <= id.size() || rest->first(id.size()) != id) {
    return std::nullopt;
  }
  rest->remove_prefix(id.size());
  // The number of leading zeros is that of the bytes that follow the first.
  size_t more = 0;
  while (more < 8 && ((*rest)[0] & (0x80 >> more)) == 0) {
    ++more;
  }
  if (more == 8 || rest->size() <= more) {
    return std::nullopt;
  }
  const uint64_t unknown = (uint64_t{1} << (7 * (more + 1))) - 1;
  uint64_t size = (*rest)[0];
  for (size_t i = 1; i <= more; ++i) {
    size = size << 8 | (*rest)[i];
  }
  rest->remove_prefix(more + 1);
  size &= unknown;
  return size == unknown ? std::nullopt : std::make_optional(size);
}

}  // namespace

std::optional<uint64_t> MatroskaEnd(absl::Span<const uint8_t> file) {
  absl::Span<const uint8_t> rest = file;
  const std::optional<uint64_t> header = TakeElement(kHeader, &rest);
  if (!header.has_value() || *header > rest.size()) {
    return std::nullopt;
  }
  rest.remove_prefix(static_cast<size_t>(*header));
  const std::optional<uint64_t> segment = TakeElement(kSegment, &rest);
  if (!segment.has_value()) {
    return std::nullopt;
  }
  return file.size() - rest.size() + *segment;
}

}  // namespace sealframe
