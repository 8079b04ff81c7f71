// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/ring_format.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "sealframe/crypto/buffers.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/frame/codec/clear_prefix.h"
#include "sealframe/frame/codec/clear_rule.h"
#include "sealframe/frame/codec/emulation_prevention.h"
#include "sealframe/frame/codec/widen_start_codes.h"
#include "sealframe/frame/formats/ring/candidate_keys.h"
#include "sealframe/frame/formats/ring/iv_trailer.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/frame_type.h"
#include "sealframe/frame/nonce_status.h"
#include "sealframe/keyring/nonce_sequence.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"
#include "sealframe/keyring/stream_keys.h"

namespace sealframe {
namespace {

constexpr size_t kTagSize = 16;
constexpr size_t kOverhead = kTagSize + kIvTrailerSize;

FrameStatus StatusOf(ClearPrefixError error) {
  switch (error) {
    case ClearPrefixError::kNone:
      return FrameStatus::kOk;
    case ClearPrefixError::kRefusedCodec:
      return FrameStatus::kUnsupportedCodec;
    case ClearPrefixError::kFrameTooShort:
      return FrameStatus::kMalformed;
    case ClearPrefixError::kNotAPrefix:
      return FrameStatus::kInternalError;
  }
  return FrameStatus::kInternalError;
}

void Copy(absl::Span<const uint8_t> from, uint8_t* to) {
  if (!from.empty()) {
    std::memcpy(to, from.data(), from.size());
  }
}

}  // namespace

RingFormat::RingFormat(ClearRuleSet rules, uint64_t ratchet_window)
    : rules_(rules), ratchet_window_(ratchet_window) {}

FrameResult RingFormat::Seal(const FrameInfo& info, SealingKey& key,
                             absl::Span<const uint8_t> frame,
                             absl::Span<uint8_t> out) {
  if (frame.empty()) {
    return {.status = FrameStatus::kPassedThrough};
  }
  const ClearPrefix prefix =
      FindClearPrefix(rules_, info.codec, FrameTypeOf(info), frame);
  if (prefix.error != ClearPrefixError::kNone) {
    return {.status = StatusOf(prefix.error)};
  }
  if (!info.metadata.empty()) {
    return {.status = FrameStatus::kMetadataTooLarge};
  }
  const FrameResult result = SealBehind(prefix, info, key, frame, out);
  // H.264 and H.265 frames without a slice are not escaped, so their ciphertext
  // may look like it has one. No receiver could open that.
  if (result.status == FrameStatus::kOk && !prefix.is_annex_b &&
      FindClearPrefix(rules_, info.codec, FrameTypeOf(info),
                      out.first(result.size))
          .is_annex_b) {
    return {.status = FrameStatus::kMalformed};
  }
  return result;
}

// SealBehind seals `frame` behind `prefix`.
FrameResult RingFormat::SealBehind(const ClearPrefix& prefix,
                                   const FrameInfo& info, SealingKey& key,
                                   absl::Span<const uint8_t> frame,
                                   absl::Span<uint8_t> out) {
  const auto index = static_cast<uint8_t>(key.kid());
  const size_t header_size =
      prefix.is_annex_b ? WidenedSize(frame.first(prefix.size)) : prefix.size;
  const size_t sealed_size = frame.size() - prefix.size + kTagSize;
  size_t tail_size = sealed_size + kIvTrailerSize;
  if (out.size() < header_size + tail_size) {
    return {.status = FrameStatus::kBufferTooSmall};
  }
  SealTicket ticket =
      key.Take({.ssrc = info.ssrc, .rtp_timestamp = info.rtp_timestamp},
               sealed_size - kTagSize, header_size, &budget_);
  if (ticket.error() != NonceError::kNone) {
    return {.status = StatusOf(ticket.error())};
  }
  const absl::Span<const uint8_t> plaintext =
      PlaceFrame(prefix, header_size, frame, out);
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

// PlaceFrame writes the header of `frame` to the front of `out` and returns the
// plaintext to seal.
absl::Span<const uint8_t> RingFormat::PlaceFrame(
    const ClearPrefix& prefix, size_t header_size,
    absl::Span<const uint8_t> frame, absl::Span<uint8_t> out) {
  absl::Span<const uint8_t> header = frame.first(prefix.size);
  absl::Span<const uint8_t> body = frame.subspan(prefix.size);
  const bool in_place = frame.data() == out.data();
  if (header_size == prefix.size) {
    if (!in_place) {
      Copy(header, out.data());
    }
    return body;
  }
  if (in_place) {
    std::memmove(out.data() + header_size, body.data(), body.size());
    body = out.subspan(header_size, body.size());
    const absl::Span<uint8_t> moved =
        out.subspan(header_size - header.size(), header.size());
    std::memmove(moved.data(), header.data(), header.size());
    header = moved;
  }
  // This cannot fail: `header_size` is the widened size.
  static_cast<void>(WidenStartCodes(header, out.first(header_size)));
  return body;
}

FrameResult RingFormat::Open(const FrameInfo& info, StreamKeys& keys,
                             absl::Span<const uint8_t> frame,
                             absl::Span<uint8_t> out) {
  if (frame.empty()) {
    return {.status = FrameStatus::kPassedThrough};
  }
  if (!info.metadata.empty()) {
    return {.status = FrameStatus::kMetadataTooLarge};
  }
  if (frame.data() == out.data()) {
    const absl::Span<uint8_t> copy = scratch_.First(frame.size());
    Copy(frame, copy.data());
    frame = copy;
  }
  const ClearPrefix prefix =
      FindClearPrefix(rules_, info.codec, FrameTypeOf(info), frame);
  if (prefix.error != ClearPrefixError::kNone) {
    return {.status = StatusOf(prefix.error)};
  }
  Sealed sealed = {.prefix = frame.first(prefix.size),
                   .tail = frame.subspan(prefix.size)};
  const absl::optional<size_t> tail_size =
      prefix.is_annex_b ? UnescapedSize(sealed.tail) : sealed.tail.size();
  if (!tail_size.has_value()) {
    return {.status = FrameStatus::kMalformed};
  }
  sealed.tail_size = *tail_size;
  // The last two bytes are never escaped, because the IV size exceeds 3.
  if (!HasIvTrailer(sealed.tail) || sealed.tail_size < kOverhead) {
    return {.status = FrameStatus::kMalformed};
  }
  FrameResult result = {.kid = sealed.tail.back()};
  const size_t size = prefix.size + sealed.tail_size - kOverhead;
  // Escaped frames are unescaped in the output. Every frame that may have
  // escapes needs that room, not only the few that do.
  if (out.size() < (prefix.is_annex_b ? frame.size() : size)) {
    result.status = FrameStatus::kBufferTooSmall;
    return result;
  }
  result.status = TryCandidateKeys(
      keys, sealed.tail.back(), ratchet_window_,
      [&](OpeningKey& key) { return OpenWith(sealed, keys, key, out); });
  if (result.status == FrameStatus::kOk) {
    Copy(sealed.prefix, out.data());
    result.size = size;
  }
  return result;
}

FrameStatus RingFormat::OpenWith(const Sealed& sealed, StreamKeys& keys,
                                 OpeningKey& key, absl::Span<uint8_t> out) {
  if (!key.usable()) {
    return FrameStatus::kKeyExhausted;
  }
  const absl::Span<uint8_t> body = out.subspan(sealed.prefix.size());
  absl::Span<const uint8_t> tail = sealed.tail;
  if (sealed.tail_size != tail.size()) {
    tail = absl::MakeConstSpan(body.data(), Unescape(tail, body));
  }
  const Nonce iv = ReadIvTrailer(tail).iv;
  if (!keys.AcceptsIv(key, iv)) {
    return FrameStatus::kReplayed;
  }
  const absl::Span<const uint8_t> ciphertext =
      tail.first(tail.size() - kIvTrailerSize);
  if (!key.Open(iv, sealed.prefix, ciphertext,
                body.first(ciphertext.size() - kTagSize))) {
    return FrameStatus::kNotAuthentic;
  }
  // Another stream may have opened the frame meanwhile.
  return keys.CommitIv(key, iv) ? FrameStatus::kOk : FrameStatus::kReplayed;
}

absl::optional<uint64_t> RingFormat::KidOf(
    const FrameInfo&, absl::Span<const uint8_t> frame) const {
  return HasIvTrailer(frame) ? absl::optional<uint64_t>(frame.back())
                             : absl::nullopt;
}

bool RingFormat::HasKey(StreamKeys& keys, uint64_t kid, uint32_t) const {
  OpeningKey* key = nullptr;
  return keys.FindCandidates(static_cast<uint8_t>(kid), {&key, 1}) != 0;
}

// Widening adds at most a third to a prefix, less than escaping may add.
size_t RingFormat::MaxSealedSize(size_t frame_size) const {
  return rules_ == ClearRuleSet::kJFrame
             ? AddSizes(frame_size, kOverhead)
             : MaxEscapedSize(AddSizes(frame_size, kOverhead));
}

size_t RingFormat::MaxOpenedSize(size_t sealed_size) const {
  return sealed_size;
}

}  // namespace sealframe
