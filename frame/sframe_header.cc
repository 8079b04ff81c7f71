// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "frame/sframe_header.h"

#include <cstddef>
#include <cstdint>

#include "absl/numeric/bits.h"
#include "absl/types/span.h"

namespace sealframe {
namespace {

// The config byte holds two nibbles, KID's then CTR's. A nibble is either the
// value itself (0 to 7) or this flag and the byte length of the value, less 1.
constexpr uint8_t kExtended = 0x08;

// TailSize returns how many bytes `value` takes up after the config byte.
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

// ReadField decodes the field that `nibble` announces, taking its tail, if it
// has one, off the front of `*rest`.
SFrameHeaderError ReadField(uint8_t nibble, absl::Span<const uint8_t>* rest,
                            uint64_t* value) {
  if ((nibble & kExtended) == 0) {
    *value = nibble;
    return SFrameHeaderError::kNone;
  }
  const size_t tail = (nibble & 0x07u) + 1;
  if (rest->size() < tail) {
    return SFrameHeaderError::kTruncated;
  }
  uint64_t read = 0;
  for (const uint8_t byte : rest->first(tail)) {
    read = (read << 8) | byte;
  }
  if (TailSize(read) != tail) {
    return SFrameHeaderError::kNotMinimal;
  }
  rest->remove_prefix(tail);
  *value = read;
  return SFrameHeaderError::kNone;
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
  ParsedSFrameHeader parsed;
  if (frame.empty()) {
    parsed.error = SFrameHeaderError::kTruncated;
    return parsed;
  }
  const uint8_t config = frame[0];
  absl::Span<const uint8_t> rest = frame.subspan(1);

  SFrameHeader header;
  parsed.error = ReadField(config >> 4, &rest, &header.kid);
  if (parsed.error == SFrameHeaderError::kNone) {
    parsed.error = ReadField(config & 0x0f, &rest, &header.ctr);
  }
  if (parsed.error == SFrameHeaderError::kNone) {
    parsed.size = frame.size() - rest.size();
    parsed.header = header;
  }
  return parsed;
}

}  // namespace sealframe
