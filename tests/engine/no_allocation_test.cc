// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Tests that the frame path does not allocate, whether or not a frame succeeds.
//
// The one exception is BoringSSL's per-thread error queue, allocated when the
// first AES-GCM frame fails to open on a thread. The fixtures trigger that
// first.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/tests/engine/testing/ring_call.h"
#include "sealframe/tests/testing/counting_allocator.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {
namespace {

class NoAllocationTest : public testing::TestWithParam<CipherSuiteInfo> {
 protected:
  NoAllocationTest() {
    Bytes altered = SealTo(*pair_.send, TestFrame(9));
    altered.back() ^= 1;
    OpenFrom(*pair_.receive, altered);
  }

  // Seal seals `frame` and expects `status` and no allocation.
  void Seal(FrameStatus status, absl::Span<const uint8_t> frame,
            const FrameInfo& info = {}) {
    FrameResult result;
    EXPECT_EQ(CountAllocations([&] {
                result = pair_.send->Seal(info, frame, absl::MakeSpan(out_));
              }),
              0u);
    EXPECT_EQ(result.status, status) << FrameStatusName(result.status);
  }

  void Open(FrameStatus status, absl::Span<const uint8_t> sealed,
            const FrameInfo& info = {}) {
    FrameResult result;
    EXPECT_EQ(CountAllocations([&] {
                result =
                    pair_.receive->Open(info, sealed, absl::MakeSpan(out_));
              }),
              0u);
    EXPECT_EQ(result.status, status) << FrameStatusName(result.status);
  }

  void OpenHeld(FrameStatus status) {
    FrameInfo info;
    FrameResult result;
    EXPECT_EQ(CountAllocations([&] {
                result = pair_.receive->OpenHeld(&info, absl::MakeSpan(out_));
              }),
              0u);
    EXPECT_EQ(result.status, status) << FrameStatusName(result.status);
  }

  // Rotate gives both ends key `index` and activates it for alice.
  void Rotate(uint64_t index) {
    pair_.bob.Hear("alice", index);
    MustBeOk(pair_.alice.keys().SetKey("alice", index, TestKey(index)));
    MustBeOk(pair_.alice.keys().Activate("alice", index));
  }

  FakeClock clock_;
  TestPair pair_{
      {.suite = GetParam().suite, .ratchet_bits = 3, .clock = &clock_},
      {.hold = {
           .max_frames = 4, .max_bytes = 10000, .max_age = absl::Seconds(1)}}};
  Bytes out_ = Bytes(20000);
};

INSTANTIATE_TEST_SUITE_P(Suites, NoAllocationTest,
                         testing::ValuesIn(AllCipherSuites()),
                         [](const auto& test) {
                           return std::string(test.param.name);
                         });

TEST_P(NoAllocationTest, SealAndOpenDoNotAllocate) {
  const Bytes metadata = TestFrame(100);
  for (const size_t size : {0u, 1u, 20u, 1200u, 10000u}) {
    const Bytes frame = TestFrame(size);
    const FrameInfo info = {.metadata = metadata};
    const Bytes sealed = SealTo(*pair_.send, frame, info);
    Seal(FrameStatus::kOk, frame, info);
    Open(FrameStatus::kOk, sealed, info);
    Open(FrameStatus::kReplayed, sealed, info);
  }
  Open(FrameStatus::kPassedThrough, {});
}

TEST_P(NoAllocationTest, AFailedSealOrOpenDoesNotAllocate) {
  Bytes altered = SealTo(*pair_.send, TestFrame(50));
  altered.back() ^= 1;
  Open(FrameStatus::kNotAuthentic, altered);
  Open(FrameStatus::kMalformed, Bytes{0x80, 0x07});
  const Bytes metadata(kMaxMetadataSize + 1);
  Seal(FrameStatus::kMetadataTooLarge, {}, {.metadata = metadata});
  Seal(FrameStatus::kBufferTooSmall, Bytes(20000));
  Seal(FrameStatus::kBuffersOverlap, absl::MakeSpan(out_).subspan(1, 10));
  pair_.alice.session().SetE2eeEnabled(false);
  Seal(FrameStatus::kPassedThrough, Bytes(10));
  pair_.alice.session().SetE2eeEnabled(true);
  MustBeOk(pair_.alice.keys().RemoveParticipant("alice"));
  Seal(FrameStatus::kMissingKey, Bytes(10));
}

TEST_P(NoAllocationTest, HoldingAndOpeningHeldFramesDoNotAllocate) {
  MustBeOk(pair_.alice.keys().SetKey("alice", 9, TestKey(9)));
  MustBeOk(pair_.alice.keys().Activate("alice", 9));
  for (int i = 0; i < 6; ++i) {
    const Bytes sealed = SealTo(*pair_.send, TestFrame(100));
    Open(FrameStatus::kHeld, sealed);
  }
  OpenHeld(FrameStatus::kNoFrame);
  pair_.bob.Hear("alice", 9);
  Open(FrameStatus::kHoldExpired, SealTo(*pair_.send, TestFrame(100)));
  OpenHeld(FrameStatus::kOk);
  Open(FrameStatus::kHeld, SealTo(*pair_.send, TestFrame(100)));
  for (int i = 0; i < 3; ++i) {
    OpenHeld(FrameStatus::kOk);
  }
  clock_.Advance(absl::Seconds(2));
  OpenHeld(FrameStatus::kNoFrame);
}

TEST_P(NoAllocationTest, PickingUpChangedKeysDoesNotAllocate) {
  for (uint64_t index = 1; index < 8; ++index) {
    Rotate(index);
    Seal(FrameStatus::kOk, Bytes(10));
    Open(FrameStatus::kOk, SealTo(*pair_.send, TestFrame(100)));
    MustBeOk(pair_.alice.keys().Ratchet("alice"));
    Seal(FrameStatus::kOk, Bytes(10));
    Open(FrameStatus::kOk, SealTo(*pair_.send, TestFrame(100)));
    MustBeOk(pair_.bob.keys().Retire("alice", index, absl::ZeroDuration()));
    pair_.bob.session().Poll();
    Open(FrameStatus::kHeld, SealTo(*pair_.send, TestFrame(100)));
    clock_.Advance(absl::Seconds(2));  // Each key id needs room of its own.
  }
}

class RingNoAllocationTest : public testing::TestWithParam<RingCase> {
 protected:
  RingNoAllocationTest() {
    Bytes altered = SealTo(*pair_.send, GetParam().frame, info_);
    altered[altered.size() - 20] ^= 1;
    OpenFrom(*pair_.receive, altered, info_);
    EXPECT_LE(altered.size(), out_.size());
  }

