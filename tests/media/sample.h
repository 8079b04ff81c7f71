// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The media samples of this folder, for tests.
//
// Thread-safety: a pure function. It allocates its result.

#ifndef SEALFRAME_TESTS_MEDIA_SAMPLE_H_
#define SEALFRAME_TESTS_MEDIA_SAMPLE_H_

#include <cstdint>
#include <string>
#include <vector>

namespace sealframe {

// ReadSample returns the bytes of the sample called `name`, for example
// "vp8.ivf", from the runfiles of a test. It returns none if that fails.
std::vector<uint8_t> ReadSample(const std::string& name);

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_MEDIA_SAMPLE_H_
