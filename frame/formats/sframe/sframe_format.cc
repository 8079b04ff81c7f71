// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/sframe/sframe_format.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <utility>

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
#include "sealframe/keyring/sealing_key.h"
#include "sealframe/keyring/stream_keys.h"

namespace sealframe {
namespace {

constexpr size_t kMaxTagSize = 16;

// Aad is the additional authenticated data of a frame: its header as on the
// wire, then the metadata. It copies the header only if there is metadata.
class Aad {
 public:
  Aad(absl::Span<const uint8_t> header, absl::Span<const uint8_t> metadata) {
    if (metadata.empty()) {
      bytes_ = header;
      return;
    }
    uint8_t* const end = std::copy(header.begin(), header.end(), joined_);
    std::copy(metadata.begin(), metadata.end(), end);
    bytes_ = absl::MakeConstSpan(joined_, header.size() + metadata.size());
  }
  Aad(const Aad&) = delete;
  Aad& operator=(const Aad&) = delete;

  absl::Span<const uint8_t> bytes() const { return bytes_; }

 private:
  absl::Span<const uint8_t> bytes_;
  uint8_t joined_[kMaxSFrameHeaderSize + kMaxMetadataSize];
};

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

FrameStatus OpenBody(OpeningKey& key, const SFrameHeader& header,
                     absl::Span<const uint8_t> aad,
                     absl::Span<const uint8_t> body, bool in_place,
                     absl::Span<uint8_t> out) {
  const size_t size = body.size() - key.tag_size();
  // In place, open the frame behind its header and then move it to the front.
  const absl::Span<uint8_t> opened =
      in_place ? absl::MakeSpan(const_cast<uint8_t*>(body.data()), size)
               : out.first(size);
  if (!key.Open(NonceFor(key.salt(), header.ctr), aad, body, opened)) {
    return FrameStatus::kNotAuthentic;
  }
  MoveInPlace(in_place, opened, out.data());
  return FrameStatus::kOk;
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
  const Aad aad(out.first(WriteSFrameHeader(header, out)), info.metadata);
  if (!key.Seal(std::move(ticket), aad.bytes(), plaintext, body)) {
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
  const Aad aad(frame.first(parsed.size), info.metadata);
  const FrameStatus status = OpenBody(*key, header, aad.bytes(), body,
                                      frame.data() == out.data(), out);
  if (status != FrameStatus::kOk) {
    return ended(status);
  }
  if (!keys.Commit(*key, header.ctr)) {
    return ended(FrameStatus::kReplayed);
  }
  return {.status = status, .size = size, .kid = header.kid};
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
