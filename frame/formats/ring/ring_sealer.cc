// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/ring_sealer.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "absl/types/span.h"
#include "sealframe/crypto/buffers.h"
#include "sealframe/frame/codec/canonical_annex_b.h"
#include "sealframe/frame/codec/clear_prefix.h"
#include "sealframe/frame/codec/clear_rule.h"
#include "sealframe/frame/codec/emulation_prevention.h"
#include "sealframe/frame/codec/obu_pieces.h"
#include "sealframe/frame/codec/start_code.h"
#include "sealframe/frame/formats/ring/iv_trailer.h"
#include "sealframe/frame/formats/ring/ring_prefix_status.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/frame_type.h"
#include "sealframe/frame/nonce_status.h"
#include "sealframe/frame/pass_through.h"
#include "sealframe/keyring/nonce_sequence.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {
namespace {

constexpr size_t kTagSize = 16;
constexpr size_t kOverhead = kTagSize + kIvTrailerSize;

// The most times that a frame is sealed. Each time fails with a chance of 1 in
// 65,536, or of 1 in 256 if the slice header is invalid.
constexpr int kMaxSealings = 10;

// WriteHeader writes the prefix of `frame` in the form that is sent.
void WriteHeader(const ClearPrefix& prefix, absl::Span<const uint8_t> frame,
                 absl::Span<uint8_t> out) {
  if (prefix.is_annex_b) {
    // This cannot fail: `out` has the size of the canonical form.
    static_cast<void>(WriteCanonical(frame.first(prefix.size), out));
  } else {
    CopyTo(frame.first(prefix.size), out);
  }
}

}  // namespace

FrameResult RingSealer::Seal(const FrameInfo& info, SealingKey& key,
                             absl::Span<const uint8_t> frame,
                             absl::Span<uint8_t> out) {
  if (!info.metadata.empty()) {
    return {.status = FrameStatus::kMetadataTooLarge};
  }
  if (GetClearRule(rules_, info.codec).shape == ClearShape::kObuHeaders) {
    return SealObus(info, key, frame, out);
  }
  const ClearPrefix prefix =
      FindClearPrefixToSeal(rules_, info.codec, FrameTypeOf(info), frame);
  if (prefix.error != ClearPrefixError::kNone) {
    return {.status = StatusOf(prefix.error)};
  }
  if (prefix.is_annex_b) {
    return SealAnnexB(prefix, info, key, frame, out);
  }
  const FrameResult result =
      SealBehind(prefix, prefix.size, info, key, frame, out);
  // Frames without a slice are not escaped, so their ciphertext may look like
  // it has one. No receiver could open that.
  if (result.status == FrameStatus::kOk &&
      FindClearPrefix(rules_, info.codec, FrameTypeOf(info),
                      out.first(result.size))
          .is_annex_b) {
    return {.status = FrameStatus::kMalformed};
  }
  return result;
}

// SealAnnexB seals a frame whose prefix is sent in canonical form. If that ends
// in a zero, the first bytes of the tail could make a start code with it: then
// the frame is sealed again with the next IV. Escaping does not prevent it,
// because it starts anew behind the prefix.
FrameResult RingSealer::SealAnnexB(const ClearPrefix& prefix,
                                   const FrameInfo& info, SealingKey& key,
                                   absl::Span<const uint8_t> frame,
                                   absl::Span<uint8_t> out) {
  const CanonicalAnnexB header = MeasureCanonical(frame.first(prefix.size));
  const bool ends_in_zero = frame[prefix.size - 1] == 0;
  const bool copies =
      frame.data() == out.data() && (!header.is_canonical || ends_in_zero);
  if (copies) {
    scratch_.Reserve(header.size + frame.size() - prefix.size + kOverhead);
    const absl::Span<uint8_t> copy = scratch_.First(frame.size());
    std::copy(frame.begin(), frame.end(), copy.begin());
    frame = copy;
  }
  for (int sealings = 0; sealings < kMaxSealings; ++sealings) {
    const FrameResult result =
        SealBehind(prefix, header.size, info, key, frame, out);
    if (result.status != FrameStatus::kOk || !ends_in_zero ||
        !SectionMakesStartCode(out.first(result.size), header.size, 1)) {
      // Later frames of this size class may need more than this one did.
      if (copies) {
        scratch_.Reserve(result.size);
      }
      return result;
    }
  }
  return {.status = FrameStatus::kInternalError};
}

