// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Profile detection through the C interface.

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;
using DetectorHandle = UniquePtr<sealframe_profile_detector>;

constexpr size_t kKeySize = 16;  // Every profile takes this size.

// The order in which the profiles are tried.
const char* const kProfiles[] = {"dave", "livekit", "jframe", "sframe"};
constexpr size_t kNumProfiles = std::size(kProfiles);
constexpr size_t kLiveKit = 1;
constexpr size_t kSFrame = 3;

sealframe_stream_config Microphone() {
  auto config = Config();
  config.media = SEALFRAME_AUDIO;
  return config;
}

// Bob has a session for each profile, and does not know which one Alice uses.
class ProfileDetectorTest : public ::testing::Test {
 protected:
  ProfileDetectorTest() {
    info_.codec = SEALFRAME_CODEC_OPUS;
    info_.ssrc = 7;
    for (const char* const profile : kProfiles) {
      ends_.push_back(BobsEnd(Options(profile), kKeySize));
      sessions_.push_back(ends_.back().session.get());
    }
    const sealframe_stream_config config = Microphone();
    EXPECT_EQ(
        sealframe_profile_detector_create(sessions_.data(), sessions_.size(),
                                          &config, Out(&detector_), nullptr),
        SEALFRAME_OK);
  }

  // Seal returns a frame of one of the profiles.
  Bytes Seal(size_t profile, const Bytes& frame) {
    const End alice = AlicesEnd(Options(kProfiles[profile]), kKeySize);
    return sealframe::Seal(NewSender(alice.session.get(), Microphone()), frame,
                           &info_)
        .frame;
  }

  Done Open(const Bytes& sealed) {
    Bytes out(sealframe_profile_detector_max_opened_size(detector_.get(),
                                                         sealed.size()),
              7);
    auto result = Defaults<sealframe_frame_result>();
    const sealframe_frame_status status = sealframe_profile_detector_open(
        detector_.get(), &info_, sealed.data(), sealed.size(), out.data(),
        out.size(), &result);
    out.resize(result.size);
    return {.status = status, .frame = out, .kid = result.kid};
  }

  uint64_t FramesIn(size_t profile) const {
    auto stats = Defaults<sealframe_stream_stats>();
    EXPECT_EQ(
        sealframe_profile_detector_get_stats(detector_.get(), profile, &stats),
        SEALFRAME_OK);
    return stats.frames_in;
  }

  sealframe_frame_info info_ = Defaults<sealframe_frame_info>();
  std::vector<End> ends_;
  std::vector<sealframe_session*> sessions_;
  DetectorHandle detector_;
};

TEST_F(ProfileDetectorTest, FirstFrameThatOpensDecides) {
  for (size_t profile = 0; profile < kNumProfiles; ++profile) {
    SCOPED_TRACE(kProfiles[profile]);
    const sealframe_stream_config config = Microphone();
    ASSERT_EQ(
        sealframe_profile_detector_create(sessions_.data(), sessions_.size(),
                                          &config, Out(&detector_), nullptr),
        SEALFRAME_OK);
    size_t detected = 9;
    EXPECT_EQ(sealframe_profile_detector_detected(detector_.get(), &detected),
              SEALFRAME_NOT_FOUND);
    EXPECT_EQ(detected, 0u);
    const Bytes frame(40, 6);
    const Done opened = Open(Seal(profile, frame));
    EXPECT_EQ(opened.status, SEALFRAME_FRAME_OK);
    EXPECT_EQ(opened.frame, frame);
    EXPECT_EQ(sealframe_profile_detector_detected(detector_.get(), &detected),
              SEALFRAME_OK);
    EXPECT_EQ(detected, profile);
  }
}

TEST_F(ProfileDetectorTest, OtherProfilesAreNotTriedOnceDetected) {
  const Bytes frame(40, 6);
  ASSERT_EQ(Open(Seal(kLiveKit, frame)).status, SEALFRAME_FRAME_OK);
  const uint64_t tried = FramesIn(kSFrame);
  EXPECT_NE(Open(Seal(kSFrame, frame)).status, SEALFRAME_FRAME_OK);
  EXPECT_EQ(FramesIn(kSFrame), tried);
  EXPECT_EQ(FramesIn(kLiveKit), 2u);
}

