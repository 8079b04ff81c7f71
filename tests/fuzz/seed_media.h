// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// For fuzzers: the media in the sealed frames of their corpora, one key frame
// of each codec. Nothing else may come out of a frame that a fuzzer made.
//
// Thread-safety: pure functions. They allocate.

#ifndef SEALFRAME_TESTS_FUZZ_SEED_MEDIA_H_
#define SEALFRAME_TESTS_FUZZ_SEED_MEDIA_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {

struct SeedMedia {
  FrameInfo info;
  std::vector<uint8_t> frame;
};

// AllSeedMedia returns the frames. Formats that rewrite frames leave them as
// they are.
const std::vector<SeedMedia>& AllSeedMedia();

// IsSeedMedia returns whether `frame` is one of them.
bool IsSeedMedia(absl::Span<const uint8_t> frame);

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_FUZZ_SEED_MEDIA_H_
