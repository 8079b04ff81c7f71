// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Ogg Opus streams made page by page, for tests.
//
// Thread-safety: a pure function. It allocates its result.

#ifndef SEALFRAME_TOOLS_MEDIA_TESTING_OGG_TEST_STREAM_H_
#define SEALFRAME_TOOLS_MEDIA_TESTING_OGG_TEST_STREAM_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sealframe {

// OggTestPage is an audio page to be made: its segments' sizes say all of what
// it holds.
struct OggTestPage {
  uint8_t flags = 0;
  uint64_t granule = 0;
  std::vector<uint8_t> lacing;
};

// The size of the two pages, OpusHead's and OpusTags', that a stream starts
// with.
inline constexpr size_t kOggTestHeaders = (28 + 19) + (28 + 16);

// MakeOggTestStream returns a stream of those two, numbers 0 and 1, and `pages`
// after them, with valid checksums and bytes that differ from place to place.
std::vector<uint8_t> MakeOggTestStream(const std::vector<OggTestPage>& pages);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_TESTING_OGG_TEST_STREAM_H_
