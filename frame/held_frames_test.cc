// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/held_frames.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <random>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

constexpr HoldOptions kSmall = {
    .max_frames = 3, .max_bytes = 10, .max_age = absl::Seconds(1)};

Bytes CopyOf(absl::Span<const uint8_t> bytes) {
  return {bytes.begin(), bytes.end()};
}

absl::Time At(int seconds) { return absl::FromUnixSeconds(seconds); }

TEST(HeldFramesTest, HoldsNothingByDefault) {
  const HeldFrames held((HoldOptions()));
  EXPECT_FALSE(held.CanHold(0, 0));
  EXPECT_EQ(held.size(), 0u);
}

TEST(HeldFramesTest, CanHoldNothingWithoutBothFramesAndBytes) {
  EXPECT_FALSE(HeldFrames({.max_frames = 4}).CanHold(0, 0));
  EXPECT_FALSE(HeldFrames({.max_bytes = 4}).CanHold(0, 0));
}

TEST(HeldFramesTest, CanHoldUpToItsBytesWithMetadata) {
  const HeldFrames held(kSmall);
  EXPECT_TRUE(held.CanHold(10, 0));
  EXPECT_TRUE(held.CanHold(4, 6));
  EXPECT_FALSE(held.CanHold(11, 0));
  EXPECT_FALSE(held.CanHold(5, 6));
}

TEST(HeldFramesTest, KeepsAllThatCameWithAFrame) {
  HeldFrames held(kSmall);
  Bytes frame = {1, 2, 3};
  Bytes metadata = {4, 5};
  const FrameInfo info = {.kind = MediaKind::kAudio,
                          .codec = Codec::kOpus,
                          .key_frame = true,
                          .ssrc = 7,
                          .rtp_timestamp = 8,
                          .metadata = metadata};
  EXPECT_EQ(held.Push(info, 9, frame, At(1)), 0u);
  frame.assign(3, 0);
  metadata.assign(2, 0);
  ASSERT_EQ(held.size(), 1u);
  const HeldFrames::Held& kept = held.Get(0);
  EXPECT_EQ(kept.kid, 9u);
  EXPECT_EQ(kept.since, At(1));
  EXPECT_EQ(CopyOf(kept.frame), Bytes({1, 2, 3}));
  EXPECT_EQ(CopyOf(kept.info.metadata), Bytes({4, 5}));
  EXPECT_EQ(kept.info.kind, MediaKind::kAudio);
  EXPECT_EQ(kept.info.codec, Codec::kOpus);
  EXPECT_TRUE(kept.info.key_frame);
  EXPECT_EQ(kept.info.ssrc, 7u);
  EXPECT_EQ(kept.info.rtp_timestamp, 8u);
}

TEST(HeldFramesTest, TheOldestGoesWhenThereAreTooMany) {
  HeldFrames held(kSmall);
  for (uint8_t i = 0; i < 3; ++i) {
    EXPECT_EQ(held.Push({}, i, Bytes{i}, At(0)), 0u);
  }
  EXPECT_EQ(held.Push({}, 3, Bytes{3}, At(0)), 1u);
  ASSERT_EQ(held.size(), 3u);
  EXPECT_EQ(held.Get(0).kid, 1u);
  EXPECT_EQ(held.Get(2).kid, 3u);
}

TEST(HeldFramesTest, AsManyGoAsALargeFrameNeeds) {
  HeldFrames held(kSmall);
  EXPECT_EQ(held.Push({}, 0, Bytes(5), At(0)), 0u);
  EXPECT_EQ(held.Push({}, 1, Bytes(5), At(0)), 0u);
  EXPECT_EQ(held.Push({}, 2, Bytes(10), At(0)), 2u);
  EXPECT_EQ(held.size(), 1u);
}

TEST(HeldFramesTest, EmptyFramesAreHeldLikeOthers) {
  HeldFrames held({.max_frames = 8, .max_bytes = 4});
  for (uint64_t kid = 0; kid < 4; ++kid) {
    EXPECT_EQ(held.Push({}, kid, {}, At(0)), 0u);
  }
  EXPECT_EQ(held.Push({}, 4, {}, At(0)), 1u);
  EXPECT_EQ(held.size(), 4u);
}

TEST(HeldFramesTest, AFrameIsOldOnceItIsOlderThanAllowed) {
  HeldFrames held(kSmall);
  held.Push({}, 0, Bytes(1), At(5));
  EXPECT_FALSE(held.IsOld(0, At(6)));
  EXPECT_TRUE(held.IsOld(0, At(6) + absl::Nanoseconds(1)));
}

// Against the simplest thing that could work. The queue may let go of more
// frames than bytes alone ask for, since a frame lies in one piece, but only
// the oldest, and only of those that are left none may be changed.
struct Model {
  uint64_t kid;
  Bytes frame;
  Bytes metadata;
};

void ExpectSame(const HeldFrames& held, const std::deque<Model>& model) {
  ASSERT_EQ(held.size(), model.size());
  for (size_t i = 0; i < model.size(); ++i) {
    ASSERT_EQ(held.Get(i).kid, model[i].kid);
    ASSERT_EQ(CopyOf(held.Get(i).frame), model[i].frame);
    ASSERT_EQ(CopyOf(held.Get(i).info.metadata), model[i].metadata);
  }
}

size_t BytesOf(const std::deque<Model>& model) {
  size_t bytes = 0;
  for (const Model& entry : model) {
    bytes += entry.frame.size() + entry.metadata.size();
  }
  return bytes;
}

class HeldFramesModelTest : public testing::TestWithParam<unsigned> {
 protected:
  size_t Below(size_t end) { return random_() % end; }

  Bytes RandomBytes(size_t size) {
    Bytes bytes(size);
    for (uint8_t& byte : bytes) {
      byte = static_cast<uint8_t>(random_());
    }
    return bytes;
  }

  void Push(uint64_t kid, size_t max_size, HeldFrames* held,
            std::deque<Model>* model) {
    const Model next = {kid, RandomBytes(Below(max_size)),
                        RandomBytes(Below(4))};
    if (!held->CanHold(next.frame.size(), next.metadata.size())) {
      return;
    }
    const FrameInfo info = {.metadata = next.metadata};
    const size_t gone = held->Push(info, kid, next.frame, At(0));
    ASSERT_LE(gone, model->size());
    model->erase(model->begin(), model->begin() + static_cast<int>(gone));
    model->push_back(next);
  }

  std::mt19937 random_{GetParam()};
};

TEST_P(HeldFramesModelTest, BehavesAsAPlainQueueDoes) {
  const HoldOptions options = {.max_frames = 1 + Below(12),
                               .max_bytes = 1 + Below(64)};
  const size_t max_size = 1 + Below(options.max_bytes + 4);
  HeldFrames held(options);
  std::deque<Model> model;
  for (uint64_t step = 0; step < 4000; ++step) {
    if (model.empty() || Below(3) != 0) {
      Push(step, max_size, &held, &model);
    } else {
      const size_t place = Below(2) == 0 ? 0 : Below(model.size());
      held.Remove(place);
      model.erase(model.begin() + static_cast<int>(place));
    }
    ExpectSame(held, model);
    ASSERT_LE(model.size(), options.max_frames);
    ASSERT_LE(BytesOf(model), options.max_bytes);
    if (HasFatalFailure()) {
      FAIL() << "at step " << step;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, HeldFramesModelTest, testing::Range(0u, 60u));

}  // namespace
}  // namespace sealframe
