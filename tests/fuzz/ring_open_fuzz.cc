// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Opens and seals arbitrary bytes in the ring formats. Opened, only a
// server-injected frame may come out, unchanged, and a frame costs no more
// cipher passes than it has readings and keys. Sealed as if they were a
// frame, they open to themselves or to the same NAL units or OBUs, also after
// RTP packetizers have carried NAL units.
//
// The first two bytes of the input select the profile, codec and frame type, in
// place or apart, and how many bytes the output buffer is short; the rest is
// the frame.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/frame/codec/av1.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/testing/rtp_models.h"
#include "sealframe/frame/formats/ring/jframe_profile.h"
#include "sealframe/frame/formats/ring/livekit_profile.h"
#include "sealframe/frame/formats/ring/ring_opener.h"
#include "sealframe/frame/formats/ring/server_injected_frames.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {
namespace {

constexpr uint8_t kTrailer[] = {0xa1, 0xb2, 0xc3, 0xd4};
constexpr uint8_t kGood[] = {0x11, 0xb2, 0xc3, 0xd4};

// The sender's key, and eight steps ahead of it.
constexpr uint64_t kKeys = 9;
constexpr uint64_t kMaxPasses = kMaxRingReadings * kKeys;

void Check(bool good) {
  if (!good) {
    std::abort();
  }
}

std::vector<std::unique_ptr<TestPair>> NewPairs() {
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
  std::vector<std::unique_ptr<TestPair>> pairs;
  for (const Profile& profile : profiles) {
    pairs.push_back(
        std::make_unique<TestPair>(TestEndOptions{.profile = profile}));
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

// Open opens `frame`, which was never sealed.
void Open(TestPair& pair, const FrameInfo& info, bool in_place,
          size_t room_lacking, absl::Span<const uint8_t> frame) {
  Bytes buffer(frame.begin(), frame.end());
  const auto room = absl::MakeSpan(buffer).first(
      buffer.size() - std::min(buffer.size(), room_lacking));
  Bytes apart(room.size(), 0xcc);
  const auto out = in_place ? room : absl::MakeSpan(apart);
  const uint64_t passes = FailedPasses(pair.bob.keys());
  const FrameResult result = pair.receive->Open(info, buffer, out);
  Check(FailedPasses(pair.bob.keys()) - passes <= kMaxPasses);
  if (result.status == FrameStatus::kPassedThrough) {
    Check(std::equal(out.begin(), out.begin() + result.size, frame.begin()));
    return;
  }
  Check(result.status != FrameStatus::kOk && result.size == 0);
  Check(std::all_of(out.begin(), out.end(),
                    [](uint8_t byte) { return byte == 0; }));
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

// SealAndOpen checks that a frame that seals also opens.
void SealAndOpen(TestPair& pair, const FrameInfo& info,
                 absl::Span<const uint8_t> frame) {
  Bytes sealed(pair.send->MaxSealedSize(frame.size()));
  const FrameResult result =
      pair.send->Seal(info, frame, absl::MakeSpan(sealed));
  if (result.status != FrameStatus::kOk) {
    Check(result.status == FrameStatus::kPassedThrough ||
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
  static const auto* const pairs =
      new std::vector<std::unique_ptr<TestPair>>(NewPairs());
  TestPair& pair = *(*pairs)[which % pairs->size()];
  Open(pair, InfoOf(how), (which & 4) != 0, which / 8, frame);
  // A good frame resets the failure count; without it, the failure tolerance
  // would soon refuse every frame.
  SealAndOpen(pair, {.codec = Codec::kVp8}, kGood);
  SealAndOpen(pair, InfoOf(how), frame);
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
