// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/diagnosis/plain_frame.h"

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/codec/annex_b.h"
#include "sealframe/frame/codec/av1.h"
#include "sealframe/frame/codec/codec.h"

namespace sealframe {
namespace {

// RFC 6386, Section 9.1: the first partition lies inside the frame; key frames
// have a start code.
PlainLook LookOfVp8(absl::Span<const uint8_t> frame) {
  if (frame.size() < 3) {
    return PlainLook::kNo;
  }
  const size_t partition =
      (size_t{frame[0]} | size_t{frame[1]} << 8 | size_t{frame[2]} << 16) >> 5;
  if (partition > frame.size()) {
    return PlainLook::kNo;
  }
  if ((frame[0] & 0x01) != 0) {
    return PlainLook::kMaybe;
  }
  return frame.size() >= 10 && frame[3] == 0x9d && frame[4] == 0x01 &&
                 frame[5] == 0x2a
             ? PlainLook::kYes
             : PlainLook::kNo;
}

// VP9, Section 6.2: the frame marker.
PlainLook LookOfVp9(absl::Span<const uint8_t> frame) {
  return !frame.empty() && frame[0] >> 6 == 2 ? PlainLook::kMaybe
                                              : PlainLook::kNo;
}

// H.264 and H.265, Annex B and Section 7.4: start codes, and nothing before the
// first; a zero as the first bit of each unit.
PlainLook LookOfAnnexB(absl::Span<const uint8_t> frame) {
  AnnexBReader reader(frame);
  if (reader.HasLeadingData()) {
    return PlainLook::kNo;
  }
  NalUnit unit;
  bool any = false;
  while (reader.Next(&unit)) {
    if (unit.size == 0 || (frame[unit.offset] & 0x80) != 0) {
      return PlainLook::kNo;
    }
    any = true;
  }
  return any ? PlainLook::kYes : PlainLook::kNo;
}

// AV1, Section 5.3: OBUs fill the frame.
PlainLook LookOfAv1(absl::Span<const uint8_t> frame) {
  ObuReader reader(frame);
  Obu obu;
  bool any = false;
  ObuStep step = reader.Next(&obu);
  for (; step == ObuStep::kObu; step = reader.Next(&obu)) {
    if ((obu.header[0] & 0x81) != 0) {  // Reserved bits.
      return PlainLook::kNo;
    }
    any = true;
  }
  return any && step == ObuStep::kEnd ? PlainLook::kYes : PlainLook::kNo;
}

}  // namespace

PlainLook LookOf(Codec codec, absl::Span<const uint8_t> frame) {
  switch (codec) {
    case Codec::kUnknown:
      break;
    case Codec::kOpus:
      return frame.empty() ? PlainLook::kNo : PlainLook::kMaybe;
    case Codec::kVp8:
      return LookOfVp8(frame);
    case Codec::kVp9:
      return LookOfVp9(frame);
    case Codec::kH264:
    case Codec::kH265:
      return LookOfAnnexB(frame);
    case Codec::kAv1:
      return LookOfAv1(frame);
  }
  return PlainLook::kNo;
}

}  // namespace sealframe
