// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/detect_profile.h"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/testing/test_call.h"

namespace sealframe {
namespace {

// In the order of trial.
constexpr absl::string_view kProfiles[] = {"getstream", "dave",   "livekit",
                                           "videosdk",  "jframe", "sframe"};
constexpr size_t kDave = 1;
constexpr size_t kVideoSdk = 3;
constexpr size_t kSFrame = 5;

constexpr FrameInfo kVp8 = {.codec = Codec::kVp8};

// A receiver that does not know the profile of "alice".
class ProfileDetectorTest : public testing::Test {
 protected:
  ProfileDetectorTest() {
    std::vector<ProfileCandidate> candidates;
    for (const absl::string_view name : kProfiles) {
      pairs_.push_back(std::make_unique<TestPair>(
          TestEndOptions{.profile = NamedProfile(name).value()}));
      candidates.push_back(
          {std::string(name), std::move(pairs_.back()->receive)});
    }
    detector_ = std::make_unique<ProfileDetector>(std::move(candidates));
  }

  Bytes Seal(size_t profile, const Bytes& frame) {
    return SealTo(*pairs_[profile]->send, frame, kVp8);
  }

  // Open returns the result's status, and leaves the opened frame in `out_`.
  FrameStatus Open(absl::Span<const uint8_t> sealed) {
    out_.assign(detector_->MaxOpenedSize(sealed.size()), 0xcc);
    const FrameResult result =
        detector_->Open(kVp8, sealed, absl::MakeSpan(out_));
    if (!CameOut(result.status)) {
      EXPECT_EQ(result.size, 0u);
      EXPECT_EQ(out_, Bytes(out_.size()));
    }
    out_.resize(result.size);
    return result.status;
  }

  std::vector<std::unique_ptr<TestPair>> pairs_;
  std::unique_ptr<ProfileDetector> detector_;
  Bytes out_;
};

TEST_F(ProfileDetectorTest, TheFirstOpenedFrameDecides) {
  const Bytes frame = TestFrame(100);
  ASSERT_EQ(detector_->detected(), nullptr);
  EXPECT_EQ(Open(Seal(kVideoSdk, frame)), FrameStatus::kOk);
  EXPECT_EQ(out_, frame);
  ASSERT_NE(detector_->detected(), nullptr);
  EXPECT_EQ(detector_->detected()->profile, "videosdk");
  // From then on the others are not tried.
  EXPECT_EQ(Open(Seal(kDave, frame)), FrameStatus::kMalformed);
  EXPECT_EQ(Open(Seal(kVideoSdk, frame)), FrameStatus::kOk);
  EXPECT_EQ(out_, frame);
}

class EveryProfileTest : public ProfileDetectorTest,
                         public testing::WithParamInterface<size_t> {};

TEST_P(EveryProfileTest, IsDetectedByAnOpenedFrame) {
  const Bytes frame = TestFrame(100);
  EXPECT_EQ(Open(Seal(GetParam(), frame)), FrameStatus::kOk);
  EXPECT_EQ(out_, frame);
  ASSERT_NE(detector_->detected(), nullptr);
  EXPECT_EQ(detector_->detected()->profile, kProfiles[GetParam()]);
}

INSTANTIATE_TEST_SUITE_P(All, EveryProfileTest,
                         testing::Range(size_t{0}, std::size(kProfiles)));

TEST_F(ProfileDetectorTest, AFrameThatDoesNotOpenDecidesNothing) {
  for (size_t profile = 0; profile < std::size(kProfiles); ++profile) {
    const Bytes good = Seal(profile, TestFrame(60));
    for (size_t i = 0; i < good.size(); ++i) {
      Bytes forged = good;
      forged[i] ^= 0x01;
      EXPECT_NE(Open(forged), FrameStatus::kOk);
      EXPECT_EQ(detector_->detected(), nullptr);
    }
  }
  const Bytes good = Seal(kSFrame, TestFrame(60));
  EXPECT_EQ(Open(good), FrameStatus::kOk);
  EXPECT_EQ(detector_->detected()->profile, "sframe");
  EXPECT_EQ(Open(good), FrameStatus::kReplayed);
}

TEST_F(ProfileDetectorTest, TheResultIsThatOfTheNearestAttempt) {
  EXPECT_EQ(Open(Bytes{0x80}), FrameStatus::kMalformed);
  // A KID that no candidate has; then one that only SFrame has.
  EXPECT_EQ(Open(Bytes(40, 0x70)), FrameStatus::kMissingKey);
  EXPECT_EQ(Open(Bytes(40)), FrameStatus::kNotAuthentic);
}

TEST_F(ProfileDetectorTest, AFrameThatPassesDecidesNothing) {
  EXPECT_EQ(Open({}), FrameStatus::kPassedThrough);
  EXPECT_EQ(detector_->detected(), nullptr);
}

TEST_F(ProfileDetectorTest, NeverOpensInPlace) {
  Bytes sealed = Seal(kDave, TestFrame(50));
  const Bytes before = sealed;
  EXPECT_EQ(detector_->Open({}, sealed, absl::MakeSpan(sealed)).status,
            FrameStatus::kBuffersOverlap);
  EXPECT_EQ(sealed, before);
  EXPECT_EQ(Open(sealed), FrameStatus::kOk);
}

TEST_F(ProfileDetectorTest, WithoutCandidatesNothingOpens) {
  ProfileDetector none({});
  Bytes out(10);
  EXPECT_EQ(none.Open({}, Bytes(20), absl::MakeSpan(out)).status,
            FrameStatus::kMalformed);
  EXPECT_EQ(none.MaxOpenedSize(20), 0u);
}

}  // namespace
}  // namespace sealframe
