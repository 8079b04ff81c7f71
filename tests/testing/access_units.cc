// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/testing/access_units.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

constexpr uint32_t kMoreThanAPacket = 1500;
constexpr uint32_t kMostBytes = 2500;
constexpr uint32_t kFewBytes = 60;  // Several fit into an RTP packet.

class BitWriter {
 public:
  void Bit(uint32_t bit) {
    if (count_ % 8 == 0) bytes_.push_back(0);
    bytes_.back() =
        static_cast<uint8_t>(bytes_.back() | (bit & 1) << (7 - count_ % 8));
    ++count_;
  }
  // Ue writes an Exp-Golomb code (ITU-T H.264, Section 9.1).
  void Ue(uint32_t value) {
    const auto size = static_cast<int>(std::bit_width(value + 1));
    for (int i = 1; i < size; ++i) Bit(0);
    for (int i = size - 1; i >= 0; --i) Bit((value + 1) >> i);
  }
  // bytes returns the bits, with ones up to a whole byte.
  Bytes bytes() {
    while (count_ % 8 != 0) Bit(1);
    return bytes_;
  }

 private:
  Bytes bytes_;
  size_t count_ = 0;
};

void Append(const Bytes& from, Bytes* to) {
  to->insert(to->end(), from.begin(), from.end());
}

// Escaped returns `unit` with emulation prevention.
Bytes Escaped(const Bytes& unit) {
  Bytes out;
  int zeros = 0;
  for (const uint8_t byte : unit) {
    if (zeros == 2 && byte <= 3) {
      out.push_back(3);
      zeros = 0;
    }
    out.push_back(byte);
    zeros = byte == 0 ? zeros + 1 : 0;
  }
  return out;
}

// PlainStream returns the units, each behind a start code of four bytes.
Bytes PlainStream(const std::vector<Bytes>& units) {
  Bytes stream;
  for (const Bytes& unit : units) {
    Append({0, 0, 0, 1}, &stream);
    Append(unit, &stream);
  }
  return stream;
}

}  // namespace

std::vector<Bytes> NalUnitsOf(const Bytes& stream) {
  std::vector<Bytes> units;
  int zeros = 0;
  for (const uint8_t byte : stream) {
    if (byte == 1 && zeros >= 2) {
      units.emplace_back();
    } else if (!units.empty()) {
      units.back().push_back(byte);
    }
    zeros = byte == 0 ? zeros + 1 : 0;
  }
  for (Bytes& unit : units) {
    while (!unit.empty() && unit.back() == 0) unit.pop_back();
  }
  return units;
}

AccessUnits::Unit AccessUnits::Noise(const Unit& head, uint32_t max_size,
                                     uint32_t min_size) {
  Unit unit = head;
  const uint32_t size = min_size + Below(max_size - min_size);
  const bool has_zeros = Below(2) == 0;
  for (uint32_t i = 0; i < size; ++i) {
    unit.push_back(static_cast<uint8_t>(has_zeros ? Below(4) : Below(256)));
  }
  unit.push_back(static_cast<uint8_t>(0x80 >> Below(8)));  // The stop bit.
  unit = Escaped(unit);
  // CABAC's stuffing, which is part of a unit.
  if (Below(8) == 0) Append({0, 0, 3}, &unit);
  return unit;
}

AccessUnits::Unit AccessUnits::Slice(bool is_key, uint32_t place) {
  // The first slice of a key picture takes several packets. libwebrtc reads the
  // number of the picture parameter set in one that shares the first packet,
  // where most formats encrypt it.
  const bool is_long = (is_key && place == 0) || Below(4) == 0;
  const uint32_t most = is_long ? kMostBytes : kFewBytes;
  const uint32_t least = is_key && place == 0 ? kMoreThanAPacket : 4;
  BitWriter bits;
  if (codec_ == NalCodec::kH264) {
    bits.Ue(place * 11);      // first_mb_in_slice
    bits.Ue(is_key ? 7 : 5);  // slice_type
    bits.Ue(0);               // pic_parameter_set_id
    Unit head = {static_cast<uint8_t>(is_key ? 0x65 : 0x41)};
    Append(bits.bytes(), &head);
    return Noise(head, most, least);
  }
  bits.Bit(place == 0);     // first_slice_segment_in_pic_flag
  if (is_key) bits.Bit(0);  // no_output_of_prior_pics_flag
  bits.Ue(0);               // slice_pic_parameter_set_id
  if (place != 0) bits.Ue(place);
  Unit head = {static_cast<uint8_t>(is_key ? 19 << 1 : 1 << 1), 1};
  Append(bits.bytes(), &head);
  return Noise(head, most, least);
}

