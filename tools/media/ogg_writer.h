// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Writes the parts of an Ogg Opus file with other packets.
//
// A packet stays on its pages: it keeps its number of segments on all but its
// last page, which takes the rest. If that page then exceeds 255 segments, it
// is continued in overflow pages.
//
// Thread-safety: none. A writer holds the parts up to the end of their last
// packet.

#ifndef SEALFRAME_TOOLS_MEDIA_OGG_WRITER_H_
#define SEALFRAME_TOOLS_MEDIA_OGG_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/ogg_layout.h"

namespace sealframe {

class OggWriter {
 public:
  // Add writes `part`, with `packets` in place of those that end on it. It
  // appends to `*out` the parts whose packets are all known by then, in order.
  // InvalidArgument if a packet is too short to reach its last page.
  absl::Status Add(const OggPart& part,
                   absl::Span<const std::vector<uint8_t>> packets,
                   std::vector<uint8_t>* out);

 private:
  bool CanWrite(const OggPart& part) const;
  absl::Status Write(const OggPart& part, std::vector<uint8_t>* out);
  bool AddFragment(const OggFragment& fragment, std::vector<uint8_t>* lacing,
                   std::vector<uint8_t>* body);
  void WritePages(const OggPart& part, absl::Span<const uint8_t> lacing,
                  absl::Span<const uint8_t> body, std::vector<uint8_t>* out);

  std::deque<OggPart> parts_;                 // Without packets.
  std::deque<std::vector<uint8_t>> packets_;  // The first is being written.
  size_t index_ = 0;                          // Its number.
  size_t written_ = 0;                        // How much of it was written.
  uint32_t serial_ = 0;
  uint32_t sequence_ = 0;
  bool packet_open_ = false;
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_OGG_WRITER_H_