  void Open(FrameStatus status, absl::Span<const uint8_t> sealed) {
    FrameResult result;
    EXPECT_EQ(CountAllocations([&] {
                result =
                    pair_.receive->Open(info_, sealed, absl::MakeSpan(out_));
              }),
              0u);
    EXPECT_EQ(result.status, status) << FrameStatusName(result.status);
  }

  TestPair pair_{{.profile = GetParam().profile}};
  const FrameInfo info_ = GetParam().info;
  Bytes out_ = Bytes(500);
};

INSTANTIATE_TEST_SUITE_P(Frames, RingNoAllocationTest,
                         testing::ValuesIn(RingCases()),
                         [](const auto& test) { return test.param.name; });

TEST_P(RingNoAllocationTest, SealAndOpenDoNotAllocateForAnyStatus) {
  for (uint32_t i = 0; i < 200; ++i) {
    FrameInfo info = info_;
    info.ssrc += i;  // Exceeds the number of replay windows.
    FrameResult result;
    Bytes sealed(500);
    EXPECT_EQ(CountAllocations([&] {
                result = pair_.send->Seal(info, GetParam().frame,
                                          absl::MakeSpan(sealed));
              }),
              0u);
    ASSERT_EQ(result.status, FrameStatus::kOk);
    sealed.resize(result.size);
    Bytes altered = sealed;
    altered[altered.size() - 20] ^= 1;
    Open(FrameStatus::kNotAuthentic, altered);
    Open(FrameStatus::kOk, sealed);
    Open(FrameStatus::kReplayed, sealed);
    altered.back() = 9;
    Open(FrameStatus::kMissingKey, altered);
    Open(FrameStatus::kPassedThrough, {});
  }
}

TEST_P(RingNoAllocationTest, OnlyTheFirstFrameInPlaceMayAllocate) {
  for (int i = 0; i < 3; ++i) {
    Bytes buffer = GetParam().frame;
    const size_t size = buffer.size();
    buffer.resize(500);
    FrameResult result;
    const size_t sealing = CountAllocations([&] {
      result = pair_.send->Seal(info_, absl::MakeConstSpan(buffer).first(size),
                                absl::MakeSpan(buffer));
    });
    ASSERT_EQ(result.status, FrameStatus::kOk);
    const size_t opening = CountAllocations([&] {
      result = pair_.receive->Open(
          info_, absl::MakeConstSpan(buffer).first(result.size),
          absl::MakeSpan(buffer));
    });
    ASSERT_EQ(result.status, FrameStatus::kOk);
    EXPECT_LE(sealing, i == 0 ? 1u : 0u);
    EXPECT_LE(opening, i == 0 ? 1u : 0u);
  }
}

}  // namespace
}  // namespace sealframe
