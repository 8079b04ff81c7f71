// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Caps on what a peer can push (docs/limits.md), through the engine's public
// interface: at the cap, and one past it.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/testing/cipher_work.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/dave/dave_opener.h"
#include "sealframe/frame/formats/dave/dave_profile.h"
#include "sealframe/frame/formats/profile_options.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/formats/ring/candidate_keys.h"
#include "sealframe/frame/formats/ring/jframe_profile.h"
#include "sealframe/frame/formats/ring/livekit_profile.h"
#include "sealframe/frame/formats/ring/ring_key_scheme.h"
#include "sealframe/frame/formats/ring/ring_opener.h"
#include "sealframe/frame/formats/sframe/sframe_key_scheme.h"
#include "sealframe/frame/frame_format.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/scratch.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/session.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/keyring/key_provider_options.h"
#include "sealframe/keyring/keyring_config.h"
#include "sealframe/keyring/profile.h"
#include "sealframe/keyring/sealing_key.h"
#include "sealframe/keyring/stream_keys.h"
#include "sealframe/tests/testing/fake_clock.h"
#include "sealframe/tests/testing/heap.h"

namespace sealframe {
namespace {

constexpr FrameInfo kVp8 = {.codec = Codec::kVp8, .ssrc = 1};

std::vector<std::string> Names() {
  const std::vector<absl::string_view> names = ProfileNames();
  return {names.begin(), names.end()};
}

class FrameSizeTest : public ::testing::TestWithParam<std::string> {};

INSTANTIATE_TEST_SUITE_P(Profiles, FrameSizeTest, ::testing::ValuesIn(Names()),
                         [](const auto& test) { return test.param; });

TEST_P(FrameSizeTest, TheLargestFrameOpensAndALongerOneIsRefusedUnread) {
  TestPair pair({.profile = NamedProfile(GetParam()).value()});
  const Bytes frame = TestFrame(kMaxFrameSize);
  const Opened opened =
      OpenFrom(*pair.receive, SealTo(*pair.send, frame, kVp8), kVp8);
  EXPECT_EQ(opened.status, FrameStatus::kOk);
  EXPECT_TRUE(opened.frame == frame);

  Bytes forged(pair.send->MaxSealedSize(kMaxFrameSize), 0x55);
  EXPECT_NE(OpenFrom(*pair.receive, forged, kVp8).status,
            FrameStatus::kFrameTooLarge);
  forged.push_back(0x55);
  EXPECT_EQ(OpenFrom(*pair.receive, forged, kVp8).status,
            FrameStatus::kFrameTooLarge);
}

// FrameOf returns a frame of `size` bytes. Formats that rewrite H.264 and AV1
// change where it begins: they write start codes of four bytes, and the sizes
// of OBUs.
Bytes FrameOf(Codec codec, size_t size) {
  Bytes frame(size, 0x55);
  const Bytes start =
      codec == Codec::kH264 ? Bytes{0, 0, 1, 0x41, 0x9a} : Bytes{0x30};
  std::copy(start.begin(), start.end(), frame.begin());
  return frame;
}

// KeptBySealing returns how many bytes a stream keeps after a frame of `size`
// bytes, which it sealed in place, and KeptByForgedFrames after forged frames,
// which it opened in place.
size_t KeptBySealing(const Profile& profile, Codec codec, size_t size) {
  TestPair pair({.profile = profile});
  const size_t before = HeapInUse();
  {
    Bytes frame = FrameOf(codec, size);
    frame.resize(pair.send->MaxSealedSize(size));
    const FrameStatus status =
        pair.send
            ->Seal({.codec = codec, .ssrc = 1},
                   absl::MakeSpan(frame).first(size), absl::MakeSpan(frame))
            .status;
    EXPECT_TRUE(
        status == FrameStatus::kOk ||
        (codec == Codec::kAv1 && status == FrameStatus::kUnsupportedCodec));
  }
  return HeapInUse() - before;
}

size_t KeptByForgedFrames(const Profile& profile, Codec codec, size_t size) {
  TestPair pair({.profile = profile});
  const FrameInfo info = {.codec = codec, .ssrc = 1};
  Bytes forged(pair.send->MaxSealedSize(size));
  const FrameResult sealed =
      pair.send->Seal(info, FrameOf(codec, size), absl::MakeSpan(forged));
  if (codec == Codec::kAv1 && sealed.status == FrameStatus::kUnsupportedCodec) {
    return 0;
  }
  EXPECT_EQ(sealed.status, FrameStatus::kOk);
  forged.resize(sealed.size);
  forged[1000] ^= 1;
  const size_t before = HeapInUse();
  for (int i = 0; i < 3; ++i) {
    Bytes in_place = forged;
    EXPECT_EQ(
        pair.receive->Open(info, in_place, absl::MakeSpan(in_place)).status,
        FrameStatus::kNotAuthentic);
  }
  return HeapInUse() - before;
}

constexpr size_t kOther = 64 << 10;  // For example, partly used pages.
constexpr size_t kLargeSize = 2 * kMaxKeptScratch;

Profile AllowingAv1(const std::string& name) {
  NamedProfileOptions options;
  options.livekit.allow_av1 = true;
  options.videosdk.allow_av1 = true;
  return NamedProfile(name, options).value();
}

// Untrimmed is a format that keeps all memory.
class Untrimmed final : public FrameFormat {
 public:
  explicit Untrimmed(std::unique_ptr<FrameFormat> format)
      : format_(std::move(format)) {}

