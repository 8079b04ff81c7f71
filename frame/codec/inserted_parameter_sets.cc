// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/inserted_parameter_sets.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/codec/annex_b.h"
#include "sealframe/frame/codec/h265.h"
#include "sealframe/frame/codec/start_code.h"

namespace sealframe {
namespace {

using Unit = absl::Span<const uint8_t>;

// IsParameterSet returns whether a NAL unit with this header is a parameter set
// of H.264 (types 7, 8, 13 and 15) or H.265 (types 32 to 34).
bool IsParameterSet(uint8_t header) {
  const int h264 = header & 0x1f;
  const int h265 = H265NalType(header);
  return h264 == 7 || h264 == 8 || h264 == 13 || h264 == 15 ||
         (h265 >= 32 && h265 <= 34);
}

// BeginsWithParameterSet spares most frames the search for the ends of their
// units.
bool BeginsWithParameterSet(absl::Span<const uint8_t> frame) {
  if (frame.empty() || frame[0] != 0) {
    return false;
  }
  const size_t unit = FindStartCode(frame, 0) + kStartCodeSize;
  return unit < frame.size() && IsParameterSet(frame[unit]);
}

// Front is a run of different parameter sets.
class Front {
 public:
  // Add returns false if `unit` cannot belong to the run.
  bool Add(Unit unit) {
    if (count_ == units_.size() || unit.empty() || !IsParameterSet(unit[0]) ||
        Find(unit) != count_) {
      return false;
    }
    units_[count_++] = unit;
    return true;
  }

  // See notes that `unit` comes behind the run.
  void See(Unit unit) {
    const size_t place = Find(unit);
    if (place != count_ && !seen_[place]) {
      seen_[place] = true;
      ++seen_count_;
    }
  }

  bool all_seen() const { return count_ != 0 && seen_count_ == count_; }

 private:
  size_t Find(Unit unit) const {
    return static_cast<size_t>(
        std::find(units_.begin(), units_.begin() + count_, unit) -
        units_.begin());
  }

  std::array<Unit, kMaxInsertedParameterSets> units_;
  std::array<bool, kMaxInsertedParameterSets> seen_ = {};
  size_t count_ = 0;
  size_t seen_count_ = 0;
};

}  // namespace

size_t InsertedParameterSets(absl::Span<const uint8_t> frame) {
  if (!BeginsWithParameterSet(frame)) {
    return 0;
  }
  AnnexBReader reader(frame);
  if (reader.HasLeadingData()) {
    return 0;
  }
  Front front;
  NalUnit nal;
  bool is_unit = reader.Next(&nal);
  while (is_unit && front.Add(NalBytes(frame, nal))) {
    is_unit = reader.Next(&nal);
  }
  const size_t end = nal.code_offset;
  for (; is_unit && !front.all_seen(); is_unit = reader.Next(&nal)) {
    front.See(NalBytes(frame, nal));
  }
  return front.all_seen() ? end : 0;
}

}  // namespace sealframe
