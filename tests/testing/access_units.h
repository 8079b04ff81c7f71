// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Random access units of H.264 and H.265 (ITU-T H.264 and H.265, Annex B): the
// byte streams that encoders, cameras and muxers make, and the NAL units in
// them. Their headers are legal as far as packetizers read them; the rest is
// noise with emulation prevention.
//
// Thread-safety: a generator belongs to one thread at a time. It allocates.

#ifndef SEALFRAME_TESTS_TESTING_ACCESS_UNITS_H_
#define SEALFRAME_TESTS_TESTING_ACCESS_UNITS_H_

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace sealframe {

enum class NalCodec : uint8_t { kH264, kH265 };

struct AccessUnit {
  std::vector<uint8_t> bytes;               // An Annex B byte stream.
  std::vector<std::vector<uint8_t>> units;  // Its NAL units.
};

// NalUnitsOf returns the NAL units of a byte stream, without the zeros that
// Annex B gives to no unit.
std::vector<std::vector<uint8_t>> NalUnitsOf(
    const std::vector<uint8_t>& stream);

class AccessUnits {
 public:
  // Equal seeds make equal access units.
  AccessUnits(NalCodec codec, uint32_t seed) : codec_(codec), random_(seed) {}

  // Picture returns a picture of this many slices, in every tenth case a key
  // picture after its parameter sets. All start codes have four bytes, and
  // there are no further zeros.
  AccessUnit Picture(int slices);

  // Any returns a picture of one to twelve slices in any form that encoders or
  // muxers make: zeros around units, start codes of both sizes, delimiters,
  // messages and parameter sets, also again; in H.264 data partitions, and
  // units of scalable and multiview video.
  AccessUnit Any();

 private:
  using Unit = std::vector<uint8_t>;

  uint32_t Below(uint32_t bound) {
    return static_cast<uint32_t>(random_()) % bound;
  }
  // Noise returns `head`, then `min_size` or more bytes as of an encoded unit,
  // but fewer than `max_size` before emulation prevention.
  Unit Noise(const Unit& head, uint32_t max_size, uint32_t min_size = 4);
  Unit Slice(bool is_key, uint32_t place);
  Unit Delimiter();
  Unit Message();
  std::vector<Unit> ParameterSets();
  // Extras returns units of H.264 that may follow a slice.
  std::vector<Unit> Extras(uint32_t place);

  const NalCodec codec_;
  std::mt19937 random_;
  uint32_t pictures_ = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_TESTING_ACCESS_UNITS_H_
