// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/key_frame.h"

#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/codec/annex_b.h"
#include "sealframe/frame/codec/av1.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/h265.h"
#include "sealframe/frame/codec/vp8.h"

namespace sealframe {
namespace {

// The header's bits: 10 (marker), profile low, profile high, a zero if the
// profile is 3, show_existing_frame, frame_type (0 is a key frame).
bool IsVp9KeyFrame(absl::Span<const uint8_t> frame) {
  if (frame.empty() || (frame[0] & 0xc0) != 0x80) {
    return false;
  }
  const bool profile3 = (frame[0] & 0x30) == 0x30;
  const uint8_t show_existing_and_type = profile3 ? 0x06 : 0x0c;
  return (frame[0] & show_existing_and_type) == 0;
}

// Encoders put a sequence header in front of each key frame and nowhere else.
bool IsAv1KeyFrame(absl::Span<const uint8_t> frame) {
  constexpr int kSequenceHeader = 1;
  ObuReader reader(frame);
  Obu obu;
  while (reader.Next(&obu) == ObuStep::kObu) {
    const int type = ObuType(obu.header[0]);
    if (type != kObuTemporalDelimiter) {
      return type == kSequenceHeader;
    }
  }
  return false;
}

// Types 1 to 5 are slices and parts of slices.
bool IsH264KeyFrame(absl::Span<const uint8_t> frame) {
  AnnexBReader reader(frame);
  NalUnit unit;
  while (reader.Next(&unit)) {
    const int type = unit.size > 0 ? frame[unit.offset] & 0x1f : 0;
    if (type >= 1 && type <= 5) {
      return type == 5;
    }
  }
  return false;
}

// Types 16 to 21 are intra random access point (IRAP) pictures.
bool IsH265KeyFrame(absl::Span<const uint8_t> frame) {
  AnnexBReader reader(frame);
  NalUnit unit;
  while (reader.Next(&unit)) {
    if (unit.size > 0 && IsH265Vcl(frame[unit.offset])) {
      const int type = H265NalType(frame[unit.offset]);
      return type >= 16 && type <= 21;
    }
  }
  return false;
}

}  // namespace

bool IsKeyFrame(Codec codec, absl::Span<const uint8_t> frame) {
  switch (codec) {
    case Codec::kVp8:
      return IsVp8KeyFrame(frame);
    case Codec::kVp9:
      return IsVp9KeyFrame(frame);
    case Codec::kAv1:
      return IsAv1KeyFrame(frame);
    case Codec::kH264:
      return IsH264KeyFrame(frame);
    case Codec::kH265:
      return IsH265KeyFrame(frame);
    case Codec::kUnknown:
    case Codec::kOpus:
      return false;
  }
  return false;
}

}  // namespace sealframe
