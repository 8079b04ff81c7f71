// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Seals arbitrary bytes as a DAVE frame. The frame either opens to its
// rewritten form, or is refused and leaves the output zero. RTP packetizers
// leave sealed H.264 and H.265 as they are.
//
// The first byte of the input selects the codec, and in place or apart; the
// rest is the frame.

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/codec/clear_ranges.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/testing/rtp_models.h"
#include "sealframe/frame/formats/dave/dave_profile.h"
#include "sealframe/frame/formats/dave/dave_rewrite.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/tests/fuzz/check.h"

namespace sealframe {
namespace {

// Seal seals `frame` to the front of `*out`, which has room for it.
FrameResult Seal(const FrameInfo& info, bool in_place,
                 absl::Span<const uint8_t> frame, TestPair* pair, Bytes* out) {
  out->assign(pair->send->MaxSealedSize(frame.size()), 0xcc);
  if (in_place) {
    std::copy(frame.begin(), frame.end(), out->begin());
    frame = absl::MakeConstSpan(*out).first(frame.size());
  }
  return pair->send->Seal(info, frame, absl::MakeSpan(*out));
}

void SealOne(uint8_t how, absl::Span<const uint8_t> frame) {
  static auto* const pair = new TestPair({.profile = DaveProfile()});
  const FrameInfo info = {.codec = static_cast<Codec>(how % kCodecCount)};
  Bytes rewritten(MaxDaveRewriteSize(info.codec, frame.size()));
  ClearRanges ranges;
  const DaveRewrite rewrite =
      RewriteForDave(info.codec, frame, absl::MakeSpan(rewritten), &ranges);
  rewritten.resize(rewrite.size);

  Bytes sealed;
  const FrameResult result = Seal(info, how >= 128, frame, pair, &sealed);
  if (rewrite.error != DaveRewriteError::kNone) {
    Check(result.status == (rewrite.error == DaveRewriteError::kNotAnnexB
                                ? FrameStatus::kNotPacketizable
                                : FrameStatus::kMalformed));
    Check(result.size == 0);
    Check(std::all_of(sealed.begin(), sealed.end(),
                      [](uint8_t byte) { return byte == 0; }));
    return;
  }
  Check(result.status ==
        (rewritten.empty() ? FrameStatus::kPassedThrough : FrameStatus::kOk));
  const Opened opened = OpenFrom(
      *pair->receive, absl::MakeConstSpan(sealed).first(result.size), info);
  Check(opened.status == result.status && opened.frame == rewritten);
  if (info.codec == Codec::kH264 || info.codec == Codec::kH265) {
    Check(UnitsOf(rewritten) == UnitsOf(frame));
    sealed.resize(result.size);
    Check(frame.empty() || (CarriedByLibwebrtc(sealed) == sealed &&
                            CarriedByGStreamer(sealed) == sealed));
  }
}

}  // namespace
}  // namespace sealframe

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size != 0) {
    sealframe::SealOne(data[0], absl::MakeConstSpan(data + 1, size - 1));
  }
  return 0;
}
