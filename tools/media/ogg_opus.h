// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Opus in Ogg (RFC 7845): one logical stream, its packets and its pages.
//
// Packets may be rewritten longer and shorter again, and the pages come back as
// they were. A packet keeps to the pages it had: on all but its last it keeps
// its number of segments, the rest of it goes to the last. A page that then
// has more than 255 segments goes on in a page of its own, whose flag
// kOggOverflow says that it and the one before are one page. Readers that do
// not know the flag see a valid stream.
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
// InvalidArgument naming what is wrong and at which byte. Chained and
// multiplexed streams are refused, and so is a file that ends inside a packet;
// one that ends without its last page's flag is not.
//
// Timestamps count 48 kHz from the pages' granule positions alone, a page's
// time shared evenly among the packets that end on it, so that they are the
// same in a sealed file. They are exact for packets of one duration.
absl::StatusOr<std::vector<ContainerFrame>> ReadOggOpus(
    absl::Span<const uint8_t> file);

// WriteOggOpus returns `file` with `packets`, one for each and in order, in
// place of its audio packets; the pages of the two headers stay untouched.
// InvalidArgument if `file` does not read, has another number of packets, or a
// packet is too short to reach the last of the pages it had.
absl::StatusOr<std::vector<uint8_t>> WriteOggOpus(
    absl::Span<const uint8_t> file,
    absl::Span<const std::vector<uint8_t>> packets);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_OGG_OPUS_H_
