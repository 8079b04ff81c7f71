// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Tests that DAVE's frame path does not allocate once a stream has processed
// its largest frame.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <ostream>
#include <string>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/dave/dave_passthrough.h"
#include "sealframe/frame/formats/dave/dave_profile.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/tests/testing/counting_allocator.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {
namespace {

struct Kind {
  const char* name;
  Codec codec;
  Bytes part;           // The start of each part of a frame.
  bool allocates_once;  // With separate input and output buffers.
};
void PrintTo(const Kind& kind, std::ostream* os) { *os << kind.name; }

class DaveNoAllocationTest : public ::testing::TestWithParam<Kind> {
 protected:
  // BoringSSL allocates a thread's error queue when the first frame fails to
  // open on that thread.
  DaveNoAllocationTest() {
    Bytes altered = SealTo(*pair_.send, TestFrame(9));
    altered[0] ^= 1;
    OpenFrom(*pair_.receive, altered);
  }

  Bytes FrameOf(size_t part_size) const {
    Bytes frame;
    for (uint64_t i = 0; i < 3; ++i) {
      frame.insert(frame.end(), GetParam().part.begin(), GetParam().part.end());
      const Bytes data = TestFrame(part_size, i);
      frame.insert(frame.end(), data.begin(), data.end());
    }
    return frame;
  }

  // Seal seals the first `size` bytes of `in` to `out_` or, in place, to `in`.
  size_t Seal(Bytes* in, size_t size, bool in_place) {
    FrameResult result;
    allocations_ = CountAllocations([&] {
      result = pair_.send->Seal(info_, absl::MakeConstSpan(*in).first(size),
                                absl::MakeSpan(in_place ? *in : out_));
    });
    EXPECT_EQ(result.status, FrameStatus::kOk);
    return result.size;
  }

  FrameStatus Open(Bytes* in, size_t size, bool in_place) {
    FrameResult result;
    allocations_ = CountAllocations([&] {
      result = pair_.receive->Open(info_, absl::MakeConstSpan(*in).first(size),
                                   absl::MakeSpan(in_place ? *in : out_));
    });
    return result.status;
  }

  void TakeBothWays(const Bytes& frame, bool in_place, bool may_allocate) {
    Bytes buffer(20000);
    std::copy(frame.begin(), frame.end(), buffer.begin());
    const size_t size = Seal(&buffer, frame.size(), in_place);
    EXPECT_TRUE(may_allocate || allocations_ == 0);
    Bytes sealed = in_place ? buffer : out_;
    EXPECT_EQ(Open(&sealed, size, in_place), FrameStatus::kOk);
    EXPECT_TRUE(may_allocate || allocations_ == 0);
  }

  const FrameInfo info_ = {.kind = GetParam().codec == Codec::kOpus
                                       ? MediaKind::kAudio
                                       : MediaKind::kVideo,
                           .codec = GetParam().codec};
  FakeClock clock_;
  std::shared_ptr<DavePassthrough> passthrough_ =
      std::make_shared<DavePassthrough>(&clock_);
  TestPair pair_{{.profile = DaveProfile({.passthrough = passthrough_})}};
  Bytes out_ = Bytes(20000);
  size_t allocations_ = 0;
};

INSTANTIATE_TEST_SUITE_P(
    Codecs, DaveNoAllocationTest,
    ::testing::Values(Kind{"Opus", Codec::kOpus, {}, false},
                      Kind{"Vp8", Codec::kVp8, {0x11}, false},
                      Kind{"Vp9", Codec::kVp9, {}, false},
                      Kind{"H264", Codec::kH264, {0, 0, 1, 0x65, 0xb8}, true},
                      Kind{"H265", Codec::kH265, {0, 0, 1, 0x02, 0x01}, true},
                      Kind{"Av1", Codec::kAv1, {0x0a, 0x00, 0x30}, true}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(DaveNoAllocationTest, OutOfPlaceDoesNotAllocateAfterTheFirstRound) {
  for (int i = 0; i < 3; ++i) {
    for (const size_t size : {3000u, 1000u, 100u, 1u}) {
      TakeBothWays(FrameOf(size), /*in_place=*/false,
                   GetParam().allocates_once && i == 0);
    }
  }
}

TEST_P(DaveNoAllocationTest, InPlaceDoesNotAllocateAfterTheFirstRound) {
  for (int i = 0; i < 3; ++i) {
    for (const size_t size : {3000u, 1000u, 100u, 1u}) {
      TakeBothWays(FrameOf(size), /*in_place=*/true, /*may_allocate=*/i == 0);
    }
  }
}

TEST_P(DaveNoAllocationTest, AFailedOpenDoesNotAllocate) {
  Bytes frame = FrameOf(100);
  TakeBothWays(frame, /*in_place=*/false, /*may_allocate=*/true);
  Bytes buffer(20000);
  std::copy(frame.begin(), frame.end(), buffer.begin());
  const size_t size = Seal(&buffer, frame.size(), /*in_place=*/false);
  Bytes sealed(out_.begin(), out_.begin() + static_cast<int>(size));
  Bytes forged = sealed;
  forged[size / 2] ^= 1;
  EXPECT_EQ(Open(&forged, size, false), FrameStatus::kNotAuthentic);
  EXPECT_EQ(allocations_, 0u);
  EXPECT_EQ(Open(&sealed, size, false), FrameStatus::kOk);
  EXPECT_EQ(Open(&sealed, size, false), FrameStatus::kReplayed);
  EXPECT_EQ(allocations_, 0u);
  EXPECT_EQ(Open(&sealed, size - 1, false), FrameStatus::kMalformed);
  EXPECT_EQ(allocations_, 0u);
  passthrough_->AcceptPlain();
  passthrough_->StopAcceptingPlain(absl::Seconds(1));
  EXPECT_EQ(Open(&sealed, size - 1, false), FrameStatus::kPassedThrough);
  EXPECT_EQ(allocations_, 0u);
  pair_.bob.Hear("alice", 1);
  EXPECT_EQ(Open(&forged, size, false), FrameStatus::kReplayed);
  EXPECT_EQ(allocations_, 0u) << "after a second key was added";
}

}  // namespace
}  // namespace sealframe
