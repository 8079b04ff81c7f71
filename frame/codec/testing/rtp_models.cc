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

// TakeSize removes the size at the front of `*rest` and returns it, or returns
// a size that no frame has if there is none.
uint64_t TakeSize(absl::Span<const uint8_t>* rest) {
  uint64_t size = 0;
  for (unsigned shift = 0; !rest->empty() && shift < 35; shift += 7) {
    const uint8_t byte = rest->front();
    rest->remove_prefix(1);
    size |= static_cast<uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) {
      return size;
    }
  }
  return UINT64_MAX;
}

// SplitObus returns the OBUs of `frame` that travel over RTP, without sizes, or
// none if it does not parse. It shares no code with the engine.
std::vector<Unit> SplitObus(absl::Span<const uint8_t> frame) {
  std::vector<Unit> obus;
  while (!frame.empty()) {
    const uint8_t header = frame[0];
    const size_t header_size = (header & 4) != 0 ? 2 : 1;
    if (frame.size() < header_size) {
      return {};
    }
    Unit obu(frame.begin(), frame.begin() + header_size);
    obu[0] &= 0xfd;
    frame.remove_prefix(header_size);
    const uint64_t given = (header & 2) != 0 ? TakeSize(&frame) : frame.size();
    if (given > frame.size()) {
      return {};
    }
    const auto size = static_cast<size_t>(given);
    obu.insert(obu.end(), frame.begin(), frame.begin() + size);
    frame.remove_prefix(size);
    const int type = (header >> 3) & 15;
    if (type != 2 && type != 8 && type != 15) {
      obus.push_back(obu);
    }
  }
  return obus;
}

// AddSize gives an OBU a size.
void AddSize(Unit* obu) {
  const size_t header_size = ((*obu)[0] & 4) != 0 ? 2 : 1;
  size_t size = obu->size() - header_size;
  Unit field;
  for (; size >= 0x80; size >>= 7) {
    field.push_back(static_cast<uint8_t>(0x80 | (size & 0x7f)));
  }
  field.push_back(static_cast<uint8_t>(size));
  (*obu)[0] |= 2;
  obu->insert(obu->begin() + static_cast<ptrdiff_t>(header_size), field.begin(),
              field.end());
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

std::vector<uint8_t> ObusCarriedByLibwebrtc(absl::Span<const uint8_t> frame) {
  Unit carried;
  for (Unit& obu : SplitObus(frame)) {
    AddSize(&obu);
    carried.insert(carried.end(), obu.begin(), obu.end());
  }
  return carried;
}

std::vector<uint8_t> ObusCarriedByGStreamer(absl::Span<const uint8_t> frame) {
  Unit carried = ObusCarriedByLibwebrtc(frame);
  carried.insert(carried.begin(), {0x12, 0});
  return carried;
}

std::vector<uint8_t> ObusWithoutTheLastSize(absl::Span<const uint8_t> frame) {
  std::vector<Unit> obus = SplitObus(frame);
  Unit carried;
  for (size_t i = 0; i < obus.size(); ++i) {
    if (i + 1 < obus.size()) {
      AddSize(&obus[i]);
    }
    carried.insert(carried.end(), obus[i].begin(), obus[i].end());
  }
  return carried;
}

}  // namespace sealframe
