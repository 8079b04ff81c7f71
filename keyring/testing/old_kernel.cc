// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Linked into a test, makes its kernel refuse what older ones and some
// sandboxes refuse: `membarrier`, and pages that are zeroed in children. With
// SEALFRAME_ANSWER=0, it does nothing and reports success, as some emulators
// do.

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstdlib>

#ifndef SEALFRAME_ANSWER
#define SEALFRAME_ANSWER EINVAL
#endif

namespace sealframe {
namespace {

bool FilterCalls() {
  // `args` are words of 64 bits, the low half first.
  std::array<sock_filter, 7> filter = {{
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_membarrier, 3, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_madvise, 0, 3),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args[2])),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MADV_WIPEONFORK, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | SEALFRAME_ANSWER),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  }};
  const sock_fprog program = {.len = filter.size(), .filter = filter.data()};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

// Runs before `main`, and so before the engine asks the kernel.
const bool is_filtered = [] {
  if (!FilterCalls()) {
    std::perror("cannot filter calls");
    std::abort();
  }
  return true;
}();

}  // namespace
}  // namespace sealframe
