// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/dave/dave_footer.h"

#include <cstddef>
#include <cstdint>
#include <limits>

#include "absl/types/span.h"
#include "sealframe/frame/codec/clear_ranges.h"
#include "sealframe/frame/codec/leb128.h"

namespace sealframe {
namespace {

constexpr uint8_t kMarker = 0xfa;
constexpr size_t kMinNonceSize = 1;
constexpr size_t kMinFooterSize =
    kDaveTagSize + kMinNonceSize + kDaveFooterEndSize;

// Take takes a number off the front of `*bytes`, or returns false if there is
// none. Most numbers have one byte, which is always their shortest form.
bool Take(absl::Span<const uint8_t>* bytes, uint64_t* value) {
  if (!bytes->empty() && bytes->front() < 0x80) {
    *value = bytes->front();
    bytes->remove_prefix(1);
    return true;
  }
  const Leb128 read = ReadMinimalLeb128(*bytes);
  *value = read.value;
  bytes->remove_prefix(read.size);
  return read.size != 0;
}

// TakeRange takes one range off the front of `*bytes` and appends it to
// `*ranges`. The first one is at the front of the media. Each must make the
// list longer: `Append` merges ranges that touch, which would give one list two
// encodings.
bool TakeRange(absl::Span<const uint8_t>* bytes, size_t media_size,
               ClearRanges* ranges) {
  uint64_t offset = 0;
  uint64_t size = 0;
  const size_t count = ranges->ranges().size();
  return Take(bytes, &offset) && Take(bytes, &size) &&
         (offset == 0 || count != 0) && offset <= media_size &&
         size <= media_size - offset &&
         ranges->Append(static_cast<size_t>(offset),
                        static_cast<size_t>(size)) &&
         ranges->ranges().size() == count + 1;
}

// NumbersOf returns the numbers of the footer of `frame`, or nothing if it does
// not end like a DAVE frame.
absl::Span<const uint8_t> NumbersOf(absl::Span<const uint8_t> frame) {
  if (frame.size() < kMinFooterSize || frame[frame.size() - 1] != kMarker ||
      frame[frame.size() - 2] != kMarker) {
    return {};
  }
  const size_t size = frame[frame.size() - kDaveFooterEndSize];
  if (size < kMinFooterSize || size > frame.size()) {
    return {};
  }
  return frame.subspan(frame.size() - size + kDaveTagSize,
                       size - kDaveTagSize - kDaveFooterEndSize);
}

// Parse is `ParseDaveFooter`, but may leave `*ranges` filled on failure.
ParsedDaveFooter Parse(absl::Span<const uint8_t> frame, ClearRanges* ranges) {
  absl::Span<const uint8_t> numbers = NumbersOf(frame);
  uint64_t nonce = 0;
  if (numbers.empty()) {
    return {};
  }
  const size_t media_size =
      frame.size() - frame[frame.size() - kDaveFooterEndSize];
  if (!Take(&numbers, &nonce) || nonce > std::numeric_limits<uint32_t>::max()) {
    return {};
  }
  while (!numbers.empty()) {
    if (!TakeRange(&numbers, media_size, ranges)) {
      return {};
    }
  }
  return {.ok = true,
          .nonce = static_cast<uint32_t>(nonce),
          .media_size = media_size};
}

// TakeLoose takes a number in any form off the front of `*bytes`, or returns
// false if there is none.
bool TakeLoose(absl::Span<const uint8_t>* bytes, uint64_t* value) {
  const Leb128 read = ReadLeb128(*bytes);
  *value = read.value;
  bytes->remove_prefix(read.size);
  return read.size != 0;
}

}  // namespace

ParsedDaveFooter ParseDaveFooter(absl::Span<const uint8_t> frame,
                                 ClearRanges* ranges) {
  ranges->Clear();
  const ParsedDaveFooter parsed = Parse(frame, ranges);
  if (!parsed.ok) {
    ranges->Clear();
  }
  return parsed;
}

bool HasLooseDaveFooter(absl::Span<const uint8_t> frame) {
  absl::Span<const uint8_t> numbers = NumbersOf(frame);
  uint64_t nonce = 0;
  if (!TakeLoose(&numbers, &nonce)) {
    return false;
  }
  uint64_t end = 0;
  while (!numbers.empty()) {
    uint64_t offset = 0;
    uint64_t size = 0;
    if (!TakeLoose(&numbers, &offset) || !TakeLoose(&numbers, &size) ||
        offset < end || offset > frame.size() || size > frame.size() - offset) {
      return false;
    }
    end = offset + size;
  }
  return true;
}

size_t DaveFooterSize(uint32_t nonce, const ClearRanges& ranges) {
  return kDaveTagSize + Leb128Size(nonce) + ranges.encoded_size() +
         kDaveFooterEndSize;
}

void WriteDaveFooter(uint32_t nonce, const ClearRanges& ranges,
                     absl::Span<uint8_t> out) {
  const size_t size = kDaveTagSize + out.size();
  const auto write = [&out](uint64_t value) {
    out.remove_prefix(WriteLeb128(value, out));
  };
  write(nonce);
  for (const ByteRange& range : ranges.ranges()) {
    write(range.offset);
    write(range.size);
  }
  out[0] = static_cast<uint8_t>(size);
  out[1] = kMarker;
  out[2] = kMarker;
}

}  // namespace sealframe
