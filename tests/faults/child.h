// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Runs code that may end the process, in a child.
//
// Thread-safety: for processes with one thread.

#ifndef SEALFRAME_TESTS_FAULTS_CHILD_H_
#define SEALFRAME_TESTS_FAULTS_CHILD_H_

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

#include "absl/functional/function_ref.h"

namespace sealframe {

// The exit codes of `RunInChild`, beside those of the code itself.
inline constexpr int kAborted = 200;    // It ended itself, as documented.
inline constexpr int kThrew = 201;      // An exception left the code.
inline constexpr int kCrashed = 202;    // Any other signal.
inline constexpr int kMaxSeconds = 60;  // Until it is taken to hang: a crash.

// RunInChild returns the exit code of `code`, run in a child of this process.
inline int RunInChild(absl::FunctionRef<int()> code) {
  const pid_t child = fork();
  if (child == 0) {
    // An abort writes to standard error what this test expects.
    dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
    alarm(kMaxSeconds);
    int result = kThrew;
    try {
      result = code();
    } catch (...) {
      result = kThrew;
    }
    _exit(result);
  }
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child) {
    std::abort();
  }
  if (WIFEXITED(status)) {
    return WEXITSTATUS(status);
  }
  return WTERMSIG(status) == SIGABRT ? kAborted : kCrashed;
}

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_FAULTS_CHILD_H_
