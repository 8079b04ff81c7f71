// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/sframe/sframe_format.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <utility>

#include "absl/base/attributes.h"
#include "absl/types/span.h"
#include "sealframe/crypto/buffers.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/frame/formats/sframe/sframe_header.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/nonce_status.h"
#include "sealframe/keyring/counter_nonces.h"
#include "sealframe/keyring/nonce_sequence.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/seal_ticket.h"
#include "sealframe/keyring/sealing_key.h"
#include "sealframe/keyring/stream_keys.h"

namespace sealframe {
namespace {

constexpr size_t kMaxTagSize = 16;

// JoinedAad is the additional authenticated data of a frame with metadata: its
// header as on the wire, then the metadata. Without metadata, the header is
// used where it is.
class JoinedAad {
 public:
  JoinedAad(absl::Span<const uint8_t> header,
            absl::Span<const uint8_t> metadata)
      : size_(header.size() + metadata.size()) {
    uint8_t* const end = std::copy(header.begin(), header.end(), bytes_);
    std::copy(metadata.begin(), metadata.end(), end);
  }

  absl::Span<const uint8_t> bytes() const { return {bytes_, size_}; }

 private:
  const size_t size_;
  uint8_t bytes_[kMaxSFrameHeaderSize + kMaxMetadataSize];
};

// These two are not inlined, so that frames without metadata need no stack for
// it.
ABSL_ATTRIBUTE_NOINLINE bool SealWithMetadata(
    const SealingKey& key, SealTicket&& ticket,
    absl::Span<const uint8_t> header, absl::Span<const uint8_t> metadata,
    absl::Span<const uint8_t> plaintext, absl::Span<uint8_t> body) {
  return key.Seal(std::move(ticket), JoinedAad(header, metadata).bytes(),
                  plaintext, body);
}

ABSL_ATTRIBUTE_NOINLINE bool OpenWithMetadata(
    OpeningKey& key, const Nonce& nonce, absl::Span<const uint8_t> header,
    absl::Span<const uint8_t> metadata, absl::Span<const uint8_t> body,
    absl::Span<uint8_t> opened) {
  return key.Open(nonce, JoinedAad(header, metadata).bytes(), body, opened);
}

inline bool OpenBody(OpeningKey& key, const Nonce& nonce,
                     absl::Span<const uint8_t> header,
                     absl::Span<const uint8_t> metadata,
                     absl::Span<const uint8_t> body,
                     absl::Span<uint8_t> opened) {
  return metadata.empty()
             ? key.Open(nonce, header, body, opened)
             : OpenWithMetadata(key, nonce, header, metadata, body, opened);
}

// MoveInPlace moves `bytes` to `to` if `in_place`, and returns their location.
// Ciphers need buffers that are equal or disjoint.
absl::Span<const uint8_t> MoveInPlace(bool in_place,
                                      absl::Span<const uint8_t> bytes,
                                      uint8_t* to) {
  if (!in_place || bytes.empty()) {
    return bytes;
  }
  std::memmove(to, bytes.data(), bytes.size());
  return absl::MakeConstSpan(to, bytes.size());
}

}  // namespace

FrameResult SFrameFormat::Seal(const FrameInfo& info, SealingKey& key,
                               absl::Span<const uint8_t> frame,
                               absl::Span<uint8_t> out) {
  SealTicket ticket =
      key.Take({}, frame.size(), kMaxSFrameHeaderSize + info.metadata.size(),
               &allowance_);
  if (ticket.error() != NonceError::kNone) {
    return {.status = StatusOf(ticket.error())};
  }
  const SFrameHeader header = {.kid = key.kid(), .ctr = ticket.counter()};
  const size_t header_size = SFrameHeaderSize(header);
  const size_t size = header_size + frame.size() + key.tag_size();
  if (out.size() < size) {
    return {.status = FrameStatus::kBufferTooSmall};
  }
  const absl::Span<uint8_t> body = out.subspan(header_size, size - header_size);
  const absl::Span<const uint8_t> plaintext =
      MoveInPlace(frame.data() == out.data(), frame, body.data());
  const auto written = out.first(WriteSFrameHeader(header, out));
  if (!(info.metadata.empty()
            ? key.Seal(std::move(ticket), written, plaintext, body)
            : SealWithMetadata(key, std::move(ticket), written, info.metadata,
                               plaintext, body))) {
    return {.status = FrameStatus::kInternalError};
  }
  return {.status = FrameStatus::kOk, .size = size, .kid = key.kid()};
}

FrameResult SFrameFormat::Open(const FrameInfo& info, StreamKeys& keys,
                               absl::Span<const uint8_t> frame,
                               absl::Span<uint8_t> out) {
  if (frame.empty()) {
    return {.status = FrameStatus::kPassedThrough};
  }
  const ParsedSFrameHeader parsed = ParseSFrameHeader(frame);
  if (parsed.error != SFrameHeaderError::kNone) {
    return {.status = FrameStatus::kMalformed};
  }
  const SFrameHeader& header = parsed.header;
  const auto ended = [&header](FrameStatus status) {
    return FrameResult{.status = status, .kid = header.kid};
  };
  OpeningKey* const key = keys.Find(header.kid, info.ssrc);
  if (key == nullptr) {
    return ended(FrameStatus::kMissingKey);
  }
  const absl::Span<const uint8_t> body = frame.subspan(parsed.size);
  if (body.size() < key->tag_size()) {
    return ended(FrameStatus::kMalformed);
  }
  const size_t size = body.size() - key->tag_size();
  if (out.size() < size) {
    return ended(FrameStatus::kBufferTooSmall);
  }
  if (!key->usable()) {
    return ended(FrameStatus::kKeyExhausted);
  }
  if (!keys.Accepts(*key, header.ctr)) {
    return ended(FrameStatus::kReplayed);
  }
  // In place, open the frame behind its header and then move it to the front.
  const bool in_place = frame.data() == out.data();
  const absl::Span<uint8_t> opened =
      in_place ? absl::MakeSpan(const_cast<uint8_t*>(body.data()), size)
               : out.first(size);
  const absl::Span<const uint8_t> aad = frame.first(parsed.size);
  const Nonce nonce = NonceFor(key->salt(), header.ctr);
  if (!OpenBody(*key, nonce, aad, info.metadata, body, opened)) {
    return ended(FrameStatus::kNotAuthentic);
  }
  MoveInPlace(in_place, opened, out.data());
  if (!keys.Commit(*key, header.ctr)) {
    return ended(FrameStatus::kReplayed);
  }
  return {.status = FrameStatus::kOk, .size = size, .kid = header.kid};
}

std::optional<uint64_t> SFrameFormat::KidOf(
    const FrameInfo&, absl::Span<const uint8_t> frame) const {
  const ParsedSFrameHeader parsed = ParseSFrameHeader(frame);
  return parsed.error == SFrameHeaderError::kNone
             ? std::optional<uint64_t>(parsed.header.kid)
             : std::nullopt;
}

size_t SFrameFormat::MaxSealedSize(size_t frame_size) const {
  return AddSizes(frame_size, kMaxSFrameHeaderSize + kMaxTagSize);
}

size_t SFrameFormat::MaxOpenedSize(size_t sealed_size) const {
  return sealed_size;
}

}  // namespace sealframe
