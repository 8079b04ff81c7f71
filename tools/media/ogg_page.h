// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The Ogg page (RFC 3533, Section 6).
//
// Thread-safety: these are pure functions. Reading a page returns a view of the
// file and does not allocate.

#ifndef SEALFRAME_TOOLS_MEDIA_OGG_PAGE_H_
#define SEALFRAME_TOOLS_MEDIA_OGG_PAGE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace sealframe {

// Bits of a page's flags byte. The last one is Sealframe's own: RFC 3533 does
// not assign the bit, and readers ignore it.
inline constexpr uint8_t kOggContinued = 0x01;  // Starts inside a packet.
inline constexpr uint8_t kOggFirst = 0x02;
inline constexpr uint8_t kOggLast = 0x04;
inline constexpr uint8_t kOggOverflow = 0x08;  // Extends the previous page.

// The granule position of pages on which no packet ends.
inline constexpr uint64_t kOggNoGranule = ~uint64_t{0};

inline constexpr size_t kOggFlagsAt = 5;  // Where a page has its flags.

inline constexpr size_t kMaxOggSegments = 255;
// A segment of this size is followed by another of the same packet.
inline constexpr uint8_t kOggFullSegment = 255;

struct OggPage {
  uint8_t flags = 0;
  uint64_t granule = kOggNoGranule;
  uint32_t serial = 0;
  uint32_t sequence = 0;
  absl::Span<const uint8_t> lacing;  // Sizes of the segments, at most 255.
  absl::Span<const uint8_t> body;    // The segments.
  size_t size = 0;                   // Size of the page in the file.
};

// LooksLikeOgg returns whether `front` starts with the signature of a page.
bool LooksLikeOgg(absl::Span<const uint8_t> front);

// OggPageNeeds returns the number of bytes that must be looked at to see more
// of the page at the start of `rest`, which may be hostile: the size of its
// header, then with its segment table, then of all of it.
size_t OggPageNeeds(absl::Span<const uint8_t> rest);

// ReadOggPage returns the page that `rest`, the file from byte `at` on, starts
// with, or InvalidArgument naming the fault and `at`. `rest` may be hostile,
// and need not have more than the page. The page is a view of it.
absl::StatusOr<OggPage> ReadOggPage(absl::Span<const uint8_t> rest,
                                    uint64_t at);

// AppendOggPage appends `page` with its checksum to `*out`. The body must have
// the size that the lacing declares; `page.size` is ignored.
void AppendOggPage(const OggPage& page, std::vector<uint8_t>* out);

// SetOggChecksum writes the checksum of `page`, a complete page, into it.
void SetOggChecksum(absl::Span<uint8_t> page);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_OGG_PAGE_H_
