// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/rtp/index_queues.h"

#include <cstddef>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sealframe {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<size_t> Drain(IndexQueues* queues, size_t queue) {
  std::vector<size_t> drained;
  while (const auto front = queues->Front(queue)) {
    queues->Remove(*front);
    drained.push_back(*front);
  }
  return drained;
}

TEST(IndexQueuesTest, QueuesStartEmpty) {
  IndexQueues queues(2, 3);
  EXPECT_THAT(Drain(&queues, 0), IsEmpty());
  EXPECT_THAT(Drain(&queues, 1), IsEmpty());
}

TEST(IndexQueuesTest, EachQueueKeepsItsOwnOrder) {
  IndexQueues queues(2, 5);
  queues.PushBack(0, 3);
  queues.PushBack(1, 4);
  queues.PushBack(0, 0);
  queues.PushBack(1, 1);
  queues.PushBack(0, 2);
  EXPECT_THAT(Drain(&queues, 0), ElementsAre(3, 0, 2));
  EXPECT_THAT(Drain(&queues, 1), ElementsAre(4, 1));
}

TEST(IndexQueuesTest, RemovesFromAnyPositionAndReinserts) {
  IndexQueues queues(1, 4);
  for (size_t index = 0; index < 4; ++index) {
    queues.PushBack(0, index);
  }
  queues.Remove(0);
  queues.Remove(2);
  queues.Remove(3);
  queues.PushBack(0, 2);
  EXPECT_THAT(Drain(&queues, 0), ElementsAre(1, 2));
}

}  // namespace
}  // namespace sealframe
