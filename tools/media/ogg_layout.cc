// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/ogg_layout.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/ogg_page.h"

namespace sealframe {
namespace {

// The longest Opus packet, of 120 ms (RFC 6716, Section 3.2.5).
constexpr uint64_t kMaxPacketSamples = 5760;

bool StartsWith(absl::Span<const uint8_t> bytes, absl::string_view text) {
  return bytes.size() >= text.size() &&
         std::equal(text.begin(), text.end(), bytes.begin(),
                    [](char c, uint8_t byte) {
                      return static_cast<uint8_t>(c) == byte;
                    });
}

// HoldsOnePacket returns whether a page has one whole packet. OpusHead of a
// stream of many channels has more than one segment.
bool HoldsOnePacket(const OggPage& page) {
  const auto end =
      std::find_if(page.lacing.begin(), page.lacing.end(),
                   [](uint8_t size) { return size < kOggFullSegment; });
  return end != page.lacing.end() && end + 1 == page.lacing.end();
}

class LayoutParser {
 public:
  LayoutParser(absl::Span<const uint8_t> file, size_t at)
      : file_(file), at_(at) {
    layout_.begin = at;
  }

  absl::StatusOr<OggLayout> Parse() {
    absl::Status status = ParseHeaders();
    while (status.ok() && at_ < file_.size() && !AtNextStream()) {
      status = ParseAudioPage();
    }
    if (status.ok() && packet_open_) {
      status = Error("the stream ends inside its last packet");
    }
    if (!status.ok()) {
      return status;
    }
    FinishPage();
    layout_.end = at_;
    layout_.duration = granule_;
    return std::move(layout_);
  }

 private:
  // AtNextStream returns whether the page at `at_` starts another stream after
  // this one. Without audio in between, the two would be multiplexed.
  bool AtNextStream() const {
    const absl::Span<const uint8_t> page = file_.subspan(at_);
    return LooksLikeOgg(page) && page.size() > kOggFlagsAt &&
           (page[kOggFlagsAt] & kOggFirst) != 0 &&
           (ended_ || !layout_.pages.empty());
  }

  absl::Status Error(absl::string_view what) const {
    return absl::InvalidArgumentError(
        absl::StrCat("Ogg: page at byte ", page_at_, ": ", what));
  }

  // NextPage reads the page at `at_` and checks that it continues the stream.
  absl::Status NextPage() {
    page_at_ = at_;
    absl::StatusOr<OggPage> page = ReadOggPage(file_, at_);
    if (!page.ok()) {
      return page.status();
    }
    page_ = *page;
    if (at_ == layout_.begin) {
      layout_.serial = page_.serial;
    } else if ((page_.flags & kOggFirst) != 0) {
      return Error(
          "another stream starts here; multiplexed streams are not supported");
    } else if (page_.serial != layout_.serial) {
      return Error("multiplexed streams are not supported");
    } else if (ended_) {
      return Error("a page follows the last page of the stream");
    }
    if (page_.sequence != sequence_) {
      return Error(
          absl::StrCat("its number is ", page_.sequence, ", not ", sequence_));
    }
    const bool continued = (page_.flags & kOggContinued) != 0;
    if (continued != packet_open_) {
      return Error(continued ? "there is no packet to continue"
                             : "the previous packet is not continued");
    }
    ++sequence_;
    ended_ = (page_.flags & kOggLast) != 0;
    at_ += page_.size;
    return absl::OkStatus();
  }

