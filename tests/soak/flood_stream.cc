// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/soak/flood_stream.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"

namespace sealframe {

void FloodStream::Expect(uint64_t number, Bytes frame) {
  expected_[number] = {.frame = std::move(frame),
                       .since = options_.clock->Now()};
  if (late_.has_value()) {
    ++late_->sealed;
  }
}

FrameResult FloodStream::Open(const Sent& sent, absl::Span<uint8_t> out) {
  const FrameResult result = options_.receive->Open(sent.info, sent.bytes, out);
  if (result.status == FrameStatus::kHeld) {
    OpenHeld();
  }
  return result;
}

void FloodStream::Note(const Sent& sent, const FrameResult& result,
                       absl::Span<const uint8_t> out) {
  counts_.Add(result, sent.bytes.size());
  if (CameOut(result.status)) {
    CameOutAs(sent.info.token, out.first(result.size));
  } else if (sent.info.token != 0) {
    Ended(sent.info.token, result.status);
  }
}

void FloodStream::OpenHeld() {
  FrameInfo info;
  FrameResult result;
  do {
    held_out_.resize(
        std::max(held_out_.size(), options_.receive->next_held_size()));
    result = options_.receive->OpenHeld(&info, absl::MakeSpan(held_out_));
    counts_.AddHeld(result);
    if (CameOut(result.status)) {
      CameOutAs(info.token, absl::MakeConstSpan(held_out_).first(result.size));
    } else if (info.token != 0) {
      Fault(absl::StrCat("an honest frame was held and ended with ",
                         FrameStatusName(result.status)));
    }
  } while (result.status != FrameStatus::kNoFrame);
}

void FloodStream::CameOutAs(uint64_t number, absl::Span<const uint8_t> frame) {
  const auto expected = expected_.find(number);
  if (expected == expected_.end()) {
    Fault(number == 0 ? "a hostile frame came out"
                      : "an honest frame came out twice, or too late");
  } else if (frame != absl::MakeConstSpan(expected->second.frame)) {
    Fault("an honest frame opened to other bytes");
  } else {
    ++opened_;
    expected_.erase(expected);
  }
}

// Ended judges the end of an honest frame that did not come out of `Open`. If
// it was held, it may have come out since.
void FloodStream::Ended(uint64_t number, FrameStatus status) {
  if (status == FrameStatus::kHeld) {
    return;
  }
  if (!late_.has_value() || !MayRefuse(status)) {
    Fault(absl::StrCat("an honest frame, whose key is ",
                       late_.has_value() ? "late" : "there", ", ended with ",
                       FrameStatusName(status)));
  }
  if (late_.has_value()) {
    ++late_->refused;
  }
  expected_.erase(number);
}

// MayRefuse returns whether a frame without its key may end with `status`:
// there is no room for it, perhaps behind forged frames that have got a key.
// One that names only its step is tried with the key before, whose frames had
// the same counters.
bool FloodStream::MayRefuse(FrameStatus status) const {
  return status == FrameStatus::kMissingKey ||
         status == FrameStatus::kHoldExpired ||
         (options_.names_step && (status == FrameStatus::kNotAuthentic ||
                                  status == FrameStatus::kReplayed));
}

// The frames that are held when their key comes, and are not too old, come out.
// They are the newest of those that were held: the oldest are pushed out first.
LateKey FloodStream::KeyCame() {
  LateKey late = late_.value_or(LateKey());
  const absl::Time now = options_.clock->Now();
  for (size_t place = 0; place < options_.receive->held_frames(); ++place) {
    const auto expected = expected_.find(options_.receive->held_token(place));
    if (expected != expected_.end() &&
        now - expected->second.since <= kFloodHold.max_age) {
      late.opened.insert(expected->first);
    }
  }
  OpenHeld();
  late.lost = expected_.size();
  if (late.sealed != late.opened.size() + late.lost + late.refused) {
    Fault("not all frames that were held came out with their key");
  }
  if (!late.opened.empty() && !expected_.empty() &&
      *late.opened.begin() < expected_.rbegin()->first) {
    Fault("a frame was pushed out before an older one");
  }
  expected_.clear();
  late_.reset();
  return late;
}

void FloodStream::EndStep() {
  if (!late_.has_value() && !expected_.empty()) {
    Fault(absl::StrCat(expected_.size(), " honest frames did not come out"));
    expected_.clear();
  }
}

void FloodStream::CheckCounts() const {
  const size_t held = options_.receive->held_frames();
  const std::string differences =
      counts_.Differences(options_.receive->Stats(), held);
  if (!differences.empty()) {
    Fault(absl::StrCat("the statistics are wrong:", differences));
  }
  if (held > kFloodHold.max_frames) {
    Fault(absl::StrCat(held, " frames are held"));
  }
}

}  // namespace sealframe
