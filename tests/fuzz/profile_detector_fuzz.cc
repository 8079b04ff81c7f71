// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Gives arbitrary bytes to a detector of all profiles. Only the media of the
// corpus and frames that pass unchanged come out, and a failure leaves zeros. A
// profile is detected if, and only if, a frame opened. Good frames of one
// profile then open and are detected as that profile; others do not open any
// more.
//
// The first byte of the input selects the kind and codec of the bytes, the
// second the profile of the good frames; the rest are the bytes.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/detect_profile.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/session.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/tests/fuzz/check.h"
#include "sealframe/tests/fuzz/hostile_frame.h"
#include "sealframe/tests/fuzz/input_info.h"
#include "sealframe/tests/fuzz/seed_media.h"

namespace sealframe {
namespace {

constexpr FrameInfo kVp8 = {.codec = Codec::kVp8};

struct Sender {
  std::string profile;
  LastingPair pair;
};

// NewSenders returns a sender of each profile, in the order of trial.
std::vector<Sender> NewSenders() {
  std::vector<Sender> senders;
  for (const char* name :
       {"getstream", "dave", "livekit", "videosdk", "jframe", "sframe"}) {
    senders.push_back(
        {name,
         LastingPair({.profile = NamedProfile(name).value()}, {kSeedKey})});
  }
  return senders;
}

ProfileDetector NewDetector(std::vector<Sender>& senders) {
  std::vector<ProfileCandidate> candidates;
  for (Sender& sender : senders) {
    Session& session = sender.pair.Get().bob.session();
    session.Poll();  // It forgets the streams of earlier detectors.
    candidates.push_back(
        {sender.profile,
         session.NewReceiveTransform({.participant = "alice"}).value()});
  }
  return ProfileDetector(std::move(candidates));
}

Opened Open(ProfileDetector& detector, const FrameInfo& info,
            absl::Span<const uint8_t> frame) {
  Bytes out(detector.MaxOpenedSize(frame.size()), 0xcc);
  const FrameResult result = detector.Open(info, frame, absl::MakeSpan(out));
  if (!CameOut(result.status)) {
    Check(result.size == 0);
    Check(std::count(out.begin(), out.end(), 0) ==
          static_cast<ptrdiff_t>(out.size()));
  }
  out.resize(result.size);
  return {.status = result.status, .frame = out, .info = info};
}

void OpenHostile(ProfileDetector& detector, const FrameInfo& info,
                 absl::Span<const uint8_t> frame) {
  const ProfileCandidate* const before = detector.detected();
  const Opened opened = Open(detector, info, frame);
  if (opened.status == FrameStatus::kOk) {
    Check(detector.detected() != nullptr);
    Check(detector.detected()->profile == "dave"
              ? IsInterleavedSeedMedia(info.codec, opened.frame)
              : IsSeedMedia(opened.frame));
  } else {
    Check(detector.detected() == before);
    Check(opened.status != FrameStatus::kPassedThrough || frame.empty() ||
          (IsDaveSilence(frame) && absl::MakeConstSpan(opened.frame) == frame));
  }
}

// OpenGood opens a good frame of each profile, first of that at `chosen`.
void OpenGood(ProfileDetector& detector, std::vector<Sender>& senders,
              size_t chosen) {
  for (size_t i = 0; i < senders.size(); ++i) {
    Sender& sender = senders[(chosen + i) % senders.size()];
    const Bytes frame = TestFrame(20);
    const Bytes sealed = SealTo(*sender.pair.Get().send, frame, kVp8);
    const bool must_open = detector.detected() == nullptr ||
                           detector.detected()->profile == sender.profile;
    const Opened opened = Open(detector, kVp8, sealed);
    Check((opened.status == FrameStatus::kOk) == must_open);
    if (must_open) {
      Check(opened.frame == frame);
      Check(detector.detected()->profile == sender.profile);
    }
  }
}

void RunOne(uint8_t how, uint8_t profile, absl::Span<const uint8_t> frame) {
  static auto* const senders = new std::vector<Sender>(NewSenders());
  ProfileDetector detector = NewDetector(*senders);
  OpenHostile(detector, InputInfo(how), frame);
  OpenGood(detector, *senders, profile % senders->size());
  OpenHostile(detector, InputInfo(how), frame);
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
