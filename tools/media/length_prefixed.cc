// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/length_prefixed.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/frame/codec/annex_b.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/emulation_prevention.h"
#include "sealframe/tools/media/file_mark.h"

namespace sealframe {
namespace {

constexpr uint8_t kStartCode[] = {0, 0, 0, 1};
constexpr uint8_t kUserDataUnregistered = 5;
constexpr uint8_t kTrailingBits = 0x80;
constexpr uint8_t kMoreSize = 0xff;  // Adds 255 to the size of an SEI message.

void Append(absl::Span<const uint8_t> bytes, std::vector<uint8_t>* out) {
  out->insert(out->end(), bytes.begin(), bytes.end());
}

// AppendUnit appends `unit` behind its size. It returns false if the size does
// not fit.
bool AppendUnit(absl::Span<const uint8_t> unit, size_t length_size,
                std::vector<uint8_t>* out) {
  if (uint64_t{unit.size()} >> (8 * length_size) != 0) {
    return false;
  }
  for (size_t i = length_size; i > 0; --i) {
    out->push_back(static_cast<uint8_t>(unit.size() >> (8 * (i - 1))));
  }
  Append(unit, out);
  return true;
}

// TakeUnit moves the next unit from the front of `*rest` to `*unit`. It returns
// false if `*rest` ends inside it.
bool TakeUnit(size_t length_size, absl::Span<const uint8_t>* rest,
              absl::Span<const uint8_t>* unit) {
  if (rest->size() < length_size) {
    return false;
  }
  size_t size = 0;
  for (size_t i = 0; i < length_size; ++i) {
    size = size << 8 | (*rest)[i];
  }
  rest->remove_prefix(length_size);
  if (rest->size() < size) {
    return false;
  }
  *unit = rest->first(size);
  rest->remove_prefix(size);
  return true;
}

std::vector<uint8_t> SeiHeader(Codec codec) {
  return codec == Codec::kH264 ? std::vector<uint8_t>{0x06}
                               : std::vector<uint8_t>{0x4e, 0x01};
}

}  // namespace

std::optional<std::vector<uint8_t>> ToAnnexB(absl::Span<const uint8_t> sample,
                                             size_t length_size) {
  std::vector<uint8_t> stream;
  absl::Span<const uint8_t> unit;
  while (!sample.empty()) {
    if (!TakeUnit(length_size, &sample, &unit)) {
      return std::nullopt;
    }
    Append(kStartCode, &stream);
    Append(unit, &stream);
  }
  return stream;
}

std::optional<std::vector<uint8_t>> ToLengthPrefixed(
    absl::Span<const uint8_t> stream, size_t length_size) {
  std::vector<uint8_t> sample;
  AnnexBReader reader(stream);
  NalUnit unit;
  size_t end = 0;
  while (reader.Next(&unit)) {
    if (unit.code_offset != end ||
        !AppendUnit(stream.subspan(unit.offset, unit.size), length_size,
                    &sample)) {
      return std::nullopt;
    }
    end = unit.offset + unit.size;
  }
  return end == stream.size() ? std::make_optional(sample) : std::nullopt;
}

std::optional<std::vector<uint8_t>> WrapSealedNal(
    Codec codec, absl::Span<const uint8_t> sealed, size_t length_size) {
  std::vector<uint8_t> message = {kUserDataUnregistered};
  const size_t size = kFileMark.size() + sealed.size();
  message.insert(message.end(), size / kMoreSize, kMoreSize);
  message.push_back(static_cast<uint8_t>(size % kMoreSize));
  Append(kFileMark, &message);
  Append(sealed, &message);
  message.push_back(kTrailingBits);

  std::vector<uint8_t> unit = SeiHeader(codec);
  const size_t header = unit.size();
  unit.resize(header + EscapedSize(message));
  const size_t escaped = Escape(message, absl::MakeSpan(unit).subspan(header));
  unit.resize(header + escaped);
  std::vector<uint8_t> sample;
  return AppendUnit(unit, length_size, &sample) ? std::make_optional(sample)
                                                : std::nullopt;
}

std::optional<std::vector<uint8_t>> UnwrapSealedNal(
    Codec codec, absl::Span<const uint8_t> sample, size_t length_size) {
  const std::vector<uint8_t> header = SeiHeader(codec);
  absl::Span<const uint8_t> unit;
  if (!TakeUnit(length_size, &sample, &unit) || !sample.empty() ||
      unit.size() < header.size() || unit.first(header.size()) != header) {
    return std::nullopt;
  }
  unit.remove_prefix(header.size());
  std::vector<uint8_t> message(unit.size());
  message.resize(Unescape(unit, absl::MakeSpan(message)));

  absl::Span<const uint8_t> rest = message;
  if (rest.empty() || rest[0] != kUserDataUnregistered) {
    return std::nullopt;
  }
  rest.remove_prefix(1);
  const auto last = std::find_if(
      rest.begin(), rest.end(), [](uint8_t byte) { return byte != kMoreSize; });
  if (last == rest.end()) {
    return std::nullopt;
  }
  const size_t more = static_cast<size_t>(last - rest.begin());
  const size_t size = more * kMoreSize + *last;
  rest.remove_prefix(more + 1);
  if (size < kFileMark.size() || rest.size() != size + 1 ||
      rest.back() != kTrailingBits ||
      rest.first(kFileMark.size()) != absl::MakeConstSpan(kFileMark)) {
    return std::nullopt;
  }
  rest.remove_prefix(kFileMark.size());
  return std::vector<uint8_t>(rest.begin(), rest.end() - 1);
}

}  // namespace sealframe
