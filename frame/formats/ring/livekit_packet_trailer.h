// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// LiveKit's packet trailer: optional information about a video frame, in the
// clear after the sealed frame. It is not authenticated; it is removed and not
// read.
//
// It is a list of entries (tag, size, value), then the total size, then "LKTS".
// All bytes but the last four are inverted.
//
// Thread-safety: a pure function. It never allocates.

#ifndef SEALFRAME_FRAME_FORMATS_RING_LIVEKIT_PACKET_TRAILER_H_
#define SEALFRAME_FRAME_FORMATS_RING_LIVEKIT_PACKET_TRAILER_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

// LiveKitPacketTrailerSize returns the size of the packet trailer at the end of
// `frame`, which may be hostile. It returns zero if there is none: if the
// entries do not fill the list exactly, or none has a tag known to LiveKit.
size_t LiveKitPacketTrailerSize(absl::Span<const uint8_t> frame);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_LIVEKIT_PACKET_TRAILER_H_
