// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/annex_b.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/codec/start_code.h"

namespace sealframe {

absl::Span<const uint8_t> NalBytes(absl::Span<const uint8_t> stream,
                                   const NalUnit& unit) {
  absl::Span<const uint8_t> bytes = stream.subspan(unit.offset, unit.size);
  while (!bytes.empty() && bytes.back() == 0) {
    bytes.remove_suffix(1);
  }
  return bytes;
}

AnnexBReader::AnnexBReader(absl::Span<const uint8_t> stream)
    : stream_(stream), first_code_(StartCodeFrom(0)), next_code_(first_code_) {}

bool AnnexBReader::HasLeadingData() const {
  const absl::Span<const uint8_t> leading = stream_.first(first_code_);
  return first_code_ == stream_.size() ||
         std::any_of(leading.begin(), leading.end(),
                     [](uint8_t byte) { return byte != 0; });
}

bool AnnexBReader::Next(NalUnit* unit) {
  if (next_code_ == stream_.size()) {
    return false;
  }
  const size_t code = next_code_;
  const size_t begin = code + kStartCodeSize;
  next_code_ = StartCodeFrom(begin);

  unit->code_offset = code > 0 && stream_[code - 1] == 0 ? code - 1 : code;
  unit->offset = begin;
  size_t end = next_code_;
  if (end < stream_.size() && end > begin && stream_[end - 1] == 0) {
    --end;
  }
  unit->size = end - begin;
  return true;
}

size_t AnnexBReader::StartCodeFrom(size_t from) const {
  const size_t code = FindStartCode(stream_, from);
  return code + kStartCodeSize < stream_.size() ? code : stream_.size();
}

}  // namespace sealframe