  FrameResult Seal(const FrameInfo& info, SealingKey& key,
                   absl::Span<const uint8_t> frame,
                   absl::Span<uint8_t> out) override {
    return format_->Seal(info, key, frame, out);
  }
  FrameResult Open(const FrameInfo& info, StreamKeys& keys,
                   absl::Span<const uint8_t> frame,
                   absl::Span<uint8_t> out) override {
    return format_->Open(info, keys, frame, out);
  }
  std::optional<uint64_t> KidOf(
      const FrameInfo& info, absl::Span<const uint8_t> frame) const override {
    return format_->KidOf(info, frame);
  }
  size_t MaxSealedSize(size_t frame_size) const override {
    return format_->MaxSealedSize(frame_size);
  }
  size_t MaxOpenedSize(size_t sealed_size) const override {
    return format_->MaxOpenedSize(sealed_size);
  }

 private:
  const std::unique_ptr<FrameFormat> format_;
};

TEST(ScratchTest, TheLargestForgedFramesNeedNoMoreThanTheCap) {
  for (const char* const name : {"livekit", "dave"}) {
    Profile profile = AllowingAv1(name);
    profile.new_format = [trimmed = profile.new_format] {
      return std::make_unique<Untrimmed>(trimmed());
    };
    const size_t needed =
        KeptByForgedFrames(profile, Codec::kAv1, kMaxFrameSize);
    EXPECT_LE(needed, kMaxStreamScratch + kOther) << name;
    EXPECT_GE(needed, kMaxStreamScratch) << name;
  }
}

constexpr size_t kMost = 2 * kMaxKeptScratch + kOther;

TEST(ScratchTest, LargeFramesLeaveNoMoreThanAStreamMayKeep) {
  for (const std::string& name : Names()) {
    const Profile profile = AllowingAv1(name);
    for (const Codec codec : {Codec::kVp8, Codec::kH264, Codec::kAv1}) {
      SCOPED_TRACE(name + " " + std::to_string(static_cast<int>(codec)));
      // The first is sealed to `kLargeFrame` in livekit's AV1.
      for (const size_t size :
           {kLargeFrame - 30, kLargeFrame + 1, kLargeSize}) {
        EXPECT_LE(KeptBySealing(profile, codec, size), kMost) << size;
        EXPECT_LE(KeptByForgedFrames(profile, codec, size), kMost) << size;
      }
    }
  }
}

TEST(ScratchTest, ALargeHeldFrameLeavesNoMoreThanAStreamMayKeep) {
  TestPair pair({.profile = AllowingAv1("livekit")},
                {.hold = {.max_frames = 1,
                          .max_bytes = 2 * kLargeSize,
                          .max_age = absl::Minutes(10)}});
  MustBeOk(pair.alice.keys().SetKey("alice", 1, TestKey(1)));
  MustBeOk(pair.alice.keys().Activate("alice", 1));
  FrameInfo info = {.codec = Codec::kAv1, .ssrc = 1};
  const Bytes sealed =
      SealTo(*pair.send, FrameOf(Codec::kAv1, kLargeSize), info);
  EXPECT_EQ(OpenFrom(*pair.receive, sealed, info).status, FrameStatus::kHeld);
  pair.bob.Hear("alice", 1);
  Bytes out(pair.receive->next_held_size());
  const size_t before = HeapInUse();
  EXPECT_EQ(pair.receive->OpenHeld(&info, absl::MakeSpan(out)).status,
            FrameStatus::kOk);
  EXPECT_LE(HeapInUse(), before + kMost);
}

struct StepsCase {
  std::string name;
  Profile profile;
  uint64_t steps;
  FrameStatus past;
};
void PrintTo(const StepsCase& steps, std::ostream* os) { *os << steps.name; }

std::vector<StepsCase> StepsCases() {
  NamedProfileOptions wide;
  wide.sframe.ratchet_bits = 8;
  wide.livekit.ratchet_window_size = kMaxRatchetWindow;
  return {{"sframe", NamedProfile("sframe", wide).value(), kMaxStepsAhead,
           FrameStatus::kMissingKey},
          {"livekit", NamedProfile("livekit").value(),
           LiveKitOptions().ratchet_window_size, FrameStatus::kNotAuthentic},
          {"livekit_widest", NamedProfile("livekit", wide).value(),
           kMaxRatchetWindow, FrameStatus::kNotAuthentic},
          {"jframe", NamedProfile("jframe").value(), kJFrameRatchetWindow,
           FrameStatus::kNotAuthentic}};
}

class StepsAheadTest : public ::testing::TestWithParam<StepsCase> {};

INSTANTIATE_TEST_SUITE_P(Profiles, StepsAheadTest,
                         ::testing::ValuesIn(StepsCases()),
                         [](const auto& test) { return test.param.name; });

TEST_P(StepsAheadTest, FramesOpenSoManyRatchetStepsAheadAndNoFurther) {
  for (const bool is_past : {false, true}) {
    TestPair pair({.profile = GetParam().profile});
    const size_t keys = pair.bob.keys()
                            .OpeningKeyringOf("alice")
                            .value()
                            ->State()
                            .opening.size();
    EXPECT_EQ(keys, 1 + GetParam().steps);
    for (uint64_t step = 0; step < GetParam().steps + (is_past ? 1 : 0);
         ++step) {
      MustBeOk(pair.alice.keys().Ratchet("alice"));
    }
    EXPECT_EQ(
        OpenFrom(*pair.receive, SealTo(*pair.send, TestFrame(50), kVp8), kVp8)
            .status,
        is_past ? GetParam().past : FrameStatus::kOk);
  }
}

// PassesTest counts the cipher passes of frames that do not open. Keyrings have
// the largest size.
class PassesTest : public ::testing::Test {
  const FakeClock clock_;  // Stands still, so that no key expires.

