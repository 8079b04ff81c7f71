// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/ogg_opus.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/tools/media/media_frame.h"
#include "sealframe/tools/media/ogg_layout.h"
#include "sealframe/tools/media/ogg_page.h"

namespace sealframe {
namespace {

// LayoutWriter appends layout pages to a file, each as one page followed by as
// many overflow pages as its segments need.
class LayoutWriter {
 public:
  LayoutWriter(const OggLayout& layout,
               absl::Span<const std::vector<uint8_t>> packets,
               std::vector<uint8_t>* out)
      : packets_(packets),
        serial_(layout.serial),
        sequence_(layout.sequence),
        out_(out) {}

  absl::Status Append(const OggLayoutPage& page) {
    std::vector<uint8_t> lacing;
    std::vector<uint8_t> body;
    for (const OggFragment& fragment : page.fragments) {
      if (!AddFragment(fragment, &lacing, &body)) {
        return absl::InvalidArgumentError(
            absl::StrCat("Ogg: packet ", fragment.packet, ", of ",
                         packets_[fragment.packet].size(),
                         " bytes, is too short to reach its last page"));
      }
    }
    AppendPages(page, lacing, body);
    return absl::OkStatus();
  }

 private:
  // AddFragment splits the packet's next bytes into segments: as many as the
  // fragment had, or all that remain if the packet ends with it. It returns
  // false if too few bytes remain.
  bool AddFragment(const OggFragment& fragment, std::vector<uint8_t>* lacing,
                   std::vector<uint8_t>* body) {
    const absl::Span<const uint8_t> rest =
        absl::MakeConstSpan(packets_[fragment.packet]).subspan(written_);
    size_t full = fragment.segments;
    size_t size = full * kOggFullSegment;
    if (fragment.ends) {
      size = rest.size();
      full = size / kOggFullSegment;
    } else if (size > rest.size()) {
      return false;
    }
    lacing->insert(lacing->end(), full, kOggFullSegment);
    if (fragment.ends) {
      lacing->push_back(static_cast<uint8_t>(size % kOggFullSegment));
    }
    body->insert(body->end(), rest.begin(), rest.begin() + size);
    written_ = fragment.ends ? 0 : written_ + size;
    return true;
  }

  void AppendPages(const OggLayoutPage& page, absl::Span<const uint8_t> lacing,
                   absl::Span<const uint8_t> body) {
    uint8_t overflow = 0;
    size_t ended = 0;
    do {
      OggPage part;
      part.serial = serial_;
      part.sequence = sequence_++;
      part.lacing = lacing.first(std::min(lacing.size(), kMaxOggSegments));
      lacing.remove_prefix(part.lacing.size());
      part.body = body.first(
          std::accumulate(part.lacing.begin(), part.lacing.end(), size_t{0}));
      body.remove_prefix(part.body.size());

      const auto full =
          std::count(part.lacing.begin(), part.lacing.end(), kOggFullSegment);
      const size_t ends = part.lacing.size() - static_cast<size_t>(full);
      ended += ends;
      part.granule = Granule(page, ends, ended);
      part.flags =
          static_cast<uint8_t>(overflow | (packet_open_ ? kOggContinued : 0) |
                               (page.last && lacing.empty() ? kOggLast : 0));
      AppendOggPage(part, out_);

      overflow = kOggOverflow;
      if (!part.lacing.empty()) {
        packet_open_ = part.lacing.back() == kOggFullSegment;
      }
    } while (!lacing.empty());
  }

  // Granule returns the granule position of a page on which `ends` packets end,
  // the last of which is the `ended`th to end on the layout page.
  static uint64_t Granule(const OggLayoutPage& page, size_t ends,
                          size_t ended) {
    if (ended == page.ends && (ends > 0 || page.ends == 0)) {
      return page.granule;
    }
    return ends == 0 ? kOggNoGranule : page.start + ended * page.step;
  }

  const absl::Span<const std::vector<uint8_t>> packets_;
  const uint32_t serial_;
  uint32_t sequence_;
  std::vector<uint8_t>* const out_;
  size_t written_ = 0;  // Bytes of the unfinished packet written so far.
  bool packet_open_ = false;
};

absl::Status WrongNumber(size_t payloads) {
  return absl::InvalidArgumentError(
      absl::StrCat("Ogg: ", payloads, " payloads are not one for each packet"));
}

}  // namespace

absl::StatusOr<std::vector<ContainerFrame>> ReadOggOpus(
    absl::Span<const uint8_t> file) {
  std::vector<ContainerFrame> frames;
  uint64_t start = 0;
  size_t at = 0;
  do {
    absl::StatusOr<OggLayout> layout = ParseOggLayout(file, at);
    if (!layout.ok()) {
      return layout.status();
    }
    size_t packet = 0;
    for (const OggLayoutPage& page : layout->pages) {
      for (size_t i = 0; i < page.ends; ++i) {
        const uint64_t time = start + page.start + i * page.step;
        frames.push_back(
            {{Codec::kOpus, false, static_cast<uint32_t>(time), frames.size()},
             std::move(layout->packets[packet++])});
      }
    }
    start += layout->duration;
    at = layout->end;
  } while (at < file.size());
  return frames;
}

absl::StatusOr<std::vector<uint8_t>> WriteOggOpus(
    absl::Span<const uint8_t> file,
    absl::Span<const std::vector<uint8_t>> packets) {
  std::vector<uint8_t> out;
  absl::Span<const std::vector<uint8_t>> left = packets;
  size_t at = 0;
  do {
    const absl::StatusOr<OggLayout> layout = ParseOggLayout(file, at);
    if (!layout.ok()) {
      return layout.status();
    }
    if (left.size() < layout->packets.size()) {
      return WrongNumber(packets.size());
    }
    out.insert(out.end(), file.begin() + layout->begin,
               file.begin() + layout->audio);
    LayoutWriter writer(*layout, left.first(layout->packets.size()), &out);
    for (const OggLayoutPage& page : layout->pages) {
      if (absl::Status status = writer.Append(page); !status.ok()) {
        return status;
      }
    }
    left.remove_prefix(layout->packets.size());
    at = layout->end;
  } while (at < file.size());
  if (!left.empty()) {
    return WrongNumber(packets.size());
  }
  return out;
}

}  // namespace sealframe
