// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What the tests of the codec rules share: bytes from hex, hostile bytes, and
// tables of known answers.
//
// Thread-safety: these are pure functions. They allocate.

#ifndef SEALFRAME_FRAME_CODEC_TESTING_TEST_DATA_H_
#define SEALFRAME_FRAME_CODEC_TESTING_TEST_DATA_H_

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace sealframe {

// FromHex decodes `hex`, in which spaces may stand anywhere.
std::vector<uint8_t> FromHex(std::string hex);

// RandomBytes returns `size` even random bytes.
std::vector<uint8_t> RandomBytes(std::mt19937& random, size_t size);

// HostileBytes returns up to `max_size` bytes with many zeros, ones and threes:
// start codes, emulation prevention and NAL headers by the dozen.
std::vector<uint8_t> HostileBytes(std::mt19937& random, size_t max_size);

// Cut returns the first `size` bytes in a buffer of just that size, so that a
// sanitizer sees a read beyond them.
std::vector<uint8_t> Cut(const std::vector<uint8_t>& bytes, size_t size);

// ReadTable reads the rows of the file at `path`, a runfile, split at spaces,
// without comments. "-" stands for nothing. Every row has `columns` fields, and
// there is at least one: else it returns no rows.
std::vector<std::vector<std::string>> ReadTable(const std::string& path,
                                                size_t columns);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_TESTING_TEST_DATA_H_
