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
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/media_file.h"
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

// FirstEnd returns where in `lacing` the first packet ends.
absl::Span<const uint8_t>::iterator FirstEnd(absl::Span<const uint8_t> lacing) {
  return std::find_if(lacing.begin(), lacing.end(),
                      [](uint8_t size) { return size < kOggFullSegment; });
}

// HoldsOnePacket returns whether a page has one whole packet. OpusHead of a
// stream of many channels has more than one segment.
bool HoldsOnePacket(const OggPage& page) {
  const auto end = FirstEnd(page.lacing);
  return end != page.lacing.end() && end + 1 == page.lacing.end();
}

// TrueIf returns true if `status` is ok, otherwise `status`.
absl::StatusOr<bool> TrueIf(const absl::Status& status) {
  return status.ok() ? absl::StatusOr<bool>(true) : status;
}

}  // namespace

absl::StatusOr<bool> OggLayoutReader::Next(OggPart* part) {
  *part = OggPart();
  if (in_stream_) {
    const absl::StatusOr<bool> at_end = AtEndOfStream();
    if (!at_end.ok()) {
      return at_end.status();
    }
    absl::Status status = *at_end ? EndStream() : ReadLayoutPage(part);
    if (!status.ok() || !*at_end) {
      return TrueIf(status);
    }
  }
  const absl::StatusOr<absl::Span<const uint8_t>> rest = input_.Peek(1);
  if (!rest.ok()) {
    return rest.status();
  }
  const bool is_end = rest->empty() && input_.offset() > 0;
  return is_end ? absl::StatusOr<bool>(false) : TrueIf(ReadHeaders(part));
}

absl::Status OggLayoutReader::Error(absl::string_view what) const {
  return absl::InvalidArgumentError(
      absl::StrCat("Ogg: page at byte ", page_at_, ": ", what));
}

// AtEndOfStream returns whether the file ends here, or another stream starts
// after this one. Without audio in between, the two would be multiplexed.
absl::StatusOr<bool> OggLayoutReader::AtEndOfStream() {
  const absl::StatusOr<uint8_t> flags = NextFlags();
  if (!flags.ok()) {
    return flags.status();
  }
  const absl::StatusOr<absl::Span<const uint8_t>> rest = input_.Peek(1);
  return rest->empty() || ((*flags & kOggFirst) != 0 && (ended_ || has_pages_));
}

// NextFlags returns the flags of the next page, or none if there is no page.
absl::StatusOr<uint8_t> OggLayoutReader::NextFlags() {
  const absl::StatusOr<absl::Span<const uint8_t>> page =
      input_.Peek(kOggFlagsAt + 1);
  if (!page.ok()) {
    return page.status();
  }
  return LooksLikeOgg(*page) && page->size() > kOggFlagsAt
             ? (*page)[kOggFlagsAt]
             : uint8_t{0};
}

absl::Status OggLayoutReader::EndStream() {
  if (packet_open_) {
    return Error("the stream ends inside its last packet");
  }
  stream_time_ += granule_;
  granule_ = 0;
  step_ = 0;
  sequence_ = 0;
  in_stream_ = false;
  has_pages_ = false;
  ended_ = false;
  return absl::OkStatus();
}

// PeekPage returns the next bytes: the next page if it is complete.
absl::StatusOr<absl::Span<const uint8_t>> OggLayoutReader::PeekPage() {
  size_t looked = 0;
  for (size_t want = OggPageNeeds({}); want > looked;) {
    const absl::StatusOr<absl::Span<const uint8_t>> rest = input_.Peek(want);
    if (!rest.ok() || rest->size() < want) {
      return rest;
    }
    looked = want;
    want = OggPageNeeds(*rest);
  }
  return input_.Peek(looked);
}

// ReadPage reads the next page into `page_`, a view of the input, and checks
// that it continues the stream.
absl::Status OggLayoutReader::ReadPage(OggPart* part) {
  page_at_ = input_.offset();
  const absl::StatusOr<absl::Span<const uint8_t>> rest = PeekPage();
  if (!rest.ok()) {
    return rest.status();
  }
  absl::StatusOr<OggPage> page = ReadOggPage(*rest, page_at_);
  if (!page.ok()) {
    return page.status();
  }
  page_ = *page;
  if (absl::Status status = CheckOrder(); !status.ok()) {
    return status;
  }
  ++sequence_;
  ended_ = (page_.flags & kOggLast) != 0;
  part->bytes.insert(part->bytes.end(), rest->begin(),
                     rest->begin() + page_.size);
  return part->bytes.size() + packet_.size() > kMaxPacketSize
             ? Error("packets or headers of more than 32 MiB")
             : absl::OkStatus();
}

