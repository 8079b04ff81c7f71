// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Models of RTP packetizers and depacketizers for Annex B byte streams and AV1.
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

// ObusCarriedByLibwebrtc returns an AV1 frame as it arrives: without the OBUs
// that do not travel over RTP, and with the size of each other in its shortest
// form. It returns an empty frame if `frame` does not parse.
std::vector<uint8_t> ObusCarriedByLibwebrtc(absl::Span<const uint8_t> frame);

// ObusCarriedByGStreamer does the same with a temporal delimiter in front, as
// rtpav1depay of gst-plugins-rs.
std::vector<uint8_t> ObusCarriedByGStreamer(absl::Span<const uint8_t> frame);

// ObusWithoutTheLastSize does the same as ObusCarriedByLibwebrtc, except that
// the last OBU has no size, as it travels over RTP.
std::vector<uint8_t> ObusWithoutTheLastSize(absl::Span<const uint8_t> frame);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_TESTING_RTP_MODELS_H_
