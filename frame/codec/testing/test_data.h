// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Test data for the codec rules: bytes from hex, hostile bytes, and tables of
// known answers.
//
// Thread-safety: safe to call from any thread with separate generators. They
// allocate.

#ifndef SEALFRAME_FRAME_CODEC_TESTING_TEST_DATA_H_
#define SEALFRAME_FRAME_CODEC_TESTING_TEST_DATA_H_

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace sealframe {

// FromHex decodes `hex`, ignoring spaces.
std::vector<uint8_t> FromHex(std::string hex);

// RandomBytes returns `size` uniformly random bytes.
std::vector<uint8_t> RandomBytes(std::mt19937& random, size_t size);

// HostileBytes returns up to `max_size` random bytes, biased towards start
// codes, emulation prevention bytes and NAL headers.
std::vector<uint8_t> HostileBytes(std::mt19937& random, size_t max_size);

// Cut returns the first `size` bytes in a buffer of exactly that size, so that
// sanitizers detect a read beyond them.
std::vector<uint8_t> Cut(const std::vector<uint8_t>& bytes, size_t size);

// ReadTable reads the file at `path` in the test's runfiles. It skips comments
// and splits each row at spaces; "-" is an empty field. Returns no rows if the
// file cannot be read or any row does not have `columns` fields.
std::vector<std::vector<std::string>> ReadTable(const std::string& path,
                                                size_t columns);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_TESTING_TEST_DATA_H_
