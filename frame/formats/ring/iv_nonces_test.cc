// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/iv_nonces.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <limits>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/big_endian.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/nonce_sequence.h"
#include "sealframe/keyring/sealing_counter.h"
#include "sealframe/keyring/testing/test_counter.h"

namespace sealframe {
namespace {

uint32_t WordOf(const Nonce& nonce, int word) {
  return LoadBigEndian32(nonce.data() + 4 * word);
}

TEST(IvNoncesTest, LiveKitsLastWordIsTheTimestampMinusTheCounter) {
  IvNonces nonces(IvTail::kTimestampLessCount, NewTestCounter());
  const NextNonce first = nonces.Next({.ssrc = 0x01020304, .rtp_timestamp = 9});
  EXPECT_EQ(first.error, NonceError::kNone);
  EXPECT_EQ(WordOf(first.nonce, 0), 0x01020304u);
  EXPECT_EQ(WordOf(first.nonce, 1), 9u);
  EXPECT_EQ(WordOf(first.nonce, 2), 9u - static_cast<uint32_t>(first.counter));
  const NextNonce next = nonces.Next({.ssrc = 1, .rtp_timestamp = 5});
  EXPECT_EQ(WordOf(next.nonce, 2),
            5u - static_cast<uint32_t>(first.counter) - 1);
}

TEST(IvNoncesTest, JFramesLastWordIsTheCounter) {
  IvNonces nonces(IvTail::kCount, NewTestCounter());
  const NextNonce first = nonces.Next({.ssrc = 1, .rtp_timestamp = 9});
  const NextNonce next = nonces.Next({.ssrc = 1, .rtp_timestamp = 9});
  EXPECT_EQ(WordOf(first.nonce, 2), first.counter);
  EXPECT_EQ(WordOf(next.nonce, 2), static_cast<uint32_t>(first.counter) + 1);
}

TEST(IvNoncesTest, ACounterAtItsEndGivesNoNonce) {
  IvNonces nonces(IvTail::kCount,
                  NewTestCounter(std::numeric_limits<uint64_t>::max()));
  const NextNonce next = nonces.Next({.ssrc = 1, .rtp_timestamp = 9});
  EXPECT_EQ(next.error, NonceError::kExhausted);
  EXPECT_EQ(next.nonce, Nonce());
}

// Receivers take frames with one SSRC for one timeline.
TEST(IvNoncesTest, WithoutAnSsrcTheProcessAndTheCounterStandForIt) {
  std::set<uint32_t> ssrcs;
  for (const IvTail tail : {IvTail::kTimestampLessCount, IvTail::kCount}) {
    IvNonces nonces(tail, NewTestCounter());
    uint32_t count = 0;
    for (uint32_t i = 0; i < 100; ++i) {
      // Two streams, one of them with timestamps.
      const NextNonce next = nonces.Next({.rtp_timestamp = i % 2 * 77777 * i});
      ssrcs.insert(WordOf(next.nonce, 0));
      EXPECT_TRUE(i == 0 || WordOf(next.nonce, 1) == count + 1);
      count = WordOf(next.nonce, 1);
      EXPECT_EQ(count, static_cast<uint32_t>(next.counter));
    }
  }
  EXPECT_EQ(ssrcs.size(), 1u);
  EXPECT_EQ(ssrcs.count(0), 0u);
}

// The SSRC of the process may be that of a stream.
TEST(IvNoncesTest, NoncesWithAndWithoutSsrcsDiffer) {
  for (const IvTail tail : {IvTail::kTimestampLessCount, IvTail::kCount}) {
    IvNonces nonces(tail, NewTestCounter());
    const NextNonce first = nonces.Next({});
    const uint32_t ssrc = WordOf(first.nonce, 0);
    const auto count = static_cast<uint32_t>(first.counter);
    std::set<Nonce> all = {first.nonce};
    for (uint32_t i = 1; i < 1000; ++i) {
      // Timestamps around the counter.
      all.insert(nonces
                     .Next({.ssrc = i % 3 == 0 ? 0 : ssrc,
                            .rtp_timestamp = count + i % 7})
                     .nonce);
    }
    EXPECT_EQ(all.size(), 1000u);
  }
}

// PrintsItsFirstCount runs in processes of the next test only.
TEST(IvNoncesTest, DISABLED_PrintsItsFirstCount) {
  std::cout << "first count "
            << IvNonces(IvTail::kCount, NewTestCounter()).Next({}).counter
            << "\n";
}

// SEALFRAME_RUN_UNDER is the emulator, if there is one.
TEST(IvNoncesTest, ProcessesStartAtDifferentCounts) {
  const std::string command =
      "$SEALFRAME_RUN_UNDER '" +
      std::filesystem::read_symlink("/proc/self/exe").string() +
      "' --gtest_also_run_disabled_tests "
      "--gtest_filter=IvNoncesTest.DISABLED_PrintsItsFirstCount";
  std::set<std::string> starts;
  for (int i = 0; i < 4; ++i) {
    FILE* const output = popen(command.c_str(), "r");
    ASSERT_NE(output, nullptr);
    char line[200];
    while (fgets(line, sizeof(line), output) != nullptr) {
      if (absl::StartsWith(line, "first count ")) {
        starts.insert(line);
      }
    }
    EXPECT_EQ(pclose(output), 0);
  }
  EXPECT_EQ(starts.size(), 4u);
}

// Both may set one key after the fork. Each then counts its frames from zero.
TEST(IvNoncesTest, AForkedChildStartsAtAnotherCountWithAnotherSsrc) {
  const auto first = [] {
    return IvNonces(IvTail::kCount, NewTestCounter()).Next({}).nonce;
  };
  const Nonce parents = first();
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) {
    const Nonce nonce = first();
    _exit(write(ends[1], nonce.data(), nonce.size()) < 0 ? 1 : 0);
  }
  close(ends[1]);
  Nonce childs = parents;
  EXPECT_EQ(read(ends[0], childs.data(), childs.size()), 12);
  close(ends[0]);
  EXPECT_EQ(waitpid(child, nullptr, 0), child);
  EXPECT_NE(WordOf(childs, 0), WordOf(parents, 0));
  EXPECT_NE(WordOf(childs, 2), WordOf(parents, 2));
  EXPECT_EQ(first(), parents);
}

TEST(IvNoncesTest, KeysWithOneCounterNeverRepeatItsNonces) {
  const std::shared_ptr<SealingCounter> counter = NewTestCounter();
  IvNonces nonces(IvTail::kCount, counter);
  IvNonces others(IvTail::kCount, counter);
  const NextNonce first = nonces.Next({.ssrc = 1, .rtp_timestamp = 9});
  const NextNonce second = others.Next({.ssrc = 1, .rtp_timestamp = 9});
  EXPECT_EQ(static_cast<uint32_t>(second.counter),
            static_cast<uint32_t>(first.counter) + 1);
}

TEST(IvNoncesTest, EndsBeforeItsCountsRepeat) {
  constexpr uint64_t kLast = std::numeric_limits<uint32_t>::max() - 1;
  IvNonces nonces(IvTail::kCount, NewTestCounter(kLast));
  EXPECT_EQ(nonces.Next({}).error, NonceError::kNone);
  EXPECT_EQ(nonces.Next({}).error, NonceError::kExhausted);
  EXPECT_EQ(nonces.Next({}).error, NonceError::kExhausted);
}

// Every stream has the same SSRC here, and the timestamps are chosen so that
// the last word alone would repeat.
TEST(IvNoncesTest, NoncesDifferEvenWithEqualSsrcsAndTimestamps) {
  for (const IvTail tail : {IvTail::kTimestampLessCount, IvTail::kCount}) {
    IvNonces nonces(tail, NewTestCounter());
    constexpr uint32_t kThreads = 4;
    constexpr uint32_t kEach = 70000;  // Past 65,535, where LiveKit's wraps.
    std::vector<std::vector<Nonce>> taken(kThreads);
    std::vector<std::thread> threads;
    for (uint32_t t = 0; t < kThreads; ++t) {
      threads.emplace_back([&nonces, &taken, t] {
        for (uint32_t i = 0; i < kEach; ++i) {
          taken[t].push_back(nonces.Next({.rtp_timestamp = i / 3}).nonce);
        }
      });
    }
    for (std::thread& thread : threads) {
      thread.join();
    }
    std::set<Nonce> all;
    for (const std::vector<Nonce>& of_one : taken) {
      all.insert(of_one.begin(), of_one.end());
    }
    EXPECT_EQ(all.size(), size_t{kThreads} * kEach);
  }
}

}  // namespace
}  // namespace sealframe