 protected:
  explicit PassesTest(const Profile& profile)
      : senders_(NewProvider(profile)), receivers_(NewProvider(profile)) {
    MustBeOk(senders_->AddLocalParticipant("alice"));
    MustBeOk(receivers_->AddRemoteParticipant("alice"));
    const SessionOptions options = {.e2ee_enabled = true, .allow_no_key = true};
    sending_ = Session::Create(senders_, options).value();
    receiving_ = Session::Create(receivers_, options).value();
    send_ = sending_->NewSendTransform({.participant = "alice"}).value();
    receive_ =
        receiving_->NewReceiveTransform({.participant = "alice"}).value();
  }

  void SetKey(uint64_t index) {
    MustBeOk(senders_->SetKey("alice", index, TestKey(index)));
    MustBeOk(receivers_->SetKey("alice", index, TestKey(index)));
  }

  Bytes Seal(const Bytes& frame) {
    info_.rtp_timestamp += 3000;
    return SealTo(*send_, frame, info_);
  }

  // PassesOf returns how many cipher passes `forged` costs.
  uint64_t PassesOf(const Bytes& forged) {
    const uint64_t before = TotalCipherWork().passes;
    EXPECT_EQ(OpenFrom(*receive_, forged, info_).status,
              FrameStatus::kNotAuthentic);
    return TotalCipherWork().passes - before;
  }

  // What depacketizers put in front of pictures of H.264.
  const Bytes sets_ = {0, 0, 0, 1, 0x67, 0x42, 0xc0, 0x0d,
                       0, 0, 0, 1, 0x68, 0xce, 0x3c, 0x80};
  const std::shared_ptr<KeyProvider> senders_;
  const std::shared_ptr<KeyProvider> receivers_;
  std::unique_ptr<Session> sending_;
  std::unique_ptr<Session> receiving_;
  std::unique_ptr<SendTransform> send_;
  std::unique_ptr<ReceiveTransform> receive_;
  FrameInfo info_ = {.codec = Codec::kH264, .ssrc = 1};

 private:
  std::shared_ptr<KeyProvider> NewProvider(const Profile& profile) const {
    return KeyProvider::Create(
               profile,
               {.max_keys_per_participant = kMaxKeysLimit, .clock = &clock_})
        .value();
  }
};

Bytes Picture() {
  Bytes frame = {0, 0, 0, 1, 0x65, 0xb8};
  frame.resize(200, 0x55);
  return frame;
}

// The receiver has as many keys as it can use, behind and ahead of the sender,
// under the two ring indexes that the end of a frame can mean.
class RingPassesTest : public PassesTest {
 protected:
  static constexpr uint64_t kOtherIndex = 12;  // Also the size of an IV.