TEST_F(ProfileDetectorTest, HostileFramesDecideNothing) {
  const Bytes sealed = Seal(kLiveKit, Bytes(40, 6));
  for (size_t i = 0; i < sealed.size(); ++i) {
    Bytes flipped = sealed;
    flipped[i] ^= 0x40;
    EXPECT_TRUE(Open(flipped).frame.empty());
    EXPECT_NE(Open(Bytes(sealed.data(), sealed.data() + i)).status,
              SEALFRAME_FRAME_OK);
  }
  size_t detected = 0;
  EXPECT_EQ(sealframe_profile_detector_detected(detector_.get(), &detected),
            SEALFRAME_NOT_FOUND);
  EXPECT_EQ(Open(sealed).status, SEALFRAME_FRAME_OK);
}

TEST_F(ProfileDetectorTest, OpeningInPlaceIsRefused) {
  Bytes sealed = Seal(kLiveKit, Bytes(40, 6));
  const Bytes before = sealed;
  auto result = Defaults<sealframe_frame_result>();
  EXPECT_EQ(sealframe_profile_detector_open(
                detector_.get(), &info_, sealed.data(), sealed.size(),
                sealed.data(), sealed.size(), &result),
            SEALFRAME_FRAME_BUFFERS_OVERLAP);
  EXPECT_EQ(sealed, before);
}

TEST_F(ProfileDetectorTest, ShortBufferIsZeroedAndDecidesNothing) {
  const Bytes sealed = Seal(kLiveKit, Bytes(40, 6));
  Bytes out(39, 7);
  auto result = Defaults<sealframe_frame_result>();
  EXPECT_NE(sealframe_profile_detector_open(detector_.get(), &info_,
                                            sealed.data(), sealed.size(),
                                            out.data(), out.size(), &result),
            SEALFRAME_FRAME_OK);
  EXPECT_EQ(result.size, 0u);
  EXPECT_EQ(out, Bytes(39, 0));
  EXPECT_EQ(Open(sealed).status, SEALFRAME_FRAME_OK);
}

TEST_F(ProfileDetectorTest, SessionsAndProvidersMayBeDestroyedFirst) {
  const Bytes sealed = Seal(kLiveKit, Bytes(40, 6));
  ends_.clear();
  EXPECT_EQ(Open(sealed).status, SEALFRAME_FRAME_OK);
}

TEST_F(ProfileDetectorTest, InvalidConfigurationsAreRefused) {
  auto holds = Microphone();
  holds.hold_max_frames = 1;
  auto error = Defaults<sealframe_error>();
  EXPECT_EQ(
      sealframe_profile_detector_create(sessions_.data(), sessions_.size(),
                                        &holds, Out(&detector_), &error),
      SEALFRAME_INVALID_ARGUMENT);
  EXPECT_STREQ(error.message,
               "config->hold_max_frames must be 0: a detector holds no frames");
  const sealframe_stream_config config = Microphone();
  EXPECT_EQ(sealframe_profile_detector_create(sessions_.data(), 0, &config,
                                              Out(&detector_), nullptr),
            SEALFRAME_INVALID_ARGUMENT);
  sessions_[2] = nullptr;
  EXPECT_EQ(
      sealframe_profile_detector_create(sessions_.data(), sessions_.size(),
                                        &config, Out(&detector_), &error),
      SEALFRAME_INVALID_ARGUMENT);
  EXPECT_STREQ(error.message, "sessions[2] is NULL");
  EXPECT_EQ(detector_, nullptr);
}

TEST_F(ProfileDetectorTest, StatisticsPastTheLastProfileAreNotFound) {
  auto stats = Defaults<sealframe_stream_stats>();
  stats.frames_in = 5;
  EXPECT_EQ(sealframe_profile_detector_get_stats(detector_.get(), kNumProfiles,
                                                 &stats),
            SEALFRAME_NOT_FOUND);
  EXPECT_EQ(stats.frames_in, 0u);
}

}  // namespace
}  // namespace sealframe