absl::Status OggLayoutReader::CheckOrder() {
  if (sequence_ == 0) {
    serial_ = page_.serial;
  } else if ((page_.flags & kOggFirst) != 0) {
    return Error(
        "another stream starts here; multiplexed streams are not supported");
  } else if (page_.serial != serial_) {
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
  return absl::OkStatus();
}

// ReadHeaders reads OpusHead, alone on its page, and OpusTags, which may span
// several pages but shares none.
absl::Status OggLayoutReader::ReadHeaders(OggPart* part) {
  if (absl::Status status = ReadPage(part); !status.ok()) {
    return status;
  }
  if ((page_.flags & kOggFirst) == 0 || !HoldsOnePacket(page_) ||
      !StartsWith(page_.body, "OpusHead")) {
    return Error(
        "not the start of an Opus stream; convert it first, as with "
        "ffmpeg's -c:a libopus");
  }
  input_.Skip(page_.size);
  do {
    if (absl::Status status = ReadPage(part); !status.ok()) {
      return status;
    }
    if (!packet_open_ && !StartsWith(page_.body, "OpusTags")) {
      return Error("expected OpusTags");
    }
    const auto end = FirstEnd(page_.lacing);
    packet_open_ = end == page_.lacing.end();
    if (!packet_open_ && end + 1 != page_.lacing.end()) {
      return Error("audio on the last page of OpusTags");
    }
    input_.Skip(page_.size);
  } while (packet_open_);
  in_stream_ = true;
  part->starts_stream = true;
  part->serial = serial_;
  part->sequence = sequence_;
  return absl::OkStatus();
}

absl::Status OggLayoutReader::ReadLayoutPage(OggPart* part) {
  fragment_open_ = false;
  bool overflows = false;
  do {
    absl::Status status = ReadPage(part);
    if (status.ok() && !has_pages_ && (page_.flags & kOggOverflow) != 0) {
      status = Error("an overflow page without a page before it");
    }
    if (status.ok()) {
      status = AddPage(part);
    }
    if (!status.ok()) {
      return status;
    }
    has_pages_ = true;
    input_.Skip(page_.size);
    const absl::StatusOr<bool> at_end = AtEndOfStream();
    const absl::StatusOr<uint8_t> flags = NextFlags();
    if (!at_end.ok() || !flags.ok()) {
      return at_end.ok() ? flags.status() : at_end.status();
    }
    overflows = !*at_end && (*flags & kOggOverflow) != 0;
  } while (overflows);
  SetTimes(part);
  return absl::OkStatus();
}

// AddPage adds the segments of `page_`.
absl::Status OggLayoutReader::AddPage(OggPart* part) {
  part->last = ended_;
  if (page_.granule != kOggNoGranule) {
    part->granule = page_.granule;
  }
  const size_t had = part->packets.size();
  absl::Span<const uint8_t> body = page_.body;
  for (const uint8_t size : page_.lacing) {
    if (!fragment_open_) {
      part->fragments.push_back({});
    }
    OggFragment& fragment = part->fragments.back();
    ++fragment.segments;
    fragment.ends = size < kOggFullSegment;
    fragment_open_ = packet_open_ = !fragment.ends;
    packet_.insert(packet_.end(), body.begin(), body.begin() + size);
    body.remove_prefix(size);
    if (fragment.ends) {
      part->packets.push_back(std::exchange(packet_, {}));
    }
  }
  return part->packets.size() != had && page_.granule == kOggNoGranule
             ? Error("a packet ends here, but there is no granule position")
             : absl::OkStatus();
}

// SetTimes computes the times of the packets on a layout page. The stream's
// last page may be trimmed (RFC 7845, Section 4.4), so its packets are assumed
// to be as long as those on the page before.
void OggLayoutReader::SetTimes(OggPart* part) {
  const uint64_t ends = part->packets.size();
  if (ends == 0) {
    return;
  }
  const uint64_t time = part->granule > granule_ ? part->granule - granule_ : 0;
  const bool cut = part->last && step_ != 0;
  part->step = cut ? step_ : std::min(time / ends, kMaxPacketSamples);
  part->start = part->last ? granule_ : part->granule - ends * part->step;
  part->time = stream_time_ + part->start;
  granule_ = part->granule;
  step_ = part->step;
}

}  // namespace sealframe
