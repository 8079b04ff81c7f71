// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The kernel of this program cannot zero pages in children. Its other tests are
// those of any kernel (fork_generation_test.cc).

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>

#include "gtest/gtest.h"

namespace sealframe {
namespace {

TEST(ForkGenerationOldKernelTest, TheKernelZeroesNoPages) {
  const auto size = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  void* const page = mmap(nullptr, size, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  ASSERT_NE(page, MAP_FAILED);
  EXPECT_NE(madvise(page, size, MADV_WIPEONFORK), 0);
  munmap(page, size);
}

}  // namespace
}  // namespace sealframe
