// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/held_frames.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <random>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsSupersetOf;

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

TEST(HeldFramesTest, HoldsNothingUnlessFramesAndBytesAreBothAllowed) {
  EXPECT_FALSE(HeldFrames({.max_frames = 4, .max_bytes = 0}).CanHold(0, 0));
  EXPECT_FALSE(HeldFrames({.max_bytes = 4}).CanHold(0, 0));
}

TEST(HeldFramesTest, MetadataCountsTowardsTheBytesAllowed) {
  const HeldFrames held(kSmall);
  EXPECT_TRUE(held.CanHold(10, 0));
  EXPECT_TRUE(held.CanHold(4, 6));
  EXPECT_FALSE(held.CanHold(11, 0));
  EXPECT_FALSE(held.CanHold(5, 6));
}

TEST(HeldFramesTest, KeepsAFrameWithItsInfoAndMetadata) {
  HeldFrames held(kSmall);
  Bytes frame = {1, 2, 3};
  Bytes metadata = {4, 5};
  const FrameInfo info = {.kind = MediaKind::kAudio,
                          .codec = Codec::kOpus,
                          .key_frame = true,
                          .ssrc = 7,
                          .rtp_timestamp = 8,
                          .metadata = metadata,
                          .token = 10};
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
  EXPECT_EQ(kept.info.token, 10u);
}

// Tokens returns the tokens of all held frames, the oldest first.
std::vector<uint64_t> Tokens(const HeldFrames& held) {
  std::vector<uint64_t> tokens;
  for (size_t i = 0; i < held.size(); ++i) {
    tokens.push_back(held.Get(i).info.token);
  }
  return tokens;
}

TEST(HeldFramesTest, AFullQueueEvictsTheOldestFrameOfItsOnlyKeyId) {
  HeldFrames held(kSmall);
  for (uint64_t token = 0; token < 3; ++token) {
    EXPECT_EQ(held.Push({.token = token}, 9, Bytes(1), At(0)), 0u);
  }
  EXPECT_EQ(held.Push({.token = 3}, 9, Bytes(1), At(0)), 1u);
  EXPECT_THAT(Tokens(held), ElementsAre(1, 2, 3));
}

TEST(HeldFramesTest, ALargeFrameEvictsAsManyOfItsKeyIdAsItNeeds) {
  HeldFrames held(kSmall);
  EXPECT_EQ(held.Push({}, 9, Bytes(5), At(0)), 0u);
  EXPECT_EQ(held.Push({}, 9, Bytes(5), At(0)), 0u);
  EXPECT_EQ(held.Push({}, 9, Bytes(10), At(0)), 2u);
  EXPECT_EQ(held.size(), 1u);
}

TEST(HeldFramesTest, EmptyFramesAreHeldLikeOthers) {
  HeldFrames held({.max_frames = 8, .max_bytes = 4});
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(held.Push({}, 9, {}, At(0)), 0u);
  }
  EXPECT_EQ(held.Push({}, 9, {}, At(0)), 1u);
  EXPECT_EQ(held.size(), 4u);
}

TEST(HeldFramesTest, ANewKeyIdTakesFramesFromTheLargestShare) {
  HeldFrames held({.max_frames = 4, .max_bytes = 100});
  held.Push({.token = 0}, 1, Bytes(1), At(0));
  held.Push({.token = 1}, 2, Bytes(9), At(0));
  held.Push({.token = 2}, 1, Bytes(1), At(0));
  held.Push({.token = 3}, 1, Bytes(1), At(0));
  EXPECT_EQ(held.Push({.token = 4}, 3, Bytes(1), At(0)), 1u);
  EXPECT_THAT(Tokens(held), ElementsAre(1, 2, 3, 4));
}

TEST(HeldFramesTest, AKeyIdWithAnEqualShareEvictsItsOwnOldestFrame) {
  HeldFrames held({.max_frames = 4, .max_bytes = 100});
  for (uint64_t token = 0; token < 4; ++token) {
    held.Push({.token = token}, token % 2, Bytes(1), At(0));
  }
  EXPECT_EQ(held.Push({.token = 4}, 0, Bytes(1), At(0)), 1u);
  EXPECT_THAT(Tokens(held), ElementsAre(1, 2, 3, 4));
}

TEST(HeldFramesTest, AFrameThatCouldOnlyDisplaceLastFramesIsNotHeld) {
  HeldFrames held({.max_frames = 4, .max_bytes = 100});
  for (uint64_t token = 0; token < 4; ++token) {
    held.Push({.token = token}, token, Bytes(1), At(0));
  }
  EXPECT_EQ(held.Push({.token = 4}, 4, Bytes(1), At(0)), std::nullopt);
  EXPECT_THAT(Tokens(held), ElementsAre(0, 1, 2, 3));
}

TEST(HeldFramesTest, SharesAreOfBytesWhereBytesAreShort) {
  HeldFrames held({.max_frames = 8, .max_bytes = 100});
  held.Push({.token = 0}, 1, Bytes(30), At(0));
  held.Push({.token = 1}, 1, Bytes(30), At(0));
  for (uint64_t token = 2; token < 5; ++token) {
    held.Push({.token = token}, 2, Bytes(10), At(0));
  }
  EXPECT_EQ(held.Push({.token = 5}, 3, Bytes(20), At(0)), 1u);
  EXPECT_THAT(Tokens(held), ElementsAre(1, 2, 3, 4, 5));
}

