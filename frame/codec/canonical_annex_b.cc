// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/canonical_annex_b.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>

#include "absl/types/span.h"
#include "sealframe/frame/codec/annex_b.h"

namespace sealframe {
namespace {

constexpr uint8_t kStartCode[] = {0, 0, 0, 1};

// ForEachUnit calls `take` with each unit of the canonical form of `front`.
template <typename Take>
void ForEachUnit(absl::Span<const uint8_t> front, const Take& take) {
  AnnexBReader reader(front);
  NalUnit nal;
  while (reader.Next(&nal)) {
    const bool is_last = nal.offset + nal.size == front.size();
    const absl::Span<const uint8_t> unit =
        is_last ? front.subspan(nal.offset) : NalBytes(front, nal);
    if (!unit.empty()) {
      take(unit);
    }
  }
}

}  // namespace

CanonicalAnnexB MeasureCanonical(absl::Span<const uint8_t> front) {
  size_t size = 0;
  bool is_in_place = front.empty() || front[0] == 0;
  ForEachUnit(front, [&](absl::Span<const uint8_t> unit) {
    size += sizeof(kStartCode);
    is_in_place &= unit.data() == front.data() + size;
    size += unit.size();
  });
  return {.size = size, .is_canonical = is_in_place && size == front.size()};
}

size_t WriteCanonical(absl::Span<const uint8_t> front,
                      absl::Span<uint8_t> out) {
  const CanonicalAnnexB canonical = MeasureCanonical(front);
  if (out.size() < canonical.size) {
    return 0;
  }
  if (canonical.is_canonical && front.data() == out.data()) {
    return canonical.size;
  }
  auto next = out.begin();
  ForEachUnit(front, [&next](absl::Span<const uint8_t> unit) {
    next = std::copy(std::begin(kStartCode), std::end(kStartCode), next);
    next = std::copy(unit.begin(), unit.end(), next);
  });
  return canonical.size;
}

}  // namespace sealframe
