// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/ogg_page.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace sealframe {
namespace {

constexpr std::array<uint8_t, 4> kSignature = {'O', 'g', 'g', 'S'};
constexpr size_t kHeaderSize = 27;  // Without the lacing.
constexpr size_t kChecksumAt = 22;
constexpr uint32_t kPolynomial = 0x04c11db7;

constexpr std::array<uint32_t, 256> MakeTable() {
  std::array<uint32_t, 256> table = {};
  for (uint32_t i = 0; i < 256; ++i) {
    uint32_t crc = i << 24;
    for (int bit = 0; bit < 8; ++bit) {
      crc = (crc << 1) ^ ((crc >> 31) * kPolynomial);
    }
    table[i] = crc;
  }
  return table;
}

constexpr std::array<uint32_t, 256> kTable = MakeTable();

// Checksum returns the CRC of `page`, treating its checksum field as zero.
uint32_t Checksum(absl::Span<const uint8_t> page) {
  uint32_t crc = 0;
  for (size_t i = 0; i < page.size(); ++i) {
    const bool in_field = i >= kChecksumAt && i < kChecksumAt + 4;
    const uint8_t byte = in_field ? 0 : page[i];
    crc = (crc << 8) ^ kTable[(crc >> 24) ^ byte];
  }
  return crc;
}

uint64_t ReadLittleEndian(absl::Span<const uint8_t> bytes) {
  uint64_t value = 0;
  for (size_t i = bytes.size(); i > 0; --i) {
    value = (value << 8) | bytes[i - 1];
  }
  return value;
}

void AppendLittleEndian(uint64_t value, size_t size,
                        std::vector<uint8_t>* out) {
  for (size_t i = 0; i < size; ++i) {
    out->push_back(static_cast<uint8_t>(value >> (8 * i)));
  }
}

absl::Status PageError(uint64_t at, absl::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat("Ogg: page at byte ", at, ": ", what));
}

}  // namespace

bool LooksLikeOgg(absl::Span<const uint8_t> front) {
  return front.size() >= kSignature.size() &&
         std::equal(kSignature.begin(), kSignature.end(), front.begin());
}

size_t OggPageNeeds(absl::Span<const uint8_t> rest) {
  if (rest.size() < kHeaderSize) {
    return kHeaderSize;
  }
  const size_t body_at = kHeaderSize + rest[kHeaderSize - 1];
  if (rest.size() < body_at) {
    return body_at;
  }
  return std::accumulate(rest.begin() + kHeaderSize, rest.begin() + body_at,
                         body_at);
}

absl::StatusOr<OggPage> ReadOggPage(absl::Span<const uint8_t> rest,
                                    uint64_t at) {
  if (rest.size() < kHeaderSize) {
    return PageError(at, "the file ends in its header");
  }
  if (!LooksLikeOgg(rest)) {
    return PageError(at, "no signature");
  }
  if (rest[4] != 0) {
    return PageError(at, "not version 0");
  }
  const size_t segments = rest[26];
  if (rest.size() - kHeaderSize < segments) {
    return PageError(at, "the file ends in its segment table");
  }
  OggPage page;
  page.lacing = rest.subspan(kHeaderSize, segments);
  const size_t body_size =
      std::accumulate(page.lacing.begin(), page.lacing.end(), size_t{0});
  const size_t body_at = kHeaderSize + segments;
  if (rest.size() - body_at < body_size) {
    return PageError(at, "the file ends in its body");
  }
  page.size = body_at + body_size;
  if (Checksum(rest.first(page.size)) !=
      ReadLittleEndian(rest.subspan(kChecksumAt, 4))) {
    return PageError(at, "the checksum does not match");
  }
  page.flags = rest[kOggFlagsAt];
  page.granule = ReadLittleEndian(rest.subspan(6, 8));
  page.serial = static_cast<uint32_t>(ReadLittleEndian(rest.subspan(14, 4)));
  page.sequence = static_cast<uint32_t>(ReadLittleEndian(rest.subspan(18, 4)));
  page.body = rest.subspan(body_at, body_size);
  return page;
}

void AppendOggPage(const OggPage& page, std::vector<uint8_t>* out) {
  const size_t at = out->size();
  out->insert(out->end(), kSignature.begin(), kSignature.end());
  out->push_back(0);
  out->push_back(page.flags);
  AppendLittleEndian(page.granule, 8, out);
  AppendLittleEndian(page.serial, 4, out);
  AppendLittleEndian(page.sequence, 4, out);
  AppendLittleEndian(0, 4, out);
  out->push_back(static_cast<uint8_t>(page.lacing.size()));
  out->insert(out->end(), page.lacing.begin(), page.lacing.end());
  out->insert(out->end(), page.body.begin(), page.body.end());
  SetOggChecksum(absl::MakeSpan(*out).subspan(at));
}

void SetOggChecksum(absl::Span<uint8_t> page) {
  const uint32_t crc = Checksum(page);
  for (size_t i = 0; i < 4; ++i) {
    page[kChecksumAt + i] = static_cast<uint8_t>(crc >> (8 * i));
  }
}

}  // namespace sealframe
