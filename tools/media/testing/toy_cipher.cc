// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/testing/toy_cipher.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {
namespace {

// Tail returns the bytes appended to frame `index`: starts of NAL units, and
// trailing zeros that a following start code would merge with.
std::vector<uint8_t> Tail(size_t index) {
  constexpr uint8_t kStart[] = {0, 0, 0, 1, 0x65, 0x88, 0, 0, 1, 0x41, 0x9a};
  std::vector<uint8_t> tail(17 + index * 7 % 44);
  for (size_t i = 0; i + 3 < tail.size(); ++i) {
    tail[i] = kStart[i % sizeof(kStart)];
  }
  return tail;
}

// AppendReversed reverses a frame, so that no header stays in place.
void AppendReversed(absl::Span<const uint8_t> in, std::vector<uint8_t>* out) {
  out->insert(out->end(), in.rbegin(), in.rend());
}

}  // namespace

absl::Status ToySeal(const MediaFrame& frame, absl::Span<const uint8_t> in,
                     std::vector<uint8_t>* out) {
  if (in.empty()) {
    return absl::OkStatus();
  }
  AppendReversed(in, out);
  const std::vector<uint8_t> tail = Tail(frame.index);
  out->insert(out->end(), tail.begin(), tail.end());
  return absl::OkStatus();
}

absl::Status ToyOpen(const MediaFrame& frame, absl::Span<const uint8_t> in,
                     std::vector<uint8_t>* out) {
  if (in.empty()) {
    return absl::OkStatus();
  }
  const std::vector<uint8_t> tail = Tail(frame.index);
  if (in.size() <= tail.size() ||
      !std::equal(tail.rbegin(), tail.rend(), in.rbegin())) {
    return absl::DataLossError(
        absl::StrCat("frame ", frame.index, " does not open"));
  }
  AppendReversed(in.first(in.size() - tail.size()), out);
  return absl::OkStatus();
}

}  // namespace sealframe
