// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/ring_opener.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/types/span.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/frame/codec/clear_prefix.h"
#include "sealframe/frame/codec/clear_rule.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/emulation_prevention.h"
#include "sealframe/frame/codec/inserted_parameter_sets.h"
#include "sealframe/frame/codec/obu_pieces.h"
#include "sealframe/frame/formats/ring/candidate_keys.h"
#include "sealframe/frame/formats/ring/iv_trailer.h"
#include "sealframe/frame/formats/ring/ring_prefix_status.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/frame_type.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/stream_keys.h"

namespace sealframe {
namespace {

constexpr size_t kTagSize = 16;

// IsCut returns whether a packetizer may have dropped the key index at the end
// of `frame`.
bool IsCut(const ClearPrefix& prefix, absl::Span<const uint8_t> frame) {
  return prefix.is_annex_b && EndsInCutIvTrailer(frame.subspan(prefix.size));
}

// ReadEscapedIv reads the IV of a frame whose escaped tail ends in
// `trailer_size` bytes of an IV trailer.
Nonce ReadEscapedIv(absl::Span<const uint8_t> tail, const UnescapedSizes& sizes,
                    size_t trailer_size) {
  if (sizes.plain == tail.size()) {
    return ReadIv(tail, trailer_size);
  }
  std::array<uint8_t, kIvTrailerSize> trailer;
  const absl::Span<uint8_t> read = absl::MakeSpan(trailer).first(trailer_size);
  // `tail` unescapes to at least that many bytes.
  static_cast<void>(UnescapeEnd(tail, read));
  return ReadIv(read, trailer_size);
}

// MayHaveAnotherReading returns whether a frame that ended with `status` could
// open if its bytes mean something else.
bool MayHaveAnotherReading(FrameStatus status) {
  return status == FrameStatus::kMalformed ||
         status == FrameStatus::kMissingKey ||
         status == FrameStatus::kNotAuthentic ||
         status == FrameStatus::kUnsupportedCodec;
}

// Better returns the result that counts of two readings: the second if it
// opened the frame or found a replay, or if the first could not parse the
// frame; otherwise the first.
FrameResult Better(const FrameResult& first, const FrameResult& second) {
  const bool is_read = first.status != FrameStatus::kMalformed &&
                       first.status != FrameStatus::kUnsupportedCodec;
  return is_read && second.status != FrameStatus::kOk &&
                 second.status != FrameStatus::kReplayed
             ? first
             : second;
}

}  // namespace

FrameResult RingOpener::Open(const FrameInfo& info, StreamKeys& keys,
                             absl::Span<const uint8_t> frame,
                             absl::Span<uint8_t> out) {
  if (!info.metadata.empty()) {
    return {.status = FrameStatus::kMetadataTooLarge};
  }
  if (frame.data() != out.data()) {
    return OpenTo(info, keys, frame, out);
  }
  const absl::Span<uint8_t> copy = scratch_.First(frame.size());
  std::copy(frame.begin(), frame.end(), copy.begin());
  const FrameResult result = OpenTo(info, keys, copy, out);
  if (result.status == FrameStatus::kMissingKey) {
    // The caller may hold the frame, of which another reading had a key.
    std::copy_n(copy.begin(), std::min(copy.size(), out.size()), out.begin());
  }
  return result;
}

// OpenTo opens a frame to another buffer.
FrameResult RingOpener::OpenTo(const FrameInfo& info, StreamKeys& keys,
                               absl::Span<const uint8_t> frame,
                               absl::Span<uint8_t> out) {
  const FrameResult as_given = OpenAs(info.codec, info, keys, frame, out);
  if (info.kind == MediaKind::kVideo &&
      MayHaveAnotherReading(as_given.status)) {
    const size_t inserted = InsertedParameterSets(frame);
    if (inserted != 0) {
      return Better(as_given, OpenAs(info.codec, info, keys,
                                     frame.subspan(inserted), out));
    }
  }
  const bool may_be_unaware =
      options_.opens_codec_unaware && info.kind == MediaKind::kVideo &&
      (info.codec == Codec::kVp9 || info.codec == Codec::kAv1);
  return may_be_unaware && MayHaveAnotherReading(as_given.status)
             ? Better(as_given, OpenAs(Codec::kUnknown, info, keys, frame, out))
             : as_given;
}

// OpenAs opens a frame whose sender left the bytes of `codec` clear.
FrameResult RingOpener::OpenAs(Codec codec, const FrameInfo& info,
                               StreamKeys& keys,
                               absl::Span<const uint8_t> frame,
                               absl::Span<uint8_t> out) {
  if (GetClearRule(options_.rules, codec).shape == ClearShape::kObuHeaders) {
    return OpenObus(keys, frame, out);
  }
  const ClearPrefix prefix =
      FindClearPrefix(options_.rules, codec, FrameTypeOf(info), frame);
  if (prefix.error != ClearPrefixError::kNone) {
    return {.status = StatusOf(prefix.error)};
  }
  const FrameResult whole =
      HasIvTrailer(frame.subspan(prefix.size))
          ? OpenTail(prefix, kIvTrailerSize, keys, frame, out)
          : FrameResult{.status = FrameStatus::kMalformed};
  return IsCut(prefix, frame) && MayHaveAnotherReading(whole.status)
             ? Better(whole,
                      OpenTail(prefix, kCutIvTrailerSize, keys, frame, out))
             : whole;
}

// OpenObus opens an AV1 frame.
FrameResult RingOpener::OpenObus(StreamKeys& keys,
                                 absl::Span<const uint8_t> frame,
                                 absl::Span<uint8_t> out) {
  constexpr size_t kOverhead = kTagSize + kIvTrailerSize;
  const ObuPieces pieces = MeasureSealedObus(frame, kOverhead);
  if (!pieces.ok || !HasIvTrailer(frame)) {
    return {.status = FrameStatus::kMalformed};
  }
  const size_t size = pieces.size() - kOverhead;
  if (out.size() < size) {
    return {.status = FrameStatus::kBufferTooSmall, .kid = frame.back()};
  }
  // With a size for its last OBU a frame grows, but by less than it loses.
  pieces_.Reserve(2 * frame.size());
  const absl::Span<uint8_t> room = pieces_.First(pieces.size() + size);
  const absl::Span<uint8_t> sealed = room.first(pieces.size());
  const absl::Span<uint8_t> opened = room.subspan(pieces.size());
  GatherObus(frame, pieces, /*growth=*/0, sealed);
  FrameResult result =
      OpenTail({.size = pieces.clear}, kIvTrailerSize, keys, sealed, opened);
  if (result.status == FrameStatus::kOk) {
    result.size =
        ScatterObus(opened.first(pieces.clear), opened.subspan(pieces.clear),
                    pieces.sizes_last, kOverhead, out);
  }
  return result;
}

// OpenTail opens a frame that ends in `trailer_size` bytes of an IV trailer.
FrameResult RingOpener::OpenTail(const ClearPrefix& prefix, size_t trailer_size,
                                 StreamKeys& keys,
                                 absl::Span<const uint8_t> frame,
                                 absl::Span<uint8_t> out) {
  const absl::Span<const uint8_t> tail = frame.subspan(prefix.size);
  const std::optional<UnescapedSizes> sizes =
      prefix.is_annex_b && !prefix.has_no_escapes
          ? MeasureUnescaped(tail)
          : UnescapedSizes{.size = tail.size(), .plain = tail.size()};
  if (!sizes.has_value() || sizes->size < kTagSize + trailer_size) {
    return {.status = FrameStatus::kMalformed};
  }
  const Sealed sealed = {.prefix = frame.first(prefix.size),
                         .tail = tail,
                         .plain_size = sizes->plain,
                         .sealed_size = sizes->size - trailer_size,
                         .iv = ReadEscapedIv(tail, *sizes, trailer_size)};
  const uint8_t key_index = trailer_size == kIvTrailerSize ? frame.back() : 0;
  FrameResult result = {.kid = key_index};
  if (options_.is_given_up != nullptr && options_.is_given_up(key_index)) {
    result.status = FrameStatus::kNotAuthentic;
    return result;
  }
  const size_t size = prefix.size + sealed.sealed_size - kTagSize;
  // Escaped frames are unescaped in the output. Every frame that may have
  // escapes needs that room, not only the few that do.
  if (out.size() < (prefix.is_annex_b ? frame.size() : size)) {
    result.status = FrameStatus::kBufferTooSmall;
    return result;
  }
  result.status = TryCandidateKeys(
      keys, key_index, options_.ratchet_window,
      [&](OpeningKey& key) { return OpenWith(sealed, keys, key, out); });
  if (result.status == FrameStatus::kOk) {
    std::copy(sealed.prefix.begin(), sealed.prefix.end(), out.begin());
    result.size = size;
  }
  return result;
}

FrameStatus RingOpener::OpenWith(const Sealed& sealed, StreamKeys& keys,
                                 OpeningKey& key, absl::Span<uint8_t> out) {
  if (!key.usable()) {
    return FrameStatus::kKeyExhausted;
  }
  const absl::Span<uint8_t> body = out.subspan(sealed.prefix.size());
  if (!keys.AcceptsIv(key, sealed.iv)) {
    return FrameStatus::kReplayed;
  }
  absl::Span<const uint8_t> tail = sealed.tail;
  // Few frames have an escape before the trailer.
  if (sealed.plain_size < sealed.sealed_size) {
    tail = absl::MakeConstSpan(body.data(), Unescape(tail, body));
  }
  if (!key.Open(sealed.iv, sealed.prefix, tail.first(sealed.sealed_size),
                body.first(sealed.sealed_size - kTagSize))) {
    return FrameStatus::kNotAuthentic;
  }
  // Another stream may have opened the frame meanwhile.
  return keys.CommitIv(key, sealed.iv) ? FrameStatus::kOk
                                       : FrameStatus::kReplayed;
}

std::optional<uint64_t> RingOpener::KidOf(
    const FrameInfo& info, absl::Span<const uint8_t> frame) const {
  if (HasIvTrailer(frame)) {
    return frame.back();
  }
  const ClearPrefix prefix =
      FindClearPrefix(options_.rules, info.codec, FrameTypeOf(info), frame);
  return IsCut(prefix, frame) ? std::optional<uint64_t>(0) : std::nullopt;
}

}  // namespace sealframe
