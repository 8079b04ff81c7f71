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
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {

struct SeedMedia {
  FrameInfo info;
  std::vector<uint8_t> frame;
};

// AllSeedMedia returns the frames. Formats that rewrite frames leave them as
// they are, but for the size of the last OBU in AV1.
const std::vector<SeedMedia>& AllSeedMedia();

// IsSeedMedia returns whether `frame` is one of them, with or without that
// size.
bool IsSeedMedia(absl::Span<const uint8_t> frame);

// IsDaveSilence returns whether `frame` is the silence that passes in dave.
bool IsDaveSilence(absl::Span<const uint8_t> frame);

// IsInterleavedSeedMedia returns whether `frame`, which opened as a frame of
// dave in `codec`, may be one of them: dave does not authenticate where clear
// and encrypted bytes interleave (docs/threat-model.md). AV1 gets the size of
// what then seems to be its last OBU.
bool IsInterleavedSeedMedia(Codec codec, absl::Span<const uint8_t> frame);

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_FUZZ_SEED_MEDIA_H_
