// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The layout of an Ogg Opus stream: which packets lie on which pages. A chained
// file (RFC 3533, Section 4) has several such streams, one after another.
//
// Thread-safety: ParseOggLayout is a pure function. It allocates its result.

#ifndef SEALFRAME_TOOLS_MEDIA_OGG_LAYOUT_H_
#define SEALFRAME_TOOLS_MEDIA_OGG_LAYOUT_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace sealframe {

// OggFragment is the part of one packet that lies on one page.
struct OggFragment {
  size_t packet = 0;    // Index among the audio packets.
  size_t segments = 0;  // Number of segments.
  bool ends = false;    // Whether the packet ends here.
};

// OggLayoutPage is a page together with the overflow pages that follow it.
struct OggLayoutPage {
  bool last = false;
  uint64_t granule = 0;
  std::vector<OggFragment> fragments;
  size_t ends = 0;     // Number of packets that end on the page.
  uint64_t start = 0;  // Time of the first of them, in samples.
  uint64_t step = 0;   // Samples from each of them to the next.
};

struct OggLayout {
  size_t begin = 0;  // Where the stream's first page starts in the file.
  size_t audio = 0;  // Where the pages after OpusHead and OpusTags start.
  size_t end = 0;  // Where the stream ends: at the next one, or the file's end.
  uint32_t serial = 0;
  uint32_t sequence = 0;  // Number of the first page after the headers.
  std::vector<OggLayoutPage> pages;           // The pages after the headers.
  std::vector<std::vector<uint8_t>> packets;  // The packets on these pages.
  uint64_t duration = 0;                      // The last granule position.
};

// ParseOggLayout parses the stream that starts at byte `at` of `file`, which
// may be hostile. It returns InvalidArgument, naming the fault and its byte
// offset, unless a complete Opus stream is there, followed by the end of the
// file or by the first page of another stream.
absl::StatusOr<OggLayout> ParseOggLayout(absl::Span<const uint8_t> file,
                                         size_t at);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_OGG_LAYOUT_H_
