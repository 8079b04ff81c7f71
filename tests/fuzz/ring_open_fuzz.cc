// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Opens and seals arbitrary bytes in the ring formats. Opened, only the media
// of the corpus and server-injected frames come out, the latter unchanged; a
// failure leaves zeros, a frame costs no more cipher passes than it has
// readings and keys, and afterwards a good frame opens. Sealed as if they were
// a frame, they open to themselves or to the same NAL units or OBUs, also after
// RTP packetizers have carried NAL units. An IV trailer is written back to the
// same bytes, and a packet trailer is found without the frame before it.
//
// The first two bytes of the input select the profile, codec and frame type, in
// place or apart, and how many bytes the output buffer is short; the rest is
// the frame.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/frame/codec/av1.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/testing/rtp_models.h"
#include "sealframe/frame/formats/ring/iv_trailer.h"
#include "sealframe/frame/formats/ring/jframe_profile.h"
#include "sealframe/frame/formats/ring/livekit_packet_trailer.h"
#include "sealframe/frame/formats/ring/livekit_profile.h"
#include "sealframe/frame/formats/ring/ring_opener.h"
#include "sealframe/frame/formats/ring/server_injected_frames.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/profile.h"
#include "sealframe/tests/fuzz/check.h"
#include "sealframe/tests/fuzz/hostile_frame.h"
#include "sealframe/tests/fuzz/seed_media.h"

