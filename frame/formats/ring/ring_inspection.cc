// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/ring_inspection.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/crypto/big_endian.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/frame/codec/av1.h"
#include "sealframe/frame/codec/clear_prefix.h"
#include "sealframe/frame/codec/clear_rule.h"
#include "sealframe/frame/codec/escaped_tail.h"
#include "sealframe/frame/codec/obu_pieces.h"
#include "sealframe/frame/formats/ring/iv_nonces.h"
#include "sealframe/frame/formats/ring/iv_trailer.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_inspection.h"
#include "sealframe/frame/frame_type.h"

namespace sealframe {
namespace {

constexpr size_t kTagSize = 16;

// The original senders count to less than 65535; this engine counts further.
constexpr uint32_t kSendCounts = 0xffff;
constexpr uint64_t kUsualRingSize = 16;

// ReadIvFields stores the fields of an IV in `*inspection`. Its last word is
// the send count or, in LiveKit, the timestamp less the count.
void ReadIvFields(const Nonce& iv, IvTail tail, FrameInspection* inspection) {
  inspection->ssrc = LoadBigEndian32(iv.data());
  inspection->timestamp = LoadBigEndian32(iv.data() + 4);
  const uint32_t last = LoadBigEndian32(iv.data() + 8);
  const uint32_t count =
      tail == IvTail::kCount ? last : inspection->timestamp - last;
  inspection->counter = count;
  if (inspection->kid < kUsualRingSize) {
    inspection->fit =
        count < kSendCounts ? FrameFit::kClose : FrameFit::kLikely;
  }
}

// InspectObus inspects an AV1 frame.
std::optional<FrameInspection> InspectObus(IvTail iv_tail,
                                           absl::Span<const uint8_t> frame) {
  constexpr size_t kOverhead = kTagSize + kIvTrailerSize;
  if (!MeasureSealedObus(frame, kOverhead).ok || !HasIvTrailer(frame)) {
    return std::nullopt;
  }
  FramePartsBuilder parts;
  ObuReader reader(frame);
  size_t end = 0;
  for (Obu obu; reader.Next(&obu) == ObuStep::kObu;) {
    const size_t clear =
        IsObuForTransport(obu.header[0])
            ? ClearPayloadSize(obu.header[0], obu.payload.size())
            : obu.payload.size();
    size_t secret = obu.payload.size() - clear;
    parts.Add(
        FramePart::kClear,
        static_cast<size_t>(obu.payload.data() - frame.data()) + clear - end);
    end = static_cast<size_t>(obu.payload.end() - frame.begin());
    if (end == frame.size()) {
      if (secret < kOverhead) {
        return std::nullopt;  // Padding, behind the last OBU that was sealed.
      }
      secret -= kOverhead;
    }
    parts.Add(FramePart::kCiphertext, secret);
  }
  parts.Add(FramePart::kTag, kTagSize);
  parts.Add(FramePart::kNonce, kNonceSize);
  parts.Add(FramePart::kTrailer, kIvTrailerSize - kNonceSize);
  FrameInspection inspection = {.kid = frame.back(), .parts = parts.Take()};
  ReadIvFields(ReadIv(frame, kIvTrailerSize), iv_tail, &inspection);
  return inspection;
}

std::optional<FrameInspection> InspectRing(ClearRuleSet rules, IvTail iv_tail,
                                           const FrameInfo& info,
                                           absl::Span<const uint8_t> frame) {
  if (GetClearRule(rules, info.codec).shape == ClearShape::kObuHeaders) {
    return InspectObus(iv_tail, frame);
  }
  const ClearPrefix prefix =
      FindClearPrefix(rules, info.codec, FrameTypeOf(info), frame);
  if (prefix.error != ClearPrefixError::kNone) {
    return std::nullopt;
  }
  const absl::Span<const uint8_t> sealed = frame.subspan(prefix.size);
  const std::vector<size_t> escapes =
      prefix.is_annex_b ? FindEscapes(sealed) : std::vector<size_t>();
  // A packetizer may have dropped the last byte, key index 0.
  const bool is_whole = HasIvTrailer(sealed);
  if (!is_whole && !(prefix.is_annex_b && EndsInCutIvTrailer(sealed))) {
    return std::nullopt;
  }
  const size_t trailer_size = is_whole ? kIvTrailerSize : kCutIvTrailerSize;
  const EscapedTail tail = TailOf(sealed, escapes, kTagSize + trailer_size);
  if (tail.bytes.size() < kTagSize + trailer_size) {
    return std::nullopt;
  }
  FrameInspection inspection = {.kid = is_whole ? sealed.back() : uint8_t{0},
                                .escapes = escapes.size()};
  ReadIvFields(ReadIv(tail.bytes, trailer_size), iv_tail, &inspection);
  const size_t tag = tail.offsets[0];
  const size_t iv = tail.offsets[kTagSize];
  const size_t end = tail.offsets[kTagSize + kNonceSize];
  FramePartsBuilder parts;
  parts.Add(FramePart::kClear, prefix.size);
  parts.Add(FramePart::kCiphertext, tag);
  parts.Add(FramePart::kTag, iv - tag);
  parts.Add(FramePart::kNonce, end - iv);
  parts.Add(FramePart::kTrailer, sealed.size() - end);
  inspection.parts = parts.Take();
  return inspection;
}

}  // namespace

std::optional<FrameInspection> InspectLiveKit(const FrameInfo& info,
                                              absl::Span<const uint8_t> frame) {
  return InspectRing(ClearRuleSet::kLiveKitAv1, IvTail::kTimestampLessCount,
                     info, frame);
}

std::optional<FrameInspection> InspectJFrame(const FrameInfo& info,
                                             absl::Span<const uint8_t> frame) {
  return InspectRing(ClearRuleSet::kJFrame, IvTail::kCount, info, frame);
}

}  // namespace sealframe
