// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Forks are noticed on a kernel that cannot zero pages in children, too.

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <functional>

#include "gtest/gtest.h"
#include "sealframe/keyring/fork_generation.h"

namespace sealframe {
namespace {

// InChild returns what `run` returns in a forked child.
int InChild(const std::function<int()>& run) {
  const pid_t child = fork();
  if (child == 0) {
    _exit(run());
  }
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(ForkGenerationOldKernelTest, TheKernelZeroesNoPages) {
  const auto size = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  void* const page = mmap(nullptr, size, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  ASSERT_NE(page, MAP_FAILED);
  EXPECT_NE(madvise(page, size, MADV_WIPEONFORK), 0);
  munmap(page, size);
}

TEST(ForkGenerationOldKernelTest, ChildrenAndGrandchildrenDiffer) {
  const uint64_t first = ForkGeneration();
  ASSERT_NE(first, 0u);
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

}  // namespace
}  // namespace sealframe
