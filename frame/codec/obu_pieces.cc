// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/obu_pieces.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/codec/av1.h"
#include "sealframe/frame/codec/leb128.h"

namespace sealframe {
namespace {

// Head holds the header and the size of an OBU.
struct Head {
  std::array<uint8_t, 2 + kMaxLeb128Size> bytes = {};
  size_t size = 0;

  absl::Span<const uint8_t> span() const {
    return absl::MakeConstSpan(bytes).first(size);
  }
};

// HeadOf returns the head of an OBU whose payload has `payload_size` bytes.
Head HeadOf(absl::Span<const uint8_t> header, size_t payload_size) {
  Head head;
  std::copy(header.begin(), header.end(), head.bytes.begin());
  head.bytes[0] |= kObuHasSize;
  head.size = header.size() +
              WriteLeb128(payload_size,
                          absl::MakeSpan(head.bytes).subspan(header.size()));
  return head;
}

Head SizelessHead(absl::Span<const uint8_t> header) {
  Head head;
  std::copy(header.begin(), header.end(), head.bytes.begin());
  head.bytes[0] &= static_cast<uint8_t>(~kObuHasSize);
  head.size = header.size();
  return head;
}

// Measure returns the sizes of the pieces of `frame`, whose last OBU will have
// `added` bytes more, and consists of its clear bytes and at least `needed`
// others.
ObuPieces Measure(absl::Span<const uint8_t> frame, size_t added,
                  size_t needed) {
  ObuPieces pieces = {.ok = true};
  TransportObuReader reader(frame);
  Obu obu;
  ObuStep step;
  while ((step = reader.Next(&obu)) == ObuStep::kObu) {
    const size_t grown = obu.payload.size() + (reader.at_end() ? added : 0);
    const size_t clear = ClearPayloadSize(obu.header[0], grown);
    if (obu.payload.size() < clear + (reader.at_end() ? needed : 0)) {
      return {};
    }
    pieces.sizes_last = (obu.header[0] & kObuHasSize) != 0;
    pieces.clear += obu.header.size() + Leb128Size(grown) + clear;
    pieces.secret += obu.payload.size() - clear;
  }
  return step == ObuStep::kEnd && pieces.secret >= needed ? pieces
                                                          : ObuPieces();
}

// Writer appends bytes to a buffer.
class Writer {
 public:
  explicit Writer(absl::Span<uint8_t> out) : out_(out) {}

  size_t size() const { return size_; }

  void Add(absl::Span<const uint8_t> bytes) {
    std::copy(bytes.begin(), bytes.end(), out_.begin() + size_);
    size_ += bytes.size();
  }

  // Take moves the first `size` bytes of `*from` here.
  void Take(size_t size, absl::Span<const uint8_t>* from) {
    Add(from->first(size));
    from->remove_prefix(size);
  }

 private:
  absl::Span<uint8_t> out_;
  size_t size_ = 0;
};

}  // namespace

size_t ClearPayloadSize(uint8_t header, size_t payload_size) {
  const int type = ObuType(header);
  return type == kObuFrameHeader || type == kObuFrame
             ? std::min<size_t>(payload_size, 1)
             : 0;
}

ObuPieces MeasurePlainObus(absl::Span<const uint8_t> frame, size_t overhead) {
  return Measure(frame, overhead, /*needed=*/0);
}

ObuPieces MeasureSealedObus(absl::Span<const uint8_t> frame, size_t overhead) {
  return Measure(frame, /*added=*/0, overhead);
}

void GatherObus(absl::Span<const uint8_t> frame, const ObuPieces& pieces,
                size_t growth, absl::Span<uint8_t> out) {
  Writer clear(out.first(pieces.clear));
  Writer secret(out.subspan(pieces.clear, pieces.secret));
  TransportObuReader reader(frame);
  for (Obu obu; reader.Next(&obu) == ObuStep::kObu;) {
    absl::Span<const uint8_t> payload = obu.payload;
    const size_t size = payload.size() + (reader.at_end() ? growth : 0);
    clear.Add(HeadOf(obu.header, size).span());
    clear.Take(ClearPayloadSize(obu.header[0], size), &payload);
    secret.Add(payload);
  }
}

// Each head in `clear` says how much of `secret` is behind it.
size_t ScatterObus(absl::Span<const uint8_t> clear,
                   absl::Span<const uint8_t> secret, bool sizes_last,
                   size_t cut, absl::Span<uint8_t> out) {
  Writer writer(out);
  while (!clear.empty()) {
    const absl::Span<const uint8_t> header =
        clear.first((clear[0] & kObuHasExtension) != 0 ? 2 : 1);
    clear.remove_prefix(header.size());
    const Leb128 field = ReadLeb128(clear);
    clear.remove_prefix(field.size);
    const auto size = static_cast<size_t>(field.value);
    const size_t first = ClearPayloadSize(header[0], size);
    const bool is_last = clear.size() == first;
    const size_t left = size - (is_last ? cut : 0);
    writer.Add(is_last && !sizes_last ? SizelessHead(header).span()
                                      : HeadOf(header, left).span());
    writer.Take(first, &clear);
    writer.Take(left - first, &secret);
  }
  return writer.size();
}

}  // namespace sealframe