// SealObus seals an AV1 frame.
FrameResult RingSealer::SealObus(const FrameInfo& info, SealingKey& key,
                                 absl::Span<const uint8_t> frame,
                                 absl::Span<uint8_t> out) {
  const ObuPieces pieces = MeasurePlainObus(frame, kOverhead);
  if (!pieces.ok) {
    return {.status = FrameStatus::kMalformed};
  }
  if (pieces.size() == 0) {
    return {.status = FrameStatus::kPassedThrough};
  }
  const absl::Span<uint8_t> sealed = scratch_.First(pieces.size() + kOverhead);
  if (out.size() < sealed.size()) {
    return {.status = FrameStatus::kBufferTooSmall};
  }
  GatherObus(frame, pieces, kOverhead, sealed);
  FrameResult result = SealBehind({.size = pieces.clear}, pieces.clear, info,
                                  key, sealed.first(pieces.size()), sealed);
  if (result.status == FrameStatus::kOk) {
    result.size = ScatterObus(sealed.first(pieces.clear),
                              sealed.subspan(pieces.clear), pieces.sizes_last,
                              /*cut=*/0, out);
  }
  return result;
}

// SealBehind seals `frame` behind its prefix, which has `header_size` bytes in
// the form that is sent.
FrameResult RingSealer::SealBehind(const ClearPrefix& prefix,
                                   size_t header_size, const FrameInfo& info,
                                   SealingKey& key,
                                   absl::Span<const uint8_t> frame,
                                   absl::Span<uint8_t> out) {
  const auto index = static_cast<uint8_t>(key.kid());
  const absl::Span<const uint8_t> plaintext = frame.subspan(prefix.size);
  const size_t sealed_size = plaintext.size() + kTagSize;
  size_t tail_size = sealed_size + kIvTrailerSize;
  if (out.size() < header_size + tail_size) {
    return {.status = FrameStatus::kBufferTooSmall};
  }
  SealTicket ticket =
      key.Take({.ssrc = info.ssrc, .rtp_timestamp = info.rtp_timestamp},
               plaintext.size(), header_size, &budget_);
  if (ticket.error() != NonceError::kNone) {
    return {.status = StatusOf(ticket.error())};
  }
  WriteHeader(prefix, frame, out.first(header_size));
  const absl::Span<uint8_t> tail = out.subspan(header_size);
  WriteIvTrailer(ticket.nonce(), index,
                 tail.subspan(sealed_size, kIvTrailerSize));
  if (!key.Seal(std::move(ticket), out.first(header_size), plaintext,
                tail.first(sealed_size))) {
    return {.status = FrameStatus::kInternalError};
  }
  if (prefix.is_annex_b) {
    tail_size = Escape(tail.first(tail_size), tail);
    if (tail_size == 0) {
      return {.status = FrameStatus::kBufferTooSmall};
    }
  }
  return {.status = FrameStatus::kOk,
          .size = header_size + tail_size,
          .kid = index};
}

// Canonical start codes add at most a third to a prefix, and sizes of OBUs at
// most `kMaxLeb128Size`: less than escaping may add.
size_t RingSealer::MaxSealedSize(size_t frame_size) const {
  return rules_ == ClearRuleSet::kJFrame
             ? AddSizes(frame_size, kOverhead)
             : MaxEscapedSize(AddSizes(frame_size, kOverhead));
}

}  // namespace sealframe