AccessUnits::Unit AccessUnits::Delimiter() {
  return codec_ == NalCodec::kH264 ? Unit{0x09, 0xf0} : Unit{0x46, 1, 0x50};
}

AccessUnits::Unit AccessUnits::Message() {
  return codec_ == NalCodec::kH264 ? Noise({0x06, 0x05, 0x20}, 40)
                                   : Noise({0x4e, 1, 0x05, 0x20}, 40);
}

std::vector<AccessUnits::Unit> AccessUnits::ParameterSets() {
  // Those of OpenH264 2.3.1 and x265 3.5, for 320 x 240.
  if (codec_ == NalCodec::kH264) {
    return {{0x67, 0x42, 0xc0, 0x0d, 0x8c, 0x8d, 0x40, 0xa0, 0xf9, 0x00, 0xf0,
             0x88, 0x46, 0xa0},
            {0x68, 0xce, 0x3c, 0x80}};
  }
  return {
      {0x40, 0x01, 0x0c, 0x01, 0xff, 0xff, 0x04, 0x08, 0x00, 0x00, 0x03, 0x00,
       0x98, 0x08, 0x00, 0x00, 0x03, 0x00, 0x00, 0x3f, 0x95, 0x98, 0x09},
      {0x42, 0x01, 0x01, 0x04, 0x08, 0x00, 0x00, 0x03, 0x00, 0x98, 0x08, 0x00,
       0x00, 0x03, 0x00, 0x00, 0x3f, 0x90, 0x01, 0x41, 0x01, 0xe2, 0x29, 0x4b,
       0x2b, 0x34, 0x92, 0x65, 0x7f, 0xf8, 0x00, 0x08, 0x00, 0x0b, 0x50, 0x60,
       0x60, 0x60, 0x40, 0x00, 0x00, 0x03, 0x00, 0x40, 0x00, 0x00, 0x07, 0x82},
      {0x44, 0x01, 0xc1, 0x72, 0xb4, 0x62, 0x40}};
}

std::vector<AccessUnits::Unit> AccessUnits::Extras(uint32_t place) {
  if (codec_ == NalCodec::kH265) return {};
  BitWriter bits;
  bits.Ue(place * 11 + 5);  // Not the first of the picture.
  bits.Ue(5);
  bits.Ue(0);
  Unit partition = {0x42};
  Append(bits.bytes(), &partition);
  Unit extension = {0x74, 0xc0, 0x80, 0x0f};
  switch (Below(8)) {
    case 0:  // Data partitions.
      return {Noise(partition, 40), Noise({0x43, 0x80}, 40),
              Noise({0x44, 0x80}, 40)};
    case 1:  // A slice of another layer or view.
      return {Noise(extension, kMostBytes)};
    default:
      return {};
  }
}

AccessUnit AccessUnits::Picture(int slices) {
  AccessUnit picture;
  const bool is_key = pictures_++ % 10 == 0;
  if (is_key) picture.units = ParameterSets();
  for (int i = 0; i < slices; ++i) {
    picture.units.push_back(Slice(is_key, static_cast<uint32_t>(i)));
  }
  picture.bytes = PlainStream(picture.units);
  return picture;
}

AccessUnit AccessUnits::Any() {
  AccessUnit any;
  const bool is_key = pictures_++ % 10 == 0;
  if (Below(3) == 0) any.units.push_back(Delimiter());
  if (is_key || Below(10) == 0) {
    const std::vector<Unit> sets = ParameterSets();
    for (uint32_t i = Below(4) == 0 ? 2 : 1; i > 0; --i) {
      any.units.insert(any.units.end(), sets.begin(), sets.end());
    }
  }
  if (Below(3) == 0) any.units.push_back(Message());
  // A prefix of the base layer (ITU-T H.264, Annex G).
  if (codec_ == NalCodec::kH264 && Below(6) == 0) {
    any.units.push_back(Noise({0x6e, 0x40, 0x80, 0x07}, 8));
  }
  const uint32_t slices = 1 + Below(12);
  for (uint32_t i = 0; i < slices; ++i) {
    any.units.push_back(Slice(is_key, i));
    for (const Unit& extra : Extras(i)) any.units.push_back(extra);
  }
  const bool has_zeros = Below(2) == 0;
  const bool has_short_codes = Below(2) == 0;
  const auto zeros = [&] { return has_zeros ? Below(4) : 0; };
  for (const Unit& unit : any.units) {
    any.bytes.insert(any.bytes.end(), zeros(), 0);
    if (!has_short_codes || Below(2) == 0) any.bytes.push_back(0);
    Append({0, 0, 1}, &any.bytes);
    Append(unit, &any.bytes);
  }
  any.bytes.insert(any.bytes.end(), zeros(), 0);
  return any;
}

}  // namespace sealframe
