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
// Thread-safety: none. A file holds its open packet and the pages that have a
// part of it.

#ifndef SEALFRAME_TOOLS_MEDIA_OGG_OPUS_H_
#define SEALFRAME_TOOLS_MEDIA_OGG_OPUS_H_

#include <memory>

#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/media_file.h"

namespace sealframe {

// NewOggOpusFile returns the file in `input`, which must outlive it. It refuses
// multiplexed streams and a file that ends inside a packet, but not a stream
// whose last page lacks the end-of-stream flag. Any number of channels is
// accepted, in any mapping family. A packet that is too short to reach the last
// of its original pages is not written.
//
// Timestamps are in 48 kHz ticks. They are derived from the pages' granule
// positions alone, so they are the same in a sealed file: the duration of a
// page is divided evenly among the packets that end on it. They are exact if
// all packets have the same duration. Each chained stream continues where the
// one before it ends.
std::unique_ptr<MediaFile> NewOggOpusFile(ByteInput& input, Purpose purpose);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_OGG_OPUS_H_