  RingPassesTest()
      : PassesTest(LiveKitProfile({.ratchet_window_size = kMaxRatchetWindow})
                       .value()) {
    for (const uint64_t index : {uint64_t{0}, kOtherIndex}) {
      SetKey(index);
      MustBeOk(senders_->Activate("alice", index));
      for (uint64_t step = 0; step <= kMaxRatchetWindow; ++step) {
        if (step != 0) {
          MustBeOk(senders_->Ratchet("alice"));
        }
        EXPECT_EQ(OpenFrom(*receive_, Seal(Picture()), info_).status,
                  FrameStatus::kOk);
        receiving_->Poll();
      }
    }
  }
};

TEST_F(RingPassesTest, AForgedFrameCostsAsManyAsItHasReadingsAndKeys) {
  constexpr uint64_t kOneReading = 2 * kMaxRatchetWindow + 1;
  static_assert(kOneReading < kMaxCandidateTries);
  Bytes forged = Seal(Picture());
  ASSERT_EQ(forged.back(), kOtherIndex);
  forged[100] ^= 1;
  forged.insert(forged.begin(), sets_.begin(), sets_.end());
  EXPECT_EQ(PassesOf(forged), kMaxRingReadings / 2 * kOneReading);
  for (int copies = 2; copies < 4; ++copies) {
    forged.insert(forged.begin(), sets_.begin(), sets_.end());
    EXPECT_EQ(PassesOf(forged), kMaxRingReadings * kOneReading);
  }
}

class DavePassesTest : public PassesTest {
 protected:
  DavePassesTest() : PassesTest(DaveProfile()) {}
};

TEST_F(DavePassesTest, AForgedFrameCostsAsManyAsItHasReadingsAndKeys) {
  for (uint64_t keys = 1; keys <= kMaxDaveTries + 1; ++keys) {
    SetKey(keys);
    MustBeOk(senders_->Activate("alice", keys));
    Bytes forged = Seal(Picture());
    forged[100] ^= 1;
    forged.insert(forged.begin(), sets_.begin(), sets_.end());
    const auto tries = std::min<uint64_t>(keys, kMaxDaveTries);
    EXPECT_EQ(PassesOf(forged), tries);
    for (int copies = 2; copies < 4; ++copies) {
      forged.insert(forged.begin(), sets_.begin(), sets_.end());
      EXPECT_EQ(PassesOf(forged), kMaxDaveReadings * tries);
    }
  }
}

// ExpectOnePass checks that the ciphers read `frame` once.
void ExpectOnePass(ReceiveTransform& receive, const Bytes& frame,
                   const FrameInfo& info) {
  const CipherWork before = TotalCipherWork();
  OpenFrom(receive, frame, info);
  const CipherWork after = TotalCipherWork();
  EXPECT_EQ(after.passes - before.passes, 1u);
  // The inner hash of an HMAC, nonces and sizes are read, too.
  EXPECT_LE(after.bytes - before.bytes, frame.size() + 128);
}

// In these profiles a frame names its key and counter.
class NamedKeyTest : public ::testing::TestWithParam<std::string> {};

INSTANTIATE_TEST_SUITE_P(Profiles, NamedKeyTest,
                         ::testing::Values("sframe", "getstream"),
                         [](const auto& test) { return test.param; });

TEST_P(NamedKeyTest, AFrameCostsOnePassAndAReplayNone) {
  TestPair pair({.profile = NamedProfile(GetParam()).value()});
  const Bytes good = SealTo(*pair.send, TestFrame(1000), kVp8);
  Bytes forged = SealTo(*pair.send, TestFrame(1000), kVp8);
  forged[500] ^= 1;
  ExpectOnePass(*pair.receive, good, kVp8);
  ExpectOnePass(*pair.receive, forged, kVp8);
  const uint64_t before = TotalCipherWork().passes;
  EXPECT_EQ(OpenFrom(*pair.receive, good, kVp8).status, FrameStatus::kReplayed);
  EXPECT_EQ(TotalCipherWork().passes, before);
}

TEST_P(FrameSizeTest, AFrameWithoutItsKeyCostsNoPass) {
  const Profile profile = NamedProfile(GetParam()).value();
  TestPair pair({.profile = profile});
  const Bytes good = SealTo(*pair.send, TestFrame(1000), kVp8);
  MustBeOk(pair.bob.keys().Retire("alice", 0, absl::ZeroDuration()));
  pair.bob.session().Poll();
  const uint64_t before = TotalCipherWork().passes;
  EXPECT_EQ(OpenFrom(*pair.receive, good, kVp8).status,
            FrameStatus::kMissingKey);
  EXPECT_EQ(TotalCipherWork().passes, before);
}

}  // namespace
}  // namespace sealframe
