// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/getstream/getstream_format.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "absl/types/span.h"
#include "sealframe/crypto/buffers.h"
#include "sealframe/frame/codec/canonical_annex_b.h"
#include "sealframe/frame/codec/emulation_prevention.h"
#include "sealframe/frame/codec/inserted_parameter_sets.h"
#include "sealframe/frame/formats/getstream/getstream_clear_header.h"
#include "sealframe/frame/formats/getstream/getstream_trailer.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/nonce_status.h"
#include "sealframe/frame/pass_through.h"
#include "sealframe/keyring/nonce_sequence.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"
#include "sealframe/keyring/stream_keys.h"

namespace sealframe {
namespace {

constexpr size_t kOverhead = kGetStreamTagSize + kGetStreamTrailerSize;

// EscapeFrame escapes the frame of `size` bytes at the front of `out` behind
// its clear header, and returns its new size, or 0 if there is no room.
size_t EscapeFrame(size_t clear_size, size_t size, absl::Span<uint8_t> out) {
  const size_t start = GetStreamEscapeStart(out.first(clear_size));
  const size_t escaped =
      Escape(out.subspan(start, size - start), out.subspan(start));
  return escaped == 0 ? 0 : start + escaped;
}

// WriteClear writes the clear header of `frame` in the form that is sent.
void WriteClear(const GetStreamClearHeader& clear,
                absl::Span<const uint8_t> frame, absl::Span<uint8_t> out) {
  if (clear.is_annex_b) {
    // This cannot fail: `out` has the size of the canonical form.
    static_cast<void>(WriteCanonical(frame.first(clear.size), out));
  } else {
    CopyTo(frame.first(clear.size), out);
  }
}

struct Received {
  absl::Span<const uint8_t> frame;
  ParsedGetStreamFrame parsed;
};

// Parse parses `frame`. If a depacketizer put copies of parameter sets in
// front, so that the clear size ends before the first slice and a start code
// comes where none is allowed, it parses the frame without them.
Received Parse(absl::Span<const uint8_t> frame) {
  const Received whole = {.frame = frame, .parsed = ParseGetStreamFrame(frame)};
  if (whole.parsed.error != GetStreamError::kMalformed) {
    return whole;
  }
  frame.remove_prefix(InsertedParameterSets(frame));
  const Received rest = {.frame = frame, .parsed = ParseGetStreamFrame(frame)};
  return rest.parsed.error == GetStreamError::kNone ? rest : whole;
}

}  // namespace

FrameResult GetStreamFormat::Seal(const FrameInfo& info, SealingKey& key,
                                  absl::Span<const uint8_t> frame,
                                  absl::Span<uint8_t> out) {
  if (!info.metadata.empty()) {
    return {.status = FrameStatus::kMetadataTooLarge};
  }
  if (frame.empty()) {
    return {.status = FrameStatus::kPassedThrough};
  }
  const GetStreamClearHeader clear = FindGetStreamClearHeader(info, frame);
  switch (clear.error) {
    case GetStreamClearError::kNone:
      break;
    case GetStreamClearError::kRefusedCodec:
      return {.status = FrameStatus::kUnsupportedCodec};
    case GetStreamClearError::kNoSlice:
      return {.status = FrameStatus::kNotPacketizable};
  }
  if (!clear.is_annex_b) {
    return SealBehind(clear, clear.size, key, frame, out);
  }
  const CanonicalAnnexB header = MeasureCanonical(frame.first(clear.size));
  if (frame.data() != out.data() || header.is_canonical) {
    return SealBehind(clear, header.size, key, frame, out);
  }
  scratch_.Reserve(header.size + frame.size() - clear.size + kOverhead);
  const absl::Span<uint8_t> copy = scratch_.First(frame.size());
  CopyTo(frame, copy);
  const FrameResult result = SealBehind(clear, header.size, key, copy, out);
  // Later frames of this size class may need more than this one did.
  scratch_.Reserve(result.size);
  return result;
}

// SealBehind seals `frame` behind its clear header, which has `clear_size`
// bytes in the form that is sent.
FrameResult GetStreamFormat::SealBehind(const GetStreamClearHeader& clear,
                                        size_t clear_size, SealingKey& key,
                                        absl::Span<const uint8_t> frame,
                                        absl::Span<uint8_t> out) {
  if (clear_size > kMaxGetStreamClearSize) {
    return {.status = FrameStatus::kMalformed};
  }
  const absl::Span<const uint8_t> plaintext = frame.subspan(clear.size);
  const size_t size = clear_size + plaintext.size() + kOverhead;
  if (out.size() < size) {
    return {.status = FrameStatus::kBufferTooSmall};
  }
  SealTicket ticket = key.Take({}, plaintext.size(), clear_size, &allowance_);
  if (ticket.error() != NonceError::kNone) {
    return {.status = StatusOf(ticket.error())};
  }
  WriteGetStreamTrailer({.iv = ticket.nonce(),
                         .key_index = static_cast<uint8_t>(key.kid()),
                         .clear_size = static_cast<uint16_t>(clear_size),
                         .escaped = clear.is_annex_b},
                        out.subspan(size - kGetStreamTrailerSize));
  WriteClear(clear, frame, out.first(clear_size));
  if (!key.Seal(
          std::move(ticket), out.first(clear_size), plaintext,
          out.subspan(clear_size, plaintext.size() + kGetStreamTagSize))) {
    return {.status = FrameStatus::kInternalError};
  }
  const size_t sealed_size =
      clear.is_annex_b ? EscapeFrame(clear_size, size, out) : size;
  if (sealed_size == 0) {
    return {.status = FrameStatus::kBufferTooSmall};
  }
  return {.status = FrameStatus::kOk, .size = sealed_size, .kid = key.kid()};
}

FrameResult GetStreamFormat::Open(const FrameInfo& info, StreamKeys& keys,
                                  absl::Span<const uint8_t> frame,
                                  absl::Span<uint8_t> out) {
  if (!info.metadata.empty()) {
    return {.status = FrameStatus::kMetadataTooLarge};
  }
  if (frame.empty()) {
    return PassThrough(frame, out);
  }
  Received received = Parse(frame);
  if (received.frame.data() != frame.data() && frame.data() == out.data()) {
    const absl::Span<uint8_t> copy = scratch_.First(received.frame.size());
    CopyTo(received.frame, copy);
    received.frame = copy;
  }
  const ParsedGetStreamFrame& parsed = received.parsed;
  switch (parsed.error) {
    case GetStreamError::kNone:
      break;
    case GetStreamError::kOtherFormat:
      return accepts_plain_ ? PassThrough(frame, out)
                            : FrameResult{.status = FrameStatus::kMalformed};
    case GetStreamError::kMalformed:
      return {.status = FrameStatus::kMalformed};
  }
  const uint8_t kid = parsed.trailer.key_index;
  OpeningKey* const key = keys.Find(kid, info.ssrc);
  if (key == nullptr) {
    return {.status = FrameStatus::kMissingKey, .kid = kid};
  }
  FrameResult result = OpenWith(parsed, keys, *key, received.frame, out);
  result.kid = kid;
  return result;
}

// OpenWith opens `frame`, which is `parsed`.
FrameResult GetStreamFormat::OpenWith(const ParsedGetStreamFrame& parsed,
                                      StreamKeys& keys, OpeningKey& key,
                                      absl::Span<const uint8_t> frame,
                                      absl::Span<uint8_t> out) {
  const GetStreamTrailer& trailer = parsed.trailer;
  if (!key.usable()) {
    return {.status = FrameStatus::kKeyExhausted};
  }
  if (!keys.AcceptsIv(key, trailer.iv)) {
    return {.status = FrameStatus::kReplayed};
  }
  const size_t plaintext_size = parsed.sealed_size - kGetStreamTagSize;
  const size_t size = trailer.clear_size + plaintext_size;
  if (out.size() < (trailer.escaped ? frame.size() : size)) {
    return {.status = FrameStatus::kBufferTooSmall};
  }
  const absl::Span<const uint8_t> clear = frame.first(trailer.clear_size);
  absl::Span<const uint8_t> body = frame.subspan(trailer.clear_size);
  // Few frames have an escape before the trailer.
  if (parsed.plain_size < clear.size() + parsed.sealed_size) {
    const size_t start = GetStreamEscapeStart(clear);
    // There is room, as `out` holds the sealed frame.
    static_cast<void>(Unescape(frame.subspan(start), out.subspan(start)));
    body = out.subspan(trailer.clear_size);
  }
  if (!key.Open(trailer.iv, clear, body.first(parsed.sealed_size),
                out.subspan(trailer.clear_size, plaintext_size))) {
    return {.status = FrameStatus::kNotAuthentic};
  }
  // Another stream may have opened the frame meanwhile.
  if (!keys.CommitIv(key, trailer.iv)) {
    return {.status = FrameStatus::kReplayed};
  }
  CopyTo(clear, out);
  return {.status = FrameStatus::kOk, .size = size};
}

std::optional<uint64_t> GetStreamFormat::KidOf(
    const FrameInfo&, absl::Span<const uint8_t> frame) const {
  const ParsedGetStreamFrame parsed = Parse(frame).parsed;
  return parsed.error == GetStreamError::kNone
             ? std::optional<uint64_t>(parsed.trailer.key_index)
             : std::nullopt;
}

size_t GetStreamFormat::MaxSealedSize(size_t frame_size) const {
  return MaxEscapedSize(AddSizes(frame_size, kOverhead));
}

size_t GetStreamFormat::MaxOpenedSize(size_t sealed_size) const {
  return sealed_size;
}

}  // namespace sealframe
