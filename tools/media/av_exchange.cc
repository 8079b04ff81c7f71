// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/av_exchange.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/media_file.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {
namespace {

// The size of the contents, in four bytes.
constexpr size_t kSizeSize = 4;
// Codec, size of lengths, stream and timestamp, in front of the size.
constexpr size_t kHeadSize = 1 + 1 + 4 + 4;

void AppendNumber(uint64_t number, size_t size, std::vector<uint8_t>* out) {
  for (size_t i = size; i > 0; --i) {
    out->push_back(static_cast<uint8_t>(number >> (8 * (i - 1))));
  }
}

void AppendBytes(absl::Span<const uint8_t> bytes, std::vector<uint8_t>* out) {
  AppendNumber(bytes.size(), kSizeSize, out);
  out->insert(out->end(), bytes.begin(), bytes.end());
}

uint32_t ReadNumber(absl::Span<const uint8_t> bytes) {
  uint32_t number = 0;
  for (const uint8_t byte : bytes) {
    number = number << 8 | byte;
  }
  return number;
}

absl::Status Malformed() {
  return absl::InvalidArgumentError("a message in another form");
}

// PeekMessage returns the next message: `head_size` bytes, a size, and the
// contents. It returns no bytes at the end of `input`.
absl::StatusOr<absl::Span<const uint8_t>> PeekMessage(ByteInput& input,
                                                      size_t head_size) {
  const size_t front = head_size + kSizeSize;
  absl::StatusOr<absl::Span<const uint8_t>> bytes = input.Peek(front);
  if (!bytes.ok() || bytes->empty()) {
    return bytes;
  }
  if (bytes->size() < front) {
    return Malformed();
  }
  const size_t size = ReadNumber(bytes->subspan(head_size, kSizeSize));
  if (size > kMaxPacketSize) {
    return Malformed();
  }
  bytes = input.Peek(front + size);
  if (!bytes.ok()) {
    return bytes;
  }
  return bytes->size() < front + size
             ? Malformed()
             : absl::StatusOr<absl::Span<const uint8_t>>(
                   bytes->first(front + size));
}

}  // namespace

std::vector<uint8_t> EncodePacket(const ContainerFrame& packet) {
  std::vector<uint8_t> out;
  AppendNumber(static_cast<uint64_t>(packet.info.codec), 1, &out);
  AppendNumber(packet.length_size, 1, &out);
  AppendNumber(packet.info.stream, 4, &out);
  AppendNumber(packet.info.timestamp, 4, &out);
  AppendBytes(packet.data, &out);
  return out;
}

absl::StatusOr<bool> ReadPacket(ByteInput& input, ContainerFrame* packet) {
  const absl::StatusOr<absl::Span<const uint8_t>> message =
      PeekMessage(input, kHeadSize);
  if (!message.ok() || message->empty()) {
    return message.ok() ? absl::StatusOr<bool>(false) : message.status();
  }
  const uint8_t codec = message->front();
  packet->length_size = (*message)[1];
  if (codec >= kCodecCount || packet->length_size > 4) {
    return Malformed();
  }
  packet->info = {};
  packet->info.codec = static_cast<Codec>(codec);
  packet->info.stream = ReadNumber(message->subspan(2, 4));
  packet->info.timestamp = ReadNumber(message->subspan(6, 4));
  const auto data = message->subspan(kHeadSize + kSizeSize);
  packet->data.assign(data.begin(), data.end());
  input.Skip(message->size());
  return true;
}

std::vector<uint8_t> EncodePayload(absl::Span<const uint8_t> payload) {
  std::vector<uint8_t> out;
  AppendBytes(payload, &out);
  return out;
}

absl::StatusOr<std::vector<uint8_t>> ReadPayload(ByteInput& input) {
  const absl::StatusOr<absl::Span<const uint8_t>> message =
      PeekMessage(input, 0);
  if (!message.ok() || message->empty()) {
    return message.ok() ? Malformed() : message.status();
  }
  std::vector<uint8_t> payload(message->begin() + kSizeSize, message->end());
  input.Skip(message->size());
  return payload;
}

}  // namespace sealframe
