// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// How the packets of an Ogg Opus stream lie on its pages.
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
  size_t segments = 0;  // How many it has.
  bool ends = false;    // Whether the packet ends with it.
};

// OggLayoutPage is a page with the overflow pages behind it taken in.
struct OggLayoutPage {
  bool last = false;
  uint64_t granule = 0;
  std::vector<OggFragment> fragments;
  size_t ends = 0;     // How many packets end on the page.
  uint64_t start = 0;  // Time of the first of those, in samples,
  uint64_t step = 0;   // and from each to the next.
};

struct OggLayout {
  size_t headers_size = 0;  // Bytes that hold OpusHead and OpusTags.
  uint32_t serial = 0;
  uint32_t sequence = 0;  // Number of the first page after the headers.
  std::vector<OggLayoutPage> pages;           // Those after the headers,
  std::vector<std::vector<uint8_t>> packets;  // and the packets on them.
};

// ParseOggLayout reads `file`, which may be hostile. InvalidArgument, naming
// what is wrong and at which byte, for all that is not one whole Opus stream.
absl::StatusOr<OggLayout> ParseOggLayout(absl::Span<const uint8_t> file);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_OGG_LAYOUT_H_
