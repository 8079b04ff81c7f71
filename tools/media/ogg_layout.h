// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The layout of the packets of Ogg Opus streams (RFC 7845) on their pages.
//
// A page and the overflow pages behind it (kOggOverflow), which sealing adds,
// are one layout page. A fragment is the part of a packet on one layout page.
//
// Thread-safety: none. A reader holds the pages of one layout page, and the
// packet that continues behind it.

#ifndef SEALFRAME_TOOLS_MEDIA_OGG_LAYOUT_H_
#define SEALFRAME_TOOLS_MEDIA_OGG_LAYOUT_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/ogg_page.h"

namespace sealframe {

struct OggFragment {
  size_t segments = 0;  // Number of segments.
  bool ends = false;    // Whether the packet ends here.
};

// OggPart is a part of a file: the header pages of a stream, OpusHead and
// OpusTags, or a layout page.
struct OggPart {
  std::vector<uint8_t> bytes;  // The part as the file has it.

  // For header pages:
  bool starts_stream = false;
  uint32_t serial = 0;
  uint32_t sequence = 0;  // Number of the page behind them.

  // For a layout page:
  bool last = false;  // Whether it is marked as the last of its stream.
  uint64_t granule = kOggNoGranule;
  std::vector<OggFragment> fragments;
  std::vector<std::vector<uint8_t>> packets;  // Those that end on the page.
  uint64_t time = 0;   // The first one's time in the file, in samples.
  uint64_t start = 0;  // The first one's time in its stream.
  uint64_t step = 0;   // Samples from each of them to the next.
};

class OggLayoutReader {
 public:
  // `input` must outlive the reader.
  explicit OggLayoutReader(ByteInput& input) : input_(input) {}

  // Next stores the next part of the file, which may be hostile, in `*part`, or
  // returns false at its end. InvalidArgument, naming the fault and its byte
  // offset, unless the file consists of whole Opus streams, one behind the
  // other.
  absl::StatusOr<bool> Next(OggPart* part);

 private:
  absl::Status Error(absl::string_view what) const;
  absl::StatusOr<bool> AtEndOfStream();
  absl::StatusOr<uint8_t> NextFlags();
  absl::Status EndStream();
  absl::StatusOr<absl::Span<const uint8_t>> PeekPage();
  absl::Status ReadPage(OggPart* part);
  absl::Status CheckOrder();
  absl::Status ReadHeaders(OggPart* part);
  absl::Status ReadLayoutPage(OggPart* part);
  absl::Status AddPage(OggPart* part);
  void SetTimes(OggPart* part);

  ByteInput& input_;
  OggPage page_;                 // The page read last, until it is skipped.
  uint64_t page_at_ = 0;         // Its offset.
  bool in_stream_ = false;       // Whether the headers of a stream were read.
  bool has_pages_ = false;       // Whether it has layout pages.
  bool ended_ = false;           // Whether `page_` is the stream's last.
  bool fragment_open_ = false;   // Whether a packet continues on this part.
  bool packet_open_ = false;     // Whether one continues behind `page_`.
  std::vector<uint8_t> packet_;  // The packet that is not complete.
  uint32_t serial_ = 0;
  uint32_t sequence_ = 0;     // Number of the next page.
  uint64_t granule_ = 0;      // Granule position of the previous layout page.
  uint64_t step_ = 0;         // Step of the previous layout page.
  uint64_t stream_time_ = 0;  // When the stream starts in the file.
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_OGG_LAYOUT_H_