namespace sealframe {
namespace {

constexpr uint8_t kTrailer[] = {0xa1, 0xb2, 0xc3, 0xd4};

// The sender's key, and eight steps ahead of it.
constexpr uint64_t kKeys = 9;
constexpr uint64_t kMaxPasses = kMaxRingReadings * kKeys;

std::vector<LastingPair> NewPairs() {
  const auto injected = std::make_shared<ServerInjectedFrames>();
  injected->SetTrailer(kTrailer);
  const Profile profiles[] = {
      LiveKitProfile().value(),
      LiveKitProfile({.allow_av1 = true,
                      .server_injected_frames = injected,
                      .strip_packet_trailer = true,
                      .failure_tolerance = 10})
          .value(),
      VideoSdkProfile().value(),
      JFrameProfile().value(),
  };
  std::vector<LastingPair> pairs;
  for (const Profile& profile : profiles) {
    pairs.emplace_back(TestEndOptions{.profile = profile},
                       std::vector<uint64_t>{kSeedKey});
  }
  return pairs;
}

FrameInfo InfoOf(uint8_t how) {
  static uint32_t timestamp = 0;
  return {.kind = how % 4 == 0 ? MediaKind::kAudio : MediaKind::kVideo,
          .codec = static_cast<Codec>(how / 4 % kCodecCount),
          .key_frame = how % 4 == 1,
          .ssrc = 1,
          .rtp_timestamp = ++timestamp};
}

// ObusOf returns the OBUs of `frame` that travel over RTP, without their sizes.
std::vector<Bytes> ObusOf(absl::Span<const uint8_t> frame) {
  std::vector<Bytes> obus;
  TransportObuReader reader(frame);
  for (Obu obu; reader.Next(&obu) == ObuStep::kObu;) {
    Bytes bytes(obu.header.begin(), obu.header.end());
    bytes[0] &= static_cast<uint8_t>(~kObuHasSize);
    bytes.insert(bytes.end(), obu.payload.begin(), obu.payload.end());
    obus.push_back(std::move(bytes));
  }
  return obus;
}

// IsRewritten returns whether a frame may open to `opened`, a rewritten form.
bool IsRewritten(const FrameInfo& info, absl::Span<const uint8_t> frame,
                 absl::Span<const uint8_t> opened) {
  return info.codec == Codec::kAv1 ? ObusOf(opened) == ObusOf(frame)
                                   : UnitsOf(opened) == UnitsOf(frame);
}

// IsSeed returns whether `opened` is media of the corpus.
bool IsSeed(const FrameInfo& info, absl::Span<const uint8_t> opened) {
  const std::vector<SeedMedia>& media = AllSeedMedia();
  return std::any_of(media.begin(), media.end(), [&](const SeedMedia& seed) {
    return absl::MakeConstSpan(seed.frame) == opened ||
           IsRewritten(info, seed.frame, opened);
  });
}

// IsInjected returns whether `passed` may be what a LiveKit server injected as
// `frame`.
bool IsInjected(absl::Span<const uint8_t> frame,
                absl::Span<const uint8_t> passed) {
  const size_t size = passed.size();
  return size <= kMaxInjectedSize && frame.size() == size + sizeof(kTrailer) &&
         frame.first(size) == passed &&
         frame.subspan(size) == absl::MakeConstSpan(kTrailer);
}

void ReadTrailers(absl::Span<const uint8_t> frame) {
  if (HasIvTrailer(frame)) {
    const IvTrailer trailer = ReadIvTrailer(frame);
    uint8_t written[kIvTrailerSize];
    WriteIvTrailer(trailer.iv, trailer.key_index, absl::MakeSpan(written));
    Check(absl::MakeConstSpan(written) == frame.last(kIvTrailerSize));
  }
  const size_t size = LiveKitPacketTrailerSize(frame);
  Check(size <= frame.size());
  Check(LiveKitPacketTrailerSize(frame.last(size)) == size);
}

void OpenOne(TestPair& pair, const HostileFrame& frame) {
  const Opened opened = OpenHostile(pair, frame, kMaxPasses);
  if (opened.status == FrameStatus::kPassedThrough) {
    Check(opened.frame.empty() || IsInjected(frame.bytes, opened.frame));
  } else if (opened.status == FrameStatus::kOk) {
    Check(IsSeed(frame.info, opened.frame));
  }
}

// SealOne checks that a frame that seals also opens.
void SealOne(TestPair& pair, const FrameInfo& info,
             absl::Span<const uint8_t> frame) {
  Bytes sealed(pair.send->MaxSealedSize(frame.size()));
  const FrameResult result =
      pair.send->Seal(info, frame, absl::MakeSpan(sealed));
  if (result.status != FrameStatus::kOk) {
    Check((result.status == FrameStatus::kPassedThrough && result.size == 0) ||
          result.status == FrameStatus::kMalformed ||
          result.status == FrameStatus::kNotPacketizable ||
          result.status == FrameStatus::kUnsupportedCodec);
    return;
  }
  sealed.resize(result.size);
  const Opened opened = OpenFrom(*pair.receive, sealed, info);
  Check(opened.status == FrameStatus::kOk);
  Check(absl::MakeConstSpan(opened.frame) == frame ||
        IsRewritten(info, frame, opened.frame));
}

// IsSealedAnnexB returns whether `pair` seals `frame` as Annex B.
bool IsSealedAnnexB(const TestPair& pair, const FrameInfo& info) {
  return pair.send->MaxSealedSize(1000) > 1030 &&
         info.kind == MediaKind::kVideo &&
         (info.codec == Codec::kH264 || info.codec == Codec::kH265);
}

// SealAndCarry checks that a frame opens after packetizers have carried it.
void SealAndCarry(TestPair& pair, const FrameInfo& info,
                  absl::Span<const uint8_t> frame) {
  if (!IsSealedAnnexB(pair, info)) {
    return;
  }
  for (const auto carry : {CarriedByLibwebrtc, CarriedByGStreamer}) {
    Bytes sealed(pair.send->MaxSealedSize(frame.size()));
    const FrameResult result =
        pair.send->Seal(info, frame, absl::MakeSpan(sealed));
    if (result.status != FrameStatus::kOk) {
      return;
    }
    sealed.resize(result.size);
    const Opened opened = OpenFrom(*pair.receive, carry(sealed), info);
    Check(opened.status == FrameStatus::kOk);
    Check(UnitsOf(opened.frame) == UnitsOf(frame));
  }
}

void RunOne(uint8_t which, uint8_t how, absl::Span<const uint8_t> frame) {
  static auto* const pairs = new std::vector<LastingPair>(NewPairs());
  TestPair& pair = (*pairs)[which % pairs->size()].Get();
  ReadTrailers(frame);
  OpenOne(pair, {.info = InfoOf(how),
                 .in_place = (which & 4) != 0,
                 .lacking = size_t{which} / 8,
                 .bytes = frame});
  // It also resets the failure count; otherwise, the failure tolerance would
  // soon refuse every frame.
  OpenGoodFrame(pair);
  SealOne(pair, InfoOf(how), frame);
  SealAndCarry(pair, InfoOf(how), frame);
}

}  // namespace
}  // namespace sealframe

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size >= 2) {
    sealframe::RunOne(data[0], data[1],
                      absl::MakeConstSpan(data + 2, size - 2));
  }
  return 0;
}
