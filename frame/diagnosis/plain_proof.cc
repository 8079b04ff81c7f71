// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/diagnosis/plain_proof.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/annex_b.h"
#include "sealframe/frame/codec/av1.h"
#include "sealframe/frame/codec/clear_prefix.h"
#include "sealframe/frame/codec/clear_rule.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/vp8.h"
#include "sealframe/frame/diagnosis/plain_frame.h"
#include "sealframe/frame/formats/profile_options.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_type.h"

namespace sealframe {
namespace {

using Bytes = absl::Span<const uint8_t>;

// The fixed bits that are proof.
constexpr int kProofBits = 24;

// Sealed is the part of a frame that its profile would encrypt.
struct Sealed {
  size_t begin = 0;
  bool is_escaped = false;  // It contains no start code.
};

// SealedPart returns the part of `frame` that `profile` would encrypt, or none
// of it if the profile leaves the structure of the whole frame in the clear.
Sealed SealedPart(const ProfileEntry& profile, const FrameInfo& info,
                  Bytes frame) {
  const ClearRule& rule = GetClearRule(profile.clear_rules, info.codec);
  switch (rule.shape) {
    case ClearShape::kRefused: {
      // AV1 that is sealed on request keeps its OBUs, and their sizes no longer
      // fill it if its end is cut off.
      const bool may_be_sealed = profile.Has(ProfileOption::kAllowAv1) &&
                                 profile.inspect(info, frame).has_value();
      return {.begin = may_be_sealed ? frame.size() : 0};
    }
    case ClearShape::kVp8Header:
      return {.begin = IsVp8KeyFrame(frame) ? rule.key : rule.delta};
    case ClearShape::kNalHeaders:
    case ClearShape::kObuHeaders:
      return {.begin = frame.size()};
    case ClearShape::kFirstSlice:
    case ClearShape::kPrefix:
      break;
  }
  const ClearPrefix prefix = FindClearPrefix(profile.clear_rules, info.codec,
                                             FrameTypeOf(info), frame);
  if (prefix.error != ClearPrefixError::kNone) {
    return {.begin = frame.size()};
  }
  return {.begin = prefix.size, .is_escaped = prefix.is_annex_b};
}

// Log2 returns the logarithm, rounded up.
int Log2(size_t number) {
  int bits = 0;
  while (bits < 63 && (size_t{1} << bits) < number) {
    ++bits;
  }
  return bits;
}

// MatchBits returns the bits of `code` at `offset` that lie in the sealed part,
// or zero if it is not there.
int MatchBits(Bytes frame, size_t offset, Bytes code, const Sealed& sealed) {
  if (frame.size() < offset + code.size() ||
      !std::equal(code.begin(), code.end(), frame.begin() + offset)) {
    return 0;
  }
  const size_t from = std::max(offset, sealed.begin);
  const size_t end = offset + code.size();
  return from < end ? static_cast<int>(8 * (end - from)) : 0;
}

// VP8 and VP9: the start code of key frames (RFC 6386, Section 9.1; VP9,
// Section 6.2).
int Vp8Bits(Bytes frame, const Sealed& sealed) {
  constexpr uint8_t kCode[] = {0x9d, 0x01, 0x2a};
  return LookOf(Codec::kVp8, frame) == PlainLook::kYes
             ? MatchBits(frame, 3, kCode, sealed)
             : 0;
}

int Vp9Bits(Bytes frame, const Sealed& sealed) {
  constexpr uint8_t kCode[] = {0x49, 0x83, 0x42};
  // Key frames of profile 3 have one bit more before the code.
  constexpr uint8_t kShifted[] = {0x24, 0xc1, 0xa1};
  if (frame.size() < 5 || frame[0] >> 6 != 2) {
    return 0;
  }
  if ((frame[0] & 0x30) != 0x30) {
    return MatchBits(frame, 1, kCode, sealed);
  }
  const uint8_t shifted[] = {static_cast<uint8_t>(frame[1] & 0x7f), frame[2],
                             frame[3]};
  const bool is_code =
      std::equal(shifted, shifted + 3, kShifted) && frame[4] >> 7 == 0;
  return is_code && sealed.begin == 0 ? kProofBits : 0;
}

// Annex B: start codes in the sealed part. Chance finds a place for each,
// except for one that begins the frame. Escaped bytes have none at all.
int AnnexBBits(Codec codec, Bytes frame, const Sealed& sealed) {
  if (LookOf(codec, frame) != PlainLook::kYes) {
    return 0;
  }
  const int places = Log2(frame.size() - std::min(sealed.begin, frame.size()));
  AnnexBReader reader(frame);
  NalUnit unit;
  int bits = 0;
  while (reader.Next(&unit) && bits < kProofBits) {
    if (unit.code_offset < sealed.begin) {
      continue;
    }
    if (sealed.is_escaped) {
      return kProofBits;
    }
    // The code and the forbidden bit behind it.
    const int code = static_cast<int>(8 * (unit.offset - unit.code_offset)) + 1;
    bits += std::max(0, code - (unit.code_offset == 0 ? 0 : places));
  }
  return bits;
}

// AV1: reserved bits, an empty temporal delimiter, and sizes that fill the
// frame (Section 5.3).
int Av1Bits(Bytes frame, const Sealed& sealed) {
  if (sealed.begin != 0 || LookOf(Codec::kAv1, frame) != PlainLook::kYes) {
    return 0;
  }
  ObuReader reader(frame);
  Obu obu;
  int bits = 0;
  while (reader.Next(&obu) == ObuStep::kObu) {
    bits += 3;  // Two reserved bits, and half of the types.
    const bool has_size = (obu.header[0] & kObuHasSize) != 0;
    const uint8_t* const end = obu.payload.data() + obu.payload.size();
    const auto size_bytes = static_cast<int>(
        obu.payload.data() - (obu.header.data() + obu.header.size()));
    if (ObuType(obu.header[0]) == 2) {
      bits += has_size && obu.payload.empty() ? 12 : -64;
    }
    if (has_size && end == frame.data() + frame.size()) {
      bits += 8 * size_bytes;
    }
  }
  return bits;
}

// Parts of an Ogg file that were taken for a frame, and the frame of Opus that
// is silence (RFC 6716).
int AudioBits(Bytes frame, const Sealed& sealed) {
  constexpr uint8_t kSilence[] = {0xf8, 0xff, 0xfe};
  if (frame == Bytes(kSilence)) {
    return MatchBits(frame, 0, kSilence, sealed);
  }
  const Bytes rest = frame.subspan(std::min(sealed.begin, frame.size()));
  const absl::string_view text(reinterpret_cast<const char*>(rest.data()),
                               rest.size());
  int bits = 0;
  for (const absl::string_view magic : {"OggS", "OpusHead", "OpusTags"}) {
    if (text.find(magic) != absl::string_view::npos) {
      bits += static_cast<int>(8 * magic.size()) - Log2(rest.size());
    }
  }
  return bits;
}

}  // namespace

bool IsProvedPlain(const ProfileEntry& profile, const FrameInfo& info,
                   absl::Span<const uint8_t> frame) {
  const Sealed sealed = SealedPart(profile, info, frame);
  int bits = 0;
  switch (info.codec) {
    case Codec::kUnknown:
      break;
    case Codec::kOpus:
      bits = AudioBits(frame, sealed);
      break;
    case Codec::kVp8:
      bits = Vp8Bits(frame, sealed);
      break;
    case Codec::kVp9:
      bits = Vp9Bits(frame, sealed);
      break;
    case Codec::kH264:
    case Codec::kH265:
      bits = AnnexBBits(info.codec, frame, sealed);
      break;
    case Codec::kAv1:
      bits = Av1Bits(frame, sealed);
      break;
  }
  return bits >= kProofBits;
}

}  // namespace sealframe