  // ParseHeaders skips OpusHead, alone on its page, and OpusTags, which may
  // span several pages but shares none.
  absl::Status ParseHeaders() {
    if (absl::Status status = NextPage(); !status.ok()) {
      return status;
    }
    if ((page_.flags & kOggFirst) == 0 || !HoldsOnePacket(page_) ||
        !StartsWith(page_.body, "OpusHead")) {
      return Error(
          "not the start of an Opus stream; convert it first, as with "
          "ffmpeg's -c:a libopus");
    }
    do {
      if (absl::Status status = NextPage(); !status.ok()) {
        return status;
      }
      if (!packet_open_ && !StartsWith(page_.body, "OpusTags")) {
        return Error("expected OpusTags");
      }
      const auto end =
          std::find_if(page_.lacing.begin(), page_.lacing.end(),
                       [](uint8_t size) { return size < kOggFullSegment; });
      packet_open_ = end == page_.lacing.end();
      if (!packet_open_ && end + 1 != page_.lacing.end()) {
        return Error("audio on the last page of OpusTags");
      }
    } while (packet_open_);
    layout_.audio = at_;
    layout_.sequence = sequence_;
    return absl::OkStatus();
  }

  absl::Status ParseAudioPage() {
    if (absl::Status status = NextPage(); !status.ok()) {
      return status;
    }
    if ((page_.flags & kOggOverflow) == 0) {
      FinishPage();
      layout_.pages.emplace_back();
      layout_.pages.back().granule = kOggNoGranule;
      fragment_open_ = false;
    } else if (layout_.pages.empty()) {
      return Error("an overflow page without a page before it");
    }
    OggLayoutPage& page = layout_.pages.back();
    page.last = ended_;
    if (page_.granule != kOggNoGranule) {
      page.granule = page_.granule;
    }
    const size_t ends_before = page.ends;
    AddSegments(&page);
    if (page.ends != ends_before && page_.granule == kOggNoGranule) {
      return Error("a packet ends here, but there is no granule position");
    }
    return absl::OkStatus();
  }

  void AddSegments(OggLayoutPage* page) {
    absl::Span<const uint8_t> body = page_.body;
    for (const uint8_t size : page_.lacing) {
      if (!packet_open_) {
        layout_.packets.emplace_back();
      }
      if (!fragment_open_) {
        page->fragments.push_back({layout_.packets.size() - 1, 0, false});
      }
      OggFragment& fragment = page->fragments.back();
      ++fragment.segments;
      fragment.ends = size < kOggFullSegment;
      page->ends += fragment.ends ? 1 : 0;
      packet_open_ = !fragment.ends;
      fragment_open_ = !fragment.ends;
      const absl::Span<const uint8_t> segment = body.first(size);
      layout_.packets.back().insert(layout_.packets.back().end(),
                                    segment.begin(), segment.end());
      body.remove_prefix(size);
    }
  }

  // FinishPage computes the times of the packets on the page just completed.
  // The stream's last page may be trimmed (RFC 7845, Section 4.4), so its
  // packets are assumed to be as long as those on the page before.
  void FinishPage() {
    if (layout_.pages.empty() || layout_.pages.back().ends == 0) {
      return;
    }
    OggLayoutPage& page = layout_.pages.back();
    const uint64_t time = page.granule > granule_ ? page.granule - granule_ : 0;
    const bool cut = page.last && step_ != 0;
    page.step = cut ? step_ : std::min(time / page.ends, kMaxPacketSamples);
    page.start = page.last ? granule_ : page.granule - page.ends * page.step;
    granule_ = page.granule;
    step_ = page.step;
  }

  const absl::Span<const uint8_t> file_;
  OggLayout layout_;
  OggPage page_;                // The page read last.
  size_t page_at_ = 0;          // Its offset.
  size_t at_ = 0;               // The offset of the next page.
  bool ended_ = false;          // Whether `page_` is the stream's last.
  bool packet_open_ = false;    // Whether a packet continues after `page_`.
  bool fragment_open_ = false;  // Whether it does so on the same layout page.
  uint32_t sequence_ = 0;       // Number of the next page.
  uint64_t granule_ = 0;        // Granule position of the previous layout page.
  uint64_t step_ = 0;           // Step of the previous layout page.
};

}  // namespace

absl::StatusOr<OggLayout> ParseOggLayout(absl::Span<const uint8_t> file,
                                         size_t at) {
  return LayoutParser(file, at).Parse();
}

}  // namespace sealframe
