// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// LiveKit's packet trailer: what a sender says of a video frame in the clear,
// behind the sealed frame, for those who have switched that on. Nothing
// authenticates it; it is cut off and not read.
//
// It is a list of a tag, a size and a value each, then the size of all, then
// "LKTS". All bytes but the last four are inverted.
//
// Thread-safety: a pure function. It never allocates.

#ifndef SEALFRAME_FRAME_FORMATS_RING_LIVEKIT_PACKET_TRAILER_H_
#define SEALFRAME_FRAME_FORMATS_RING_LIVEKIT_PACKET_TRAILER_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

// LiveKitPacketTrailerSize returns the size of the trailer at the end of
// `frame`, which may be hostile, or zero if there is none: if the list does not
// come out even, or has none of the tags that LiveKit knows.
size_t LiveKitPacketTrailerSize(absl::Span<const uint8_t> frame);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_LIVEKIT_PACKET_TRAILER_H_
