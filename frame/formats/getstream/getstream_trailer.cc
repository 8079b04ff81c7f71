// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/getstream/getstream_trailer.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/types/span.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/frame/codec/emulation_prevention.h"

namespace sealframe {
namespace {

constexpr size_t kCounterSize = 4;
constexpr size_t kIvPrefixSize = kNonceSize - kCounterSize;
constexpr uint8_t kEscapedBit = 0x80;
constexpr std::array<uint8_t, 5> kVersionAndMagic = {0x01, 0xe2, 0xee, 0xfe,
                                                     0xed};

// Offsets in a trailer.
constexpr size_t kKeyIndexOffset = kNonceSize;
constexpr size_t kClearSizeOffset = kKeyIndexOffset + 1;
constexpr size_t kVersionOffset = kClearSizeOffset + 2;
static_assert(kVersionOffset + kVersionAndMagic.size() ==
              kGetStreamTrailerSize);

// ReadEnd reads the bytes that are the same when escaped. It returns whether
// `frame` is in this format.
bool ReadEnd(absl::Span<const uint8_t> frame, GetStreamTrailer* trailer) {
  if (frame.size() < kGetStreamTrailerSize ||
      frame.last(kVersionAndMagic.size()) !=
          absl::MakeConstSpan(kVersionAndMagic)) {
    return false;
  }
  const absl::Span<const uint8_t> clear_size =
      frame.last(kGetStreamTrailerSize).subspan(kClearSizeOffset, 2);
  trailer->escaped = (clear_size[0] & kEscapedBit) != 0;
  trailer->clear_size = static_cast<uint16_t>(
      (clear_size[0] & ~kEscapedBit) << 8 | clear_size[1]);
  return frame.size() - kGetStreamTrailerSize >= trailer->clear_size;
}

// ReadIvAndKeyIndex reads the rest of the trailer at `bytes`.
void ReadIvAndKeyIndex(const uint8_t* bytes, GetStreamTrailer* trailer) {
  std::copy_n(bytes + kCounterSize, kIvPrefixSize, trailer->iv.begin());
  std::copy_n(bytes, kCounterSize, trailer->iv.begin() + kIvPrefixSize);
  trailer->key_index = bytes[kKeyIndexOffset];
}

}  // namespace

void WriteGetStreamTrailer(const GetStreamTrailer& trailer,
                           absl::Span<uint8_t> out) {
  std::copy_n(trailer.iv.begin() + kIvPrefixSize, kCounterSize, out.begin());
  std::copy_n(trailer.iv.begin(), kIvPrefixSize, out.begin() + kCounterSize);
  out[kKeyIndexOffset] = trailer.key_index;
  out[kClearSizeOffset] = static_cast<uint8_t>(
      trailer.clear_size >> 8 | (trailer.escaped ? kEscapedBit : 0));
  out[kClearSizeOffset + 1] = static_cast<uint8_t>(trailer.clear_size);
  std::copy(kVersionAndMagic.begin(), kVersionAndMagic.end(),
            out.begin() + kVersionOffset);
}

size_t GetStreamEscapeStart(absl::Span<const uint8_t> clear) {
  size_t start = clear.size();
  while (start > 0 && clear.size() - start < 2 && clear[start - 1] == 0) {
    --start;
  }
  return start;
}

ParsedGetStreamFrame ParseGetStreamFrame(absl::Span<const uint8_t> frame) {
  ParsedGetStreamFrame parsed;
  GetStreamTrailer& trailer = parsed.trailer;
  if (!ReadEnd(frame, &trailer)) {
    parsed.error = GetStreamError::kOtherFormat;
    return parsed;
  }
  absl::Span<const uint8_t> tail = frame.subspan(trailer.clear_size);
  size_t tail_size = tail.size();
  parsed.plain_size = frame.size();
  if (trailer.escaped) {
    const size_t start = GetStreamEscapeStart(frame.first(trailer.clear_size));
    tail = frame.subspan(start);
    const std::optional<UnescapedSizes> sizes = MeasureUnescaped(tail);
    if (!sizes.has_value()) {
      parsed.error = GetStreamError::kMalformed;
      return parsed;
    }
    tail_size = sizes->size - (trailer.clear_size - start);
    parsed.plain_size = start + sizes->plain;
  }
  if (tail_size < kGetStreamTagSize + kGetStreamTrailerSize) {
    parsed.error = GetStreamError::kMalformed;
    return parsed;
  }
  std::array<uint8_t, kGetStreamTrailerSize> bytes;
  if (trailer.escaped) {
    // `tail_size` guarantees enough bytes.
    static_cast<void>(UnescapeEnd(tail, absl::MakeSpan(bytes)));
  } else {
    std::copy_n(tail.end() - bytes.size(), bytes.size(), bytes.begin());
  }
  ReadIvAndKeyIndex(bytes.data(), &trailer);
  parsed.sealed_size = tail_size - kGetStreamTrailerSize;
  return parsed;
}

}  // namespace sealframe
