// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/gather_scatter.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "absl/types/span.h"
#include "sealframe/frame/codec/clear_ranges.h"

namespace sealframe {
namespace {

// MoveTail moves the last `size` bytes of `*from` to the end of `*to`, and
// shrinks both by `size`.
void MoveTail(size_t size, absl::Span<const uint8_t>* from,
              absl::Span<uint8_t>* to) {
  from->remove_suffix(size);
  to->remove_suffix(size);
  uint8_t* const place = to->data() + to->size();
  const uint8_t* const bytes = from->data() + from->size();
  if (size != 0 && place != bytes) {
    std::memmove(place, bytes, size);
  }
}

}  // namespace

void GatherRanges(absl::Span<const uint8_t> frame, const ClearRanges& ranges,
                  absl::Span<uint8_t> out) {
  uint8_t* clear = out.data();
  uint8_t* secret = out.data() + ClearSize(ranges);
  size_t end = 0;  // The number of bytes of `frame` written so far.
  for (const ByteRange& range : ranges.ranges()) {
    secret = std::copy_n(frame.data() + end, range.offset - end, secret);
    clear = std::copy_n(frame.data() + range.offset, range.size, clear);
    end = range.offset + range.size;
  }
  std::copy_n(frame.data() + end, frame.size() - end, secret);
}

// Works from back to front: the rest of `secret` never ends after its
// destination, so no byte is overwritten before it is moved.
void ScatterRanges(absl::Span<const uint8_t> clear,
                   absl::Span<const uint8_t> secret, const ClearRanges& ranges,
                   absl::Span<uint8_t> out) {
  const absl::Span<const ByteRange> list = ranges.ranges();
  for (size_t i = list.size(); i > 0; --i) {
    const ByteRange& range = list[i - 1];
    MoveTail(out.size() - (range.offset + range.size), &secret, &out);
    MoveTail(range.size, &clear, &out);
  }
  MoveTail(out.size(), &secret, &out);
}

}  // namespace sealframe
