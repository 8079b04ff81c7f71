// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Opus in Ogg (RFC 7845): the packets and pages of one logical stream, or of
// several that are chained.
//
// Packets can be lengthened and shortened again such that the original pages
// are restored. A packet stays on its pages: it keeps its number of segments on
// all but its last page, which takes the rest. If that page then exceeds 255
// segments, it is continued in an overflow page, marked with kOggOverflow.
// Readers that ignore the flag see a valid stream.
//
// Thread-safety: these are pure functions. They allocate their results.

#ifndef SEALFRAME_TOOLS_MEDIA_OGG_OPUS_H_
#define SEALFRAME_TOOLS_MEDIA_OGG_OPUS_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

// ReadOggOpus returns the audio packets of `file`, which may be hostile, or
// InvalidArgument naming the fault and its byte offset. It refuses multiplexed
// streams and a file that ends inside a packet, but not a stream whose last
// page lacks the end-of-stream flag. Any number of channels is accepted, in any
// mapping family.
//
// Timestamps are in 48 kHz ticks. They are derived from the pages' granule
// positions alone, so they are the same in a sealed file: the duration of a
// page is divided evenly among the packets that end on it. They are exact if
// all packets have the same duration. Each chained stream continues where the
// one before it ends.
absl::StatusOr<std::vector<ContainerFrame>> ReadOggOpus(
    absl::Span<const uint8_t> file);

// WriteOggOpus returns `file` with its audio packets replaced by `packets`, in
// order. The header pages are preserved. Returns InvalidArgument if `file` is
// malformed, the number of packets differs, or a packet is too short to reach
// the last of its original pages.
absl::StatusOr<std::vector<uint8_t>> WriteOggOpus(
    absl::Span<const uint8_t> file,
    absl::Span<const std::vector<uint8_t>> packets);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_OGG_OPUS_H_
