// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/fork_generation.h"

#include <pthread.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <functional>
#include <thread>
#include <vector>

#include "gtest/gtest.h"

extern char** environ;

namespace sealframe {
namespace {

int ExitCodeOf(pid_t child) {
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// InChild returns the exit code of a child that `fork_one` forks and that exits
// with the result of `run`.
int InChild(const std::function<int()>& run,
            const std::function<pid_t()>& fork_one = fork) {
  const pid_t child = fork_one();
  if (child == 0) {
    _exit(run());
  }
  return ExitCodeOf(child);
}

TEST(ForkGenerationTest, StaysTheSameInOneProcess) {
  const uint64_t generation = ForkGeneration();
  EXPECT_NE(generation, 0u);
  EXPECT_EQ(ForkGeneration(), generation);
  std::thread([&] { EXPECT_EQ(ForkGeneration(), generation); }).join();
}

TEST(ForkGenerationTest, DiffersInChildrenAndGrandchildren) {
  const uint64_t first = ForkGeneration();
  EXPECT_EQ(
      InChild([first] {
        const uint64_t second = ForkGeneration();
        if (second == 0 || second == first || second != ForkGeneration()) {
          return 1;
        }
        return InChild([first, second] {
          const uint64_t third = ForkGeneration();
          return third == 0 || third == first || third == second ? 2 : 0;
        });
      }),
      0);
  EXPECT_EQ(ForkGeneration(), first);
}

// A child that never calls it has no generation, but a child of that has one.
TEST(ForkGenerationTest, DiffersIfTheProcessBetweenNeverCalledIt) {
  const uint64_t first = ForkGeneration();
  EXPECT_EQ(InChild([first] {
              return InChild([first] { return ForkGeneration() == first; });
            }),
            0);
}

// Tests for kernels that zero pages in children. One that takes any advice
// about memory, as qemu-user does, may not.
class ForkGenerationZeroedPageTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (madvise(nullptr, 0, /*advice=*/-1) == 0) {
      GTEST_SKIP() << "the kernel may zero no pages in children";
    }
  }
};

// No handler of `pthread_atfork` runs for a bare system call.
TEST_F(ForkGenerationZeroedPageTest, DiffersAfterABareClone) {
  const uint64_t first = ForkGeneration();
  EXPECT_EQ(InChild([first] { return ForkGeneration() == first; },
                    [] {
                      return static_cast<pid_t>(
                          syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0));
                    }),
            0);
}

// A handler in children that was registered before the library's, so it runs
// first.
bool handler_asks = false;
uint64_t seen_by_handler = 0;
const int registered = pthread_atfork(nullptr, nullptr, [] {
  if (handler_asks) {
    seen_by_handler = ForkGeneration();
  }
});

TEST_F(ForkGenerationZeroedPageTest, StaysTheSameFromTheFirstHandlerOn) {
  ASSERT_EQ(registered, 0);
  const uint64_t first = ForkGeneration();
  handler_asks = true;
  EXPECT_EQ(InChild([first] {
              return seen_by_handler != first &&
                             seen_by_handler == ForkGeneration()
                         ? 0
                         : 1;
            }),
            0);
  handler_asks = false;
}

TEST(ForkGenerationTest, ThreadsOfAChildAgree) {
  EXPECT_EQ(InChild([] {
              std::vector<uint64_t> seen(4);
              std::vector<std::thread> threads;
              for (uint64_t& one : seen) {
                threads.emplace_back([&one] { one = ForkGeneration(); });
              }
              for (std::thread& thread : threads) {
                thread.join();
              }
              return seen == std::vector<uint64_t>(4, ForkGeneration()) ? 0 : 1;
            }),
            0);
}

TEST(ForkGenerationTest, SurvivesSpawnedPrograms) {
  const uint64_t generation = ForkGeneration();
  char name[] = "true";
  char* const arguments[] = {name, nullptr};
  pid_t child = 0;
  ASSERT_EQ(posix_spawnp(&child, "true", nullptr, nullptr, arguments, environ),
            0);
  EXPECT_EQ(ExitCodeOf(child), 0);
  EXPECT_EQ(ForkGeneration(), generation);
}

}  // namespace
}  // namespace sealframe
