// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The Ogg page (RFC 3533, Section 6).
//
// Thread-safety: these are pure functions. A page read is a view of the file
// and allocates nothing.

#ifndef SEALFRAME_TOOLS_MEDIA_OGG_PAGE_H_
#define SEALFRAME_TOOLS_MEDIA_OGG_PAGE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace sealframe {

// What a page's flags byte can hold. The last one is ours: RFC 3533 gives no
// meaning to the bit, and readers pass over it.
inline constexpr uint8_t kOggContinued = 0x01;  // Starts inside a packet.
inline constexpr uint8_t kOggFirst = 0x02;
inline constexpr uint8_t kOggLast = 0x04;
inline constexpr uint8_t kOggOverflow = 0x08;  // Goes on with the page before.

// The granule position of a page on which no packet ends.
inline constexpr uint64_t kOggNoGranule = ~uint64_t{0};

inline constexpr size_t kMaxOggSegments = 255;
// A segment of this size has another one of the same packet behind it.
inline constexpr uint8_t kOggFullSegment = 255;

struct OggPage {
  uint8_t flags = 0;
  uint64_t granule = kOggNoGranule;
  uint32_t serial = 0;
  uint32_t sequence = 0;
  absl::Span<const uint8_t> lacing;  // Sizes of the segments, at most 255.
  absl::Span<const uint8_t> body;    // The segments.
  size_t size = 0;                   // Of the page in the file.
};

// LooksLikeOgg returns whether `file` starts with a page's signature.
bool LooksLikeOgg(absl::Span<const uint8_t> file);

// ReadOggPage returns the page at byte `at` of `file`, which may be hostile, or
// InvalidArgument naming what is wrong and at which byte. The page refers to
// `file`'s bytes.
absl::StatusOr<OggPage> ReadOggPage(absl::Span<const uint8_t> file, size_t at);

// AppendOggPage writes `page` and its checksum to the end of `*out`. Its body
// must be as long as its lacing says; its `size` is not looked at.
void AppendOggPage(const OggPage& page, std::vector<uint8_t>* out);

// SetOggChecksum puts the right checksum into `page`, one whole page.
void SetOggChecksum(absl::Span<uint8_t> page);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_OGG_PAGE_H_
