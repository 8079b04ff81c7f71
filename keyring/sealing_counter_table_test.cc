// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/sealing_counter_table.h"

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gtest/gtest.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/nonce_sequence.h"
#include "sealframe/keyring/sealing_counter.h"

namespace sealframe {
namespace {

constexpr KeyFingerprint kKey = {1};
constexpr KeyFingerprint kOther = {2};

// Store returns consecutive blocks, or `error`.
class Store final : public CounterReservations {
 public:
  absl::StatusOr<CounterRange> Reserve(const KeyFingerprint&,
                                       uint64_t count) override {
    if (!error.ok()) {
      return error;
    }
    const uint64_t begin = next_.fetch_add(count);
    return CounterRange{.begin = begin, .end = begin + count};
  }

  absl::Status error;

 private:
  std::atomic<uint64_t> next_{0};
};

absl::StatusCode CodeOf(
    const absl::StatusOr<std::shared_ptr<SealingCounter>>& found) {
  return found.status().code();
}

// NumberedKey returns a fingerprint for each number. They differ in the bytes
// that a hash of 32 bits has, too.
KeyFingerprint NumberedKey(size_t number) {
  KeyFingerprint key = {};
  for (size_t i = 0; i < 4; ++i) {
    key[7 - i] = static_cast<uint8_t>(number >> (8 * i));
  }
  return key;
}

TEST(SealingCounterTableTest, AKeyHasOneCounter) {
  SealingCounterTable table;
  const auto first = table.Find(kKey, nullptr);
  const auto second = table.Find(kKey, nullptr);
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(*first, *second);
  EXPECT_EQ((*first)->Next().counter, 0u);
  EXPECT_EQ((*second)->Next().counter, 1u);
  EXPECT_EQ((*table.Find(kOther, nullptr))->Next().counter, 0u);
}

TEST(SealingCounterTableTest, ACounterContinuesAfterItsKeysAreGone) {
  SealingCounterTable table;
  EXPECT_EQ((*table.Find(kKey, nullptr))->Next().counter, 0u);
  EXPECT_EQ((*table.Find(kKey, nullptr))->AddUnits(3), 3u);
  EXPECT_EQ((*table.Find(kKey, nullptr))->Next().counter, 1u);
  EXPECT_EQ((*table.Find(kKey, nullptr))->sealed_units(), 3u);
}

TEST(SealingCounterTableTest, RefusesNewKeysAtItsBoundAndForgetsNone) {
  SealingCounterTable table(2);
  EXPECT_EQ((*table.Find(kKey, nullptr))->Next().counter, 0u);
  ASSERT_TRUE(table.Find(kOther, nullptr).ok());
  EXPECT_EQ(CodeOf(table.Find({3}, nullptr)),
            absl::StatusCode::kResourceExhausted);
  EXPECT_EQ((*table.Find(kKey, nullptr))->Next().counter, 1u);
}

TEST(SealingCounterTableTest, HoldsAMillionKeys) {
  SealingCounterTable table;
  for (size_t i = 0; i < kMaxSealingKeys; ++i) {
    const auto found = table.Find(NumberedKey(i), nullptr);
    ASSERT_TRUE(found.ok());
    ASSERT_EQ((*found)->Next().counter, 0u);
  }
  EXPECT_GE(kMaxSealingKeys, 1'000'000u);
  EXPECT_EQ(CodeOf(table.Find(NumberedKey(kMaxSealingKeys), nullptr)),
            absl::StatusCode::kResourceExhausted);
  EXPECT_EQ((*table.Find(NumberedKey(0), nullptr))->Next().counter, 1u);
}

TEST(SealingCounterTableTest, RefusesASecondStoreWhileTheFirstIsUsed) {
  SealingCounterTable table;
  Store store;
  Store other;
  const auto first = table.Find(kKey, &store);
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(*first, *table.Find(kKey, &store));
  EXPECT_EQ(CodeOf(table.Find(kKey, &other)),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(CodeOf(table.Find(kKey, nullptr)),
            absl::StatusCode::kFailedPrecondition);
}

TEST(SealingCounterTableTest, RefusesAStoreWhileTheKeySealsWithoutOne) {
  SealingCounterTable table;
  Store store;
  const auto first = table.Find(kKey, nullptr);
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(CodeOf(table.Find(kKey, &store)),
            absl::StatusCode::kFailedPrecondition);
}

TEST(SealingCounterTableTest, RefusesToLeaveAStore) {
  SealingCounterTable table;
  Store store;
  ASSERT_TRUE(table.Find(kKey, &store).ok());
  EXPECT_EQ(CodeOf(table.Find(kKey, nullptr)),
            absl::StatusCode::kFailedPrecondition);
}

TEST(SealingCounterTableTest, ANewStoreNeverRepeatsCounters) {
  SealingCounterTable table;
  {
    const auto counter = table.Find(kKey, nullptr);
    ASSERT_TRUE(counter.ok());
    for (uint64_t i = 0; i < 3; ++i) {
      EXPECT_EQ((*counter)->Next().counter, i);
    }
  }
  {
    Store store;
    EXPECT_EQ((*table.Find(kKey, &store))->Next().counter, 3u);
  }
  Store lost_its_files;
  EXPECT_EQ((*table.Find(kKey, &lost_its_files))->Next().counter, 4u);
}

TEST(SealingCounterTableTest, ReturnsTheErrorOfTheStore) {
  SealingCounterTable table;
  Store store;
  store.error = absl::UnavailableError("disk full");
  EXPECT_EQ(CodeOf(table.Find(kKey, &store)), absl::StatusCode::kUnavailable);
  store.error = absl::OkStatus();
  EXPECT_EQ((*table.Find(kKey, &store))->Next().counter, 0u);
}

TEST(SealingCounterTableTest, AForkedChildHasNoCountersOfItsParent) {
  SealingCounterTable table;
  const auto counter = table.Find(kKey, nullptr);
  ASSERT_TRUE(counter.ok());
  EXPECT_FALSE((*counter)->is_forked());
  const pid_t child = fork();
  if (child == 0) {
    const bool is_right =
        (*counter)->is_forked() &&
        CodeOf(table.Find(kKey, nullptr)) ==
            absl::StatusCode::kFailedPrecondition &&
        (*table.Find(kOther, nullptr))->Next().error == NonceError::kNone;
    _exit(is_right ? 0 : 1);
  }
  int status = -1;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

TEST(SealingCounterTableTest, ThreadsGetTheSameCounter) {
  SealingCounterTable table;
  Store store;
  std::vector<std::shared_ptr<SealingCounter>> found(4);
  std::vector<std::thread> threads;
  for (std::shared_ptr<SealingCounter>& one : found) {
    threads.emplace_back([&] { one = *table.Find(kKey, &store); });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(found, std::vector(4, found.front()));
  EXPECT_EQ(found.front()->Next().counter, 0u);
}

}  // namespace
}  // namespace sealframe
