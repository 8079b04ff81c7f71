// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Opens arbitrary bytes as a DAVE frame, with the keys of several epochs. Only
// a frame of silence and the media of the corpus may come out, with clear and
// encrypted bytes interleaved in any way; otherwise the output is zero. A frame
// costs no more cipher passes than it has readings and keys. Afterwards a good
// frame opens. A footer that parses is written back to the same bytes.
//
// The first byte of the input selects the media kind, in place or apart, the
// codec, and how many bytes the output buffer is short; the rest is the frame.

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/codec/clear_ranges.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/dave/dave_footer.h"
#include "sealframe/frame/formats/dave/dave_opener.h"
#include "sealframe/frame/formats/dave/dave_profile.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/tests/fuzz/check.h"
#include "sealframe/tests/fuzz/hostile_frame.h"
#include "sealframe/tests/fuzz/seed_media.h"

namespace sealframe {
namespace {

// The footer names one byte of a generation, which a key of each epoch may
// have.
constexpr uint64_t kEpochs = 3;
constexpr uint64_t kMaxPasses = kMaxDaveReadings * kEpochs;

void RewriteFooter(absl::Span<const uint8_t> frame) {
  ClearRanges ranges;
  const ParsedDaveFooter parsed = ParseDaveFooter(frame, &ranges);
  if (!parsed.ok) {
    Check(parsed.nonce == 0 && parsed.media_size == 0);
    Check(ranges.ranges().empty());
    return;
  }
  Check(HasLooseDaveFooter(frame));
  const auto footer = frame.subspan(parsed.media_size);
  Check(DaveFooterSize(parsed.nonce, ranges) == footer.size());
  Bytes written(footer.size() - kDaveTagSize);
  WriteDaveFooter(parsed.nonce, ranges, absl::MakeSpan(written));
  Check(absl::MakeConstSpan(written) == footer.subspan(kDaveTagSize));
}

void OpenOne(uint8_t how, absl::Span<const uint8_t> frame) {
  static auto* const lasting =
      new LastingPair({.profile = DaveProfile()}, {kSeedKey, 2});
  TestPair& pair = lasting->Get();
  const bool is_audio = (how & 1) != 0;
  const Opened opened = OpenHostile(
      pair,
      {.info = {.kind = is_audio ? MediaKind::kAudio : MediaKind::kVideo,
                .codec = static_cast<Codec>(how / 4 % kCodecCount)},
       .in_place = (how & 2) != 0,
       .lacking = size_t{how} / 32,
       .bytes = frame},
      kMaxPasses);
  if (opened.status == FrameStatus::kPassedThrough) {
    Check(opened.frame.empty() || (is_audio && IsDaveSilence(opened.frame)));
  } else if (opened.status == FrameStatus::kOk) {
    Check(IsInterleavedSeedMedia(opened.info.codec, opened.frame));
  }
  OpenGoodFrame(pair);
}

}  // namespace
}  // namespace sealframe

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size != 0) {
    const auto frame = absl::MakeConstSpan(data + 1, size - 1);
    sealframe::RewriteFooter(frame);
    sealframe::OpenOne(data[0], frame);
  }
  return 0;
}
