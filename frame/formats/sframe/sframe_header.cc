// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/sframe/sframe_header.h"

#include <cstddef>
#include <cstdint>

#include "absl/numeric/bits.h"
#include "absl/types/span.h"

namespace sealframe {
namespace {

// The config byte holds two nibbles, the KID's and the CTR's. A nibble is
// either the value itself (0 to 7), or this flag and the value's size in bytes
// less 1.
constexpr uint8_t kExtended = 0x08;

// TailSize returns the size of `value` after the config byte.
size_t TailSize(uint64_t value) {
  if (value < kExtended) {
    return 0;
  }
  return (static_cast<size_t>(absl::bit_width(value)) + 7) / 8;
}

uint8_t Nibble(uint64_t value) {
  const size_t tail = TailSize(value);
  return static_cast<uint8_t>(tail == 0 ? value : kExtended | (tail - 1));
}

void WriteBigEndian(uint64_t value, absl::Span<uint8_t> out) {
  for (size_t i = out.size(); i > 0; --i) {
    out[i - 1] = static_cast<uint8_t>(value);
    value >>= 8;
  }
}

// Field is a decoded KID or CTR.
struct Field {
  SFrameHeaderError error = SFrameHeaderError::kNone;
  size_t tail = 0;  // Its size after the config byte.
  uint64_t value = 0;
};

// ReadField decodes the field with `nibble` and a tail, if any, at the front of
// `rest`.
inline Field ReadField(uint8_t nibble, absl::Span<const uint8_t> rest) {
  if ((nibble & kExtended) == 0) {
    return {.value = nibble};
  }
  const size_t tail = (nibble & 0x07u) + 1;
  if (rest.size() < tail) {
    return {.error = SFrameHeaderError::kTruncated};
  }
  uint64_t value = 0;
  for (const uint8_t byte : rest.first(tail)) {
    value = (value << 8) | byte;
  }
  if (TailSize(value) != tail) {
    return {.error = SFrameHeaderError::kNotMinimal};
  }
  return {.tail = tail, .value = value};
}

}  // namespace

size_t SFrameHeaderSize(const SFrameHeader& header) {
  return 1 + TailSize(header.kid) + TailSize(header.ctr);
}

size_t WriteSFrameHeader(const SFrameHeader& header, absl::Span<uint8_t> out) {
  const size_t kid_tail = TailSize(header.kid);
  const size_t ctr_tail = TailSize(header.ctr);
  const size_t size = 1 + kid_tail + ctr_tail;
  if (out.size() < size) {
    return 0;
  }
  out[0] = static_cast<uint8_t>(Nibble(header.kid) << 4 | Nibble(header.ctr));
  WriteBigEndian(header.kid, out.subspan(1, kid_tail));
  WriteBigEndian(header.ctr, out.subspan(1 + kid_tail, ctr_tail));
  return size;
}

ParsedSFrameHeader ParseSFrameHeader(absl::Span<const uint8_t> frame) {
  if (frame.empty()) {
    return {.error = SFrameHeaderError::kTruncated};
  }
  const uint8_t config = frame[0];
  const Field kid = ReadField(config >> 4, frame.subspan(1));
  if (kid.error != SFrameHeaderError::kNone) {
    return {.error = kid.error};
  }
  const Field ctr = ReadField(config & 0x0f, frame.subspan(1 + kid.tail));
  if (ctr.error != SFrameHeaderError::kNone) {
    return {.error = ctr.error};
  }
  return {.size = 1 + kid.tail + ctr.tail,
          .header = {.kid = kid.value, .ctr = ctr.value}};
}

}  // namespace sealframe
