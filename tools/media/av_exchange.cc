// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/av_exchange.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {
namespace {

// The first number of both forms. It changes with them.
constexpr uint32_t kPacketsForm = 0x53465001;
constexpr uint32_t kChangeForm = 0x53464301;

void AppendNumber(uint64_t number, size_t size, std::vector<uint8_t>* out) {
  for (size_t i = size; i > 0; --i) {
    out->push_back(static_cast<uint8_t>(number >> (8 * (i - 1))));
  }
}

void AppendBytes(absl::Span<const uint8_t> bytes, std::vector<uint8_t>* out) {
  AppendNumber(bytes.size(), 8, out);
  out->insert(out->end(), bytes.begin(), bytes.end());
}

// Reader takes numbers and bytes from the front of a form. Past its end it
// returns zeros and no bytes, and is not ok.
class Reader {
 public:
  explicit Reader(absl::Span<const uint8_t> rest) : rest_(rest) {}

  bool ok() const { return ok_; }
  bool more() const { return ok_ && !rest_.empty(); }

  uint64_t Number(size_t size) {
    uint64_t number = 0;
    for (const uint8_t byte : Take(size)) {
      number = number << 8 | byte;
    }
    return number;
  }

  absl::Span<const uint8_t> Bytes() { return Take(Number(8)); }

 private:
  absl::Span<const uint8_t> Take(uint64_t size) {
    ok_ = ok_ && size <= rest_.size();
    if (!ok_) {
      return {};
    }
    const auto taken = rest_.first(static_cast<size_t>(size));
    rest_.remove_prefix(taken.size());
    return taken;
  }

  absl::Span<const uint8_t> rest_;
  bool ok_ = true;
};

}  // namespace

std::vector<uint8_t> EncodePackets(absl::Span<const ContainerFrame> packets) {
  std::vector<uint8_t> out;
  AppendNumber(kPacketsForm, 4, &out);
  for (const ContainerFrame& packet : packets) {
    AppendNumber(static_cast<uint64_t>(packet.info.codec), 1, &out);
    AppendNumber(packet.length_size, 1, &out);
    AppendNumber(packet.info.stream, 4, &out);
    AppendNumber(packet.info.timestamp, 4, &out);
    AppendBytes(packet.data, &out);
  }
  return out;
}

absl::optional<std::vector<ContainerFrame>> DecodePackets(
    absl::Span<const uint8_t> bytes) {
  Reader reader(bytes);
  if (reader.Number(4) != kPacketsForm) {
    return absl::nullopt;
  }
  std::vector<ContainerFrame> packets;
  while (reader.more()) {
    const uint64_t codec = reader.Number(1);
    ContainerFrame packet;
    packet.length_size = static_cast<size_t>(reader.Number(1));
    packet.info.stream = static_cast<uint32_t>(reader.Number(4));
    packet.info.timestamp = static_cast<uint32_t>(reader.Number(4));
    packet.info.index = packets.size();
    const absl::Span<const uint8_t> data = reader.Bytes();
    if (!reader.ok() || codec >= kCodecCount || packet.length_size > 4) {
      return absl::nullopt;
    }
    packet.info.codec = static_cast<Codec>(codec);
    packet.data.assign(data.begin(), data.end());
    packets.push_back(std::move(packet));
  }
  return packets;
}

std::vector<uint8_t> EncodeChange(
    absl::Span<const uint8_t> file,
    absl::Span<const std::vector<uint8_t>> payloads) {
  std::vector<uint8_t> out;
  AppendNumber(kChangeForm, 4, &out);
  AppendBytes(file, &out);
  for (const std::vector<uint8_t>& payload : payloads) {
    AppendBytes(payload, &out);
  }
  return out;
}

absl::optional<AvChange> DecodeChange(absl::Span<const uint8_t> bytes) {
  Reader reader(bytes);
  if (reader.Number(4) != kChangeForm) {
    return absl::nullopt;
  }
  AvChange change;
  change.file = reader.Bytes();
  while (reader.more()) {
    change.payloads.push_back(reader.Bytes());
  }
  return reader.ok() ? absl::make_optional(std::move(change)) : absl::nullopt;
}

}  // namespace sealframe
