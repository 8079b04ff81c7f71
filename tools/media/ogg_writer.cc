// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/ogg_writer.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/ogg_layout.h"
#include "sealframe/tools/media/ogg_page.h"

namespace sealframe {
namespace {

// Ends returns the number of packets that end on a part.
size_t Ends(const OggPart& part) {
  return static_cast<size_t>(
      std::count_if(part.fragments.begin(), part.fragments.end(),
                    [](const OggFragment& fragment) { return fragment.ends; }));
}

// Granule returns the granule position of a page on which `ends` packets end,
// the last of which is the `ended`th to end on the layout page.
uint64_t Granule(const OggPart& part, size_t ends, size_t ended) {
  const size_t all = Ends(part);
  if (ended == all && (ends > 0 || all == 0)) {
    return part.granule;
  }
  return ends == 0 ? kOggNoGranule : part.start + ended * part.step;
}

}  // namespace

absl::Status OggWriter::Add(const OggPart& part,
                            absl::Span<const std::vector<uint8_t>> packets,
                            std::vector<uint8_t>* out) {
  parts_.push_back(part);
  parts_.back().packets.clear();
  packets_.insert(packets_.end(), packets.begin(), packets.end());
  while (!parts_.empty() && CanWrite(parts_.front())) {
    if (absl::Status status = Write(parts_.front(), out); !status.ok()) {
      return status;
    }
    parts_.pop_front();
  }
  return absl::OkStatus();
}

// CanWrite returns whether all packets of the first part are known.
bool OggWriter::CanWrite(const OggPart& part) const {
  const bool is_open = !part.fragments.empty() && !part.fragments.back().ends;
  return packets_.size() >= Ends(part) + (is_open ? 1 : 0);
}

absl::Status OggWriter::Write(const OggPart& part, std::vector<uint8_t>* out) {
  if (part.starts_stream) {
    serial_ = part.serial;
    sequence_ = part.sequence;
    index_ = 0;
    out->insert(out->end(), part.bytes.begin(), part.bytes.end());
    return absl::OkStatus();
  }
  std::vector<uint8_t> lacing;
  std::vector<uint8_t> body;
  for (const OggFragment& fragment : part.fragments) {
    if (!AddFragment(fragment, &lacing, &body)) {
      return absl::InvalidArgumentError(
          absl::StrCat("Ogg: packet ", index_, ", of ", packets_.front().size(),
                       " bytes, is too short to reach its last page"));
    }
  }
  WritePages(part, lacing, body, out);
  return absl::OkStatus();
}

// AddFragment splits the packet's next bytes into segments: as many as the
// fragment had, or all that remain if the packet ends with it. It returns false
// if too few bytes remain.
bool OggWriter::AddFragment(const OggFragment& fragment,
                            std::vector<uint8_t>* lacing,
                            std::vector<uint8_t>* body) {
  const absl::Span<const uint8_t> rest =
      absl::MakeConstSpan(packets_.front()).subspan(written_);
  size_t full = fragment.segments;
  size_t size = full * kOggFullSegment;
  if (fragment.ends) {
    size = rest.size();
    full = size / kOggFullSegment;
  } else if (size > rest.size()) {
    return false;
  }
  lacing->insert(lacing->end(), full, kOggFullSegment);
  body->insert(body->end(), rest.begin(), rest.begin() + size);
  written_ += size;
  if (fragment.ends) {
    lacing->push_back(static_cast<uint8_t>(size % kOggFullSegment));
    packets_.pop_front();
    ++index_;
    written_ = 0;
  }
  return true;
}

void OggWriter::WritePages(const OggPart& part,
                           absl::Span<const uint8_t> lacing,
                           absl::Span<const uint8_t> body,
                           std::vector<uint8_t>* out) {
  uint8_t overflow = 0;
  size_t ended = 0;
  do {
    OggPage page;
    page.serial = serial_;
    page.sequence = sequence_++;
    page.lacing = lacing.first(std::min(lacing.size(), kMaxOggSegments));
    lacing.remove_prefix(page.lacing.size());
    page.body = body.first(
        std::accumulate(page.lacing.begin(), page.lacing.end(), size_t{0}));
    body.remove_prefix(page.body.size());

    const auto full =
        std::count(page.lacing.begin(), page.lacing.end(), kOggFullSegment);
    const size_t ends = page.lacing.size() - static_cast<size_t>(full);
    ended += ends;
    page.granule = Granule(part, ends, ended);
    page.flags =
        static_cast<uint8_t>(overflow | (packet_open_ ? kOggContinued : 0) |
                             (part.last && lacing.empty() ? kOggLast : 0));
    AppendOggPage(page, out);

    overflow = kOggOverflow;
    if (!page.lacing.empty()) {
      packet_open_ = page.lacing.back() == kOggFullSegment;
    }
  } while (!lacing.empty());
}

}  // namespace sealframe
