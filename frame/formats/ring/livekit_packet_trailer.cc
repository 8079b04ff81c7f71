// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/livekit_packet_trailer.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {
namespace {

constexpr uint8_t kMagic[] = {'L', 'K', 'T', 'S'};
constexpr size_t kEnvelopeSize = sizeof(kMagic) + 1;
constexpr uint8_t kInverted = 0xff;

// Timestamp, frame id and user data.
constexpr uint8_t kLastKnownTag = 3;

// HasKnownTag returns whether entries fill `list` exactly and one has a known
// tag.
bool HasKnownTag(absl::Span<const uint8_t> list) {
  bool known = false;
  while (!list.empty()) {
    if (list.size() < 2) {
      return false;
    }
    const uint8_t tag = list[0] ^ kInverted;
    const size_t size = list[1] ^ kInverted;
    if (list.size() - 2 < size) {
      return false;
    }
    known |= tag >= 1 && tag <= kLastKnownTag;
    list.remove_prefix(2 + size);
  }
  return known;
}

}  // namespace

size_t LiveKitPacketTrailerSize(absl::Span<const uint8_t> frame) {
  if (frame.size() < kEnvelopeSize ||
      !std::equal(std::begin(kMagic), std::end(kMagic),
                  frame.end() - sizeof(kMagic))) {
    return 0;
  }
  const size_t size = frame[frame.size() - kEnvelopeSize] ^ kInverted;
  if (size < kEnvelopeSize || size > frame.size()) {
    return 0;
  }
  const absl::Span<const uint8_t> list =
      frame.subspan(frame.size() - size, size - kEnvelopeSize);
  return HasKnownTag(list) ? size : 0;
}

}  // namespace sealframe
