// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Reads the media samples in this folder, for tests.
//
// Thread-safety: safe to call from any thread. It allocates its result.

#ifndef SEALFRAME_TESTS_MEDIA_SAMPLE_H_
#define SEALFRAME_TESTS_MEDIA_SAMPLE_H_

#include <cstdint>
#include <string>
#include <vector>

namespace sealframe {

// ReadSample returns the contents of the sample `name`, for example "vp8.ivf",
// from the test's runfiles, or no bytes if it cannot be read.
std::vector<uint8_t> ReadSample(const std::string& name);

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_MEDIA_SAMPLE_H_
