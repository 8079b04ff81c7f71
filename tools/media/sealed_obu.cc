// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/sealed_obu.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/frame/codec/av1.h"
#include "sealframe/tools/media/file_mark.h"
#include "sealframe/tools/media/obu_bytes.h"

namespace sealframe {
namespace {

constexpr int kSequenceHeader = 1;
constexpr uint8_t kDelimiter[] = {kObuTemporalDelimiter << 3 | kObuHasSize, 0};
constexpr uint8_t kMetadataHeader = 5 << 3 | kObuHasSize;
// The metadata begin with their type (ITU-T T.35), an unassigned country code
// in its long form, the UUID, and whether each OBU of the original has a size.
constexpr std::array<uint8_t, 3> kType = {4, 0xff, 0xff};
constexpr size_t kMarkSize = kType.size() + kFileMark.size() + 1;
constexpr uint8_t kTrailingBits = 0x80;

// LastObu returns the last OBU of `unit`, with the offset at which it starts in
// `*at`, or nothing if there is none or `unit` does not parse.
std::optional<Obu> LastObu(absl::Span<const uint8_t> unit, size_t* at) {
  ObuReader reader(unit);
  std::optional<Obu> last;
  ObuStep step;
  for (Obu obu; (step = reader.Next(&obu)) == ObuStep::kObu;) {
    *at = static_cast<size_t>(obu.header.data() - unit.data());
    last = obu;
  }
  return step == ObuStep::kEnd ? last : std::nullopt;
}

// HasSizes returns whether each OBU of `unit` has its size. Only the last one
// can lack it.
bool HasSizes(absl::Span<const uint8_t> unit) {
  size_t at = 0;
  const std::optional<Obu> last = LastObu(unit, &at);
  return last.has_value() && (last->header[0] & kObuHasSize) != 0;
}

void AppendObu(const Obu& obu, std::vector<uint8_t>* out) {
  out->push_back(obu.header[0] | kObuHasSize);
  AppendBytes(obu.header.subspan(1), out);
  AppendObuSize(obu.payload.size(), out);
  AppendBytes(obu.payload, out);
}

// AppendSequenceHeader appends the OBU that `unit` starts with if it is a
// sequence header.
void AppendSequenceHeader(absl::Span<const uint8_t> unit,
                          std::vector<uint8_t>* out) {
  ObuReader reader(unit);
  Obu obu;
  if (reader.Next(&obu) == ObuStep::kObu &&
      ObuType(obu.header[0]) == kSequenceHeader) {
    AppendObu(obu, out);
  }
}

}  // namespace

size_t TemporalDelimiterSize(absl::Span<const uint8_t> unit) {
  const absl::Span<const uint8_t> delimiter(kDelimiter);
  return unit.size() >= delimiter.size() &&
                 unit.first(delimiter.size()) == delimiter
             ? delimiter.size()
             : 0;
}

std::vector<uint8_t> WrapSealedObu(absl::Span<const uint8_t> plain,
                                   absl::Span<const uint8_t> sealed) {
  const size_t delimiter = TemporalDelimiterSize(plain);
  std::vector<uint8_t> unit(plain.begin(), plain.begin() + delimiter);
  AppendSequenceHeader(plain.subspan(delimiter), &unit);
  unit.push_back(kMetadataHeader);
  AppendObuSize(kMarkSize + sealed.size() + 1, &unit);
  AppendBytes(kType, &unit);
  AppendBytes(kFileMark, &unit);
  unit.push_back(HasSizes(plain) ? 1 : 0);
  AppendBytes(sealed, &unit);
  unit.push_back(kTrailingBits);
  return unit;
}

std::optional<SealedObu> UnwrapSealedObu(absl::Span<const uint8_t> unit) {
  ObuReader reader(unit.subspan(TemporalDelimiterSize(unit)));
  Obu obu;
  ObuStep step = reader.Next(&obu);
  if (step == ObuStep::kObu && ObuType(obu.header[0]) == kSequenceHeader) {
    step = reader.Next(&obu);
  }
  if (step != ObuStep::kObu || obu.header[0] != kMetadataHeader ||
      obu.payload.size() < kMarkSize + 1 ||
      obu.payload.back() != kTrailingBits) {
    return std::nullopt;
  }
  const absl::Span<const uint8_t> mark = obu.payload.first(kMarkSize);
  if (mark.first(kType.size()) != absl::MakeConstSpan(kType) ||
      mark.subspan(kType.size(), kFileMark.size()) !=
          absl::MakeConstSpan(kFileMark) ||
      mark.back() > 1) {
    return std::nullopt;
  }
  const SealedObu found = {
      obu.payload.subspan(kMarkSize, obu.payload.size() - kMarkSize - 1),
      mark.back() == 1};
  return reader.Next(&obu) == ObuStep::kEnd ? std::make_optional(found)
                                            : std::nullopt;
}

std::vector<uint8_t> WithLastSize(absl::Span<const uint8_t> unit) {
  size_t at = unit.size();
  const std::optional<Obu> last = LastObu(unit, &at);
  if (!last.has_value() || (last->header[0] & kObuHasSize) != 0) {
    return {unit.begin(), unit.end()};
  }
  std::vector<uint8_t> sized(unit.begin(), unit.begin() + at);
  AppendObu(*last, &sized);
  return sized;
}

}  // namespace sealframe
