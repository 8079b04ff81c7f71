// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/stream_event.h"

#include <cstddef>
#include <optional>
#include <set>
#include <string>

#include "gtest/gtest.h"
#include "sealframe/frame/frame_status.h"

namespace sealframe {
namespace {

TEST(StreamEventTest, EachStateAndKindHasADistinctName) {
  std::set<std::string> names;
  for (size_t i = 0; i < kStreamStateCount; ++i) {
    names.emplace(StreamStateName(static_cast<StreamState>(i)));
  }
  EXPECT_EQ(names.size(), kStreamStateCount);
  for (const EventKind kind :
       {EventKind::kStreamState, EventKind::kKeyNearLimit,
        EventKind::kKeyLimitReached, EventKind::kReservationFailed}) {
    names.emplace(EventKindName(kind));
  }
  EXPECT_EQ(names.size(), kStreamStateCount + 4);
  EXPECT_EQ(names.count("unknown"), 0u);
  EXPECT_EQ(StreamStateName(static_cast<StreamState>(kStreamStateCount)),
            "unknown");
  EXPECT_EQ(EventKindName(static_cast<EventKind>(99)), "unknown");
}

TEST(StreamEventTest, FailedFramesMapToTheFailureOfTheirDirection) {
  for (const FrameStatus status :
       {FrameStatus::kMalformed, FrameStatus::kNotAuthentic,
        FrameStatus::kKeyExhausted, FrameStatus::kCounterNotReserved,
        FrameStatus::kFrameTooLarge, FrameStatus::kMetadataTooLarge,
        FrameStatus::kUnsupportedCodec}) {
    EXPECT_EQ(StateAfter(status, Direction::kSend),
              StreamState::kEncryptionFailed);
    EXPECT_EQ(StateAfter(status, Direction::kReceive),
              StreamState::kDecryptionFailed);
  }
}

TEST(StreamEventTest, StatusesThatDoNotAffectTheStreamKeepItsState) {
  for (const FrameStatus status :
       {FrameStatus::kPassedThrough, FrameStatus::kHeld, FrameStatus::kNoFrame,
        FrameStatus::kNotReady, FrameStatus::kReplayed,
        FrameStatus::kHoldExpired}) {
    EXPECT_EQ(StateAfter(status, Direction::kReceive), std::nullopt)
        << FrameStatusName(status);
  }
}

TEST(StreamEventTest, OtherStatusesMapToTheSameStateInBothDirections) {
  for (const Direction direction : {Direction::kSend, Direction::kReceive}) {
    EXPECT_EQ(StateAfter(FrameStatus::kOk, direction), StreamState::kOk);
    EXPECT_EQ(StateAfter(FrameStatus::kMissingKey, direction),
              StreamState::kMissingKey);
    for (const FrameStatus status :
         {FrameStatus::kBufferTooSmall, FrameStatus::kBuffersOverlap,
          FrameStatus::kInternalError}) {
      EXPECT_EQ(StateAfter(status, direction), StreamState::kInternalError);
    }
  }
}

}  // namespace
}  // namespace sealframe
