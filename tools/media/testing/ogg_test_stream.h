// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Builds Ogg Opus streams page by page, for tests.
//
// Thread-safety: a pure function. It allocates its result.

#ifndef SEALFRAME_TOOLS_MEDIA_TESTING_OGG_TEST_STREAM_H_
#define SEALFRAME_TOOLS_MEDIA_TESTING_OGG_TEST_STREAM_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sealframe {

// OggTestPage describes an audio page. The segment sizes determine its
// contents.
struct OggTestPage {
  uint8_t flags = 0;
  uint64_t granule = 0;
  std::vector<uint8_t> lacing;
};

// The size of the two header pages, which hold OpusHead and OpusTags.
inline constexpr size_t kOggTestHeaders = (28 + 19) + (28 + 16);

// MakeOggTestStream returns a stream of the two header pages, numbered 0 and 1,
// followed by `pages`, with valid checksums and pseudorandom contents.
std::vector<uint8_t> MakeOggTestStream(const std::vector<OggTestPage>& pages);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_TESTING_OGG_TEST_STREAM_H_
