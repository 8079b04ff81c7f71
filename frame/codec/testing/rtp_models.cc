// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/testing/rtp_models.h"

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace sealframe {
namespace {

using Unit = std::vector<uint8_t>;

void DropZeros(Unit* unit) {
  while (!unit->empty() && unit->back() == 0) {
    unit->pop_back();
  }
}

// Split returns the bytes between start codes, empty pieces too. It shares no
// code with the engine.
std::vector<Unit> Split(absl::Span<const uint8_t> stream) {
  std::vector<Unit> units;
  size_t i = 0;
  while (i < stream.size()) {
    const bool is_code = i + 2 < stream.size() && stream[i] == 0 &&
                         stream[i + 1] == 0 && stream[i + 2] == 1;
    if (is_code) {
      if (!units.empty() && !units.back().empty() && units.back().back() == 0) {
        units.back().pop_back();
      }
      units.emplace_back();
      i += 3;
      continue;
    }
    if (!units.empty()) {
      units.back().push_back(stream[i]);
    }
    ++i;
  }
  return units;
}

Unit Join(const std::vector<Unit>& units) {
  Unit stream;
  for (const Unit& unit : units) {
    stream.insert(stream.end(), {0, 0, 0, 1});
    stream.insert(stream.end(), unit.begin(), unit.end());
  }
  return stream;
}

}  // namespace

std::vector<Unit> UnitsOf(absl::Span<const uint8_t> stream) {
  std::vector<Unit> units;
  for (Unit& unit : Split(stream)) {
    DropZeros(&unit);
    if (!unit.empty()) {
      units.push_back(unit);
    }
  }
  return units;
}

std::vector<uint8_t> CarriedByLibwebrtc(absl::Span<const uint8_t> stream) {
  return Join(Split(stream));
}

std::vector<uint8_t> CarriedByGStreamer(absl::Span<const uint8_t> stream) {
  std::vector<Unit> units = Split(stream);
  for (Unit& unit : units) {
    DropZeros(&unit);
  }
  return Join(units);
}

}  // namespace sealframe
