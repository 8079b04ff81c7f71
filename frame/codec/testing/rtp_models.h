// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Models of RTP packetizers and depacketizers for Annex B byte streams.
//
// Thread-safety: pure functions. They allocate.

#ifndef SEALFRAME_FRAME_CODEC_TESTING_RTP_MODELS_H_
#define SEALFRAME_FRAME_CODEC_TESTING_RTP_MODELS_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace sealframe {

// UnitsOf returns the NAL units of `stream`, without zeros at their ends and
// without empty ones.
std::vector<std::vector<uint8_t>> UnitsOf(absl::Span<const uint8_t> stream);

// CarriedByLibwebrtc returns `stream` as it arrives: each unit behind a start
// code of four bytes. Zeros at the end of a unit stay, but for one that is part
// of the next start code. Bytes before the first start code are lost.
std::vector<uint8_t> CarriedByLibwebrtc(absl::Span<const uint8_t> stream);

// CarriedByGStreamer does the same without zeros at the end of any unit.
std::vector<uint8_t> CarriedByGStreamer(absl::Span<const uint8_t> stream);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_TESTING_RTP_MODELS_H_
