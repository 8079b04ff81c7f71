// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Opens and seals arbitrary bytes as GetStream frames. Opened, only the media
// of the corpus comes out, a failure leaves zeros, a frame costs one cipher
// pass at most, and afterwards a good frame opens. Sealed as if they were a
// frame, they open to themselves or to the same NAL units. A trailer that
// parses is written back to the same bytes, with its escapes.
//
// The first byte of the input selects the codec, in place or apart, and how
// many bytes the output buffer is short; the rest is the frame.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>

#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/emulation_prevention.h"
#include "sealframe/frame/codec/testing/rtp_models.h"
#include "sealframe/frame/formats/getstream/getstream_profile.h"
#include "sealframe/frame/formats/getstream/getstream_trailer.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/tests/fuzz/check.h"
#include "sealframe/tests/fuzz/hostile_frame.h"
#include "sealframe/tests/fuzz/seed_media.h"

namespace sealframe {
namespace {

constexpr FrameInfo kInfos[] = {
    {.kind = MediaKind::kAudio, .codec = Codec::kOpus},
    {.codec = Codec::kVp8, .key_frame = true},
    {.codec = Codec::kVp9},
    {.codec = Codec::kH264},
};

// RewriteTrailer writes the trailer again and, if the frame is escaped, escapes
// it again from its clear header on.
void RewriteTrailer(absl::Span<const uint8_t> frame) {
  const ParsedGetStreamFrame parsed = ParseGetStreamFrame(frame);
  if (parsed.error != GetStreamError::kNone) {
    return;
  }
  uint8_t written[kGetStreamTrailerSize];
  WriteGetStreamTrailer(parsed.trailer, absl::MakeSpan(written));
  const auto clear = frame.first(parsed.trailer.clear_size);
  const size_t start =
      parsed.trailer.escaped ? GetStreamEscapeStart(clear) : clear.size();
  const auto rest = frame.subspan(start);
  Bytes plain(rest.begin(), rest.end());
  if (parsed.trailer.escaped) {
    plain.resize(Unescape(rest, absl::MakeSpan(plain)));
  }
  Check(start + plain.size() ==
        clear.size() + parsed.sealed_size + kGetStreamTrailerSize);
  Check(std::equal(std::begin(written), std::end(written),
                   plain.end() - kGetStreamTrailerSize));
  if (parsed.trailer.escaped) {
    Bytes again(EscapedSize(plain));
    Check(Escape(plain, absl::MakeSpan(again)) == again.size());
    Check(absl::MakeConstSpan(again) == rest);
  }
}

void OpenOne(bool in_place, size_t lacking, absl::Span<const uint8_t> frame) {
  static auto* const lasting =
      new LastingPair({.profile = GetStreamProfile()}, {kSeedKey, 2, 3});
  TestPair& pair = lasting->Get();
  const Opened opened = OpenHostile(
      pair, {.in_place = in_place, .lacking = lacking, .bytes = frame},
      /*max_passes=*/1);
  if (opened.status == FrameStatus::kOk) {
    Check(IsSeedMedia(opened.frame));
  } else {
    Check(CameOut(opened.status) == frame.empty());
  }
  OpenGoodFrame(pair);
}

// SealOne checks that a frame that seals opens to itself, or to its units.
void SealOne(const FrameInfo& info, bool in_place,
             absl::Span<const uint8_t> frame) {
  static auto* const pair = new TestPair({.profile = GetStreamProfile()});
  Bytes sealed(pair->send->MaxSealedSize(frame.size()));
  std::copy(frame.begin(), frame.end(), sealed.begin());
  const auto in =
      in_place ? absl::MakeConstSpan(sealed).first(frame.size()) : frame;
  const FrameResult result = pair->send->Seal(info, in, absl::MakeSpan(sealed));
  if (frame.size() > 0x5fff && result.status == FrameStatus::kMalformed) {
    return;  // The clear header is too long.
  }
  if (result.status == FrameStatus::kNotPacketizable) {
    Check(info.codec == Codec::kH264);
    return;
  }
  Check(result.status ==
        (frame.empty() ? FrameStatus::kPassedThrough : FrameStatus::kOk));
  sealed.resize(result.size);
  const Opened opened = OpenFrom(*pair->receive, sealed);
  Check(CameOut(opened.status));
  Check(
      absl::MakeConstSpan(opened.frame) == frame ||
      (info.codec == Codec::kH264 && UnitsOf(opened.frame) == UnitsOf(frame)));
}

}  // namespace
}  // namespace sealframe

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) {
    return 0;
  }
  const auto frame = absl::MakeConstSpan(data + 1, size - 1);
  const sealframe::FrameInfo& info = sealframe::kInfos[data[0] % 4];
  const bool in_place = (data[0] & 4) != 0;
  sealframe::RewriteTrailer(frame);
  sealframe::OpenOne(in_place, data[0] / 8, frame);
  sealframe::SealOne(info, in_place, frame);
  return 0;
}