TEST(HeldFramesTest, ALargeLastFrameDoesNotProtectTheNextLargestShare) {
  HeldFrames held({.max_frames = 8, .max_bytes = 100});
  held.Push({.token = 0}, 1, Bytes(60), At(0));
  held.Push({.token = 1}, 2, Bytes(20), At(0));
  held.Push({.token = 2}, 2, Bytes(20), At(0));
  EXPECT_EQ(held.Push({.token = 3}, 3, Bytes(10), At(0)), 1u);
  EXPECT_THAT(Tokens(held), ElementsAre(0, 2, 3));
}

TEST(HeldFramesTest, BytesOfRemovedFramesDoNotCountTowardsAShare) {
  HeldFrames held({.max_frames = 8, .max_bytes = 100});
  held.Push({.token = 0}, 1, Bytes(90), At(0));
  held.Push({.token = 1}, 1, Bytes(10), At(0));
  held.Remove(0);
  held.Push({.token = 2}, 1, Bytes(10), At(0));
  held.Push({.token = 3}, 2, Bytes(40), At(0));
  held.Push({.token = 4}, 2, Bytes(40), At(0));
  EXPECT_EQ(held.Push({.token = 5}, 3, Bytes(10), At(0)), 1u);
  EXPECT_THAT(Tokens(held), ElementsAre(1, 2, 4, 5));
}

TEST(HeldFramesTest, AFrameThatIsNotHeldEvictsNothing) {
  HeldFrames held({.max_frames = 8, .max_bytes = 100});
  for (uint64_t token = 0; token < 5; ++token) {
    held.Push({.token = token}, 1, Bytes(20), At(0));
  }
  EXPECT_EQ(held.Push({.token = 5}, 2, Bytes(90), At(0)), std::nullopt);
  EXPECT_THAT(Tokens(held), ElementsAre(0, 1, 2, 3, 4));
}

TEST(HeldFramesTest, AFloodOfOtherKeyIdsLeavesAnEqualShare) {
  HeldFrames held({.max_frames = 8, .max_bytes = 10000});
  for (uint64_t token = 0; token < 4; ++token) {
    held.Push({.token = token}, 1, Bytes(100), At(0));
  }
  for (uint64_t i = 0; i < 200; ++i) {
    held.Push({.token = 1000 + i}, 2 + i % 6, Bytes(100), At(0));
  }
  EXPECT_THAT(Tokens(held), IsSupersetOf({2, 3}));
  for (size_t i = 0; i < 10000; ++i) {
    held.Push({.token = 10000 + i}, 100 + i, Bytes(1 + i % 9999), At(0));
  }
  EXPECT_THAT(Tokens(held), Contains(3));
}

TEST(HeldFramesTest, AFrameIsOldOnlyPastTheMaximumAge) {
  HeldFrames held(kSmall);
  held.Push({}, 0, Bytes(1), At(5));
  EXPECT_FALSE(held.IsOld(0, At(6)));
  EXPECT_TRUE(held.IsOld(0, At(6) + absl::Nanoseconds(1)));
}

// Compares the queue with a simple model: after each eviction the other frames
// are unchanged and in order, the bounds hold, and a key id keeps its newest
// frame unless another frame of the same key id replaces it.
struct Model {
  uint64_t kid;
  uint64_t token;
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

  void Push(uint64_t token, size_t max_size, HeldFrames* held,
            std::deque<Model>* model) {
    const Model next = {Below(4), token, RandomBytes(Below(max_size)),
                        RandomBytes(Below(4))};
    const bool has_room =
        held->HasRoom(next.frame.size(), next.metadata.size());
    const std::optional<size_t> evicted =
        held->Push({.metadata = next.metadata, .token = token}, next.kid,
                   next.frame, At(0));
    if (!evicted.has_value()) {
      EXPECT_FALSE(has_room);
      return;
    }
    EXPECT_EQ(*evicted == 0, has_room);
    const size_t before = model->size();
    EraseEvicted(*held, next.kid, model);
    ASSERT_EQ(before - model->size(), *evicted);
    model->push_back(next);
  }

  // Erases from `model` the frames that `held` no longer has.
  static void EraseEvicted(const HeldFrames& held, uint64_t pushed_kid,
                           std::deque<Model>* model) {
    const std::vector<uint64_t> tokens = Tokens(held);
    std::deque<Model> left;
    uint64_t evicted_kid = 0;
    bool evicted_any = false;
    for (const Model& entry : *model) {
      if (std::count(tokens.begin(), tokens.end(), entry.token) != 0) {
        left.push_back(entry);
        continue;
      }
      EXPECT_TRUE(!evicted_any || entry.kid == evicted_kid);
      evicted_any = true;
      evicted_kid = entry.kid;
    }
    if (evicted_any && evicted_kid != pushed_kid) {
      EXPECT_TRUE(std::any_of(left.begin(), left.end(), [&](const Model& m) {
        return m.kid == evicted_kid;
      }));
    }
    *model = std::move(left);
  }

  std::mt19937 random_{GetParam()};
};

TEST_P(HeldFramesModelTest, RandomFramesStayIntactInOrderAndInBounds) {
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
