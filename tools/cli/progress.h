// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A line on a terminal with the share of a command that is done. It appears
// once a command has taken a second, and is removed when it ends. Where
// standard error is not a terminal, nothing is written.
//
// A thread renews the line, so that it also appears while another program reads
// or writes the file and nothing is counted.
//
// Thread-safety: `Add` may be called from any thread.

#ifndef SEALFRAME_TOOLS_CLI_PROGRESS_H_
#define SEALFRAME_TOOLS_CLI_PROGRESS_H_

#include <cstdint>
#include <functional>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace sealframe {

class Progress {
 public:
  using Now = std::function<absl::Time()>;
  using Print = std::function<void(const std::string&)>;

  // Progress counts up to `total`, in any unit, or without an end if that is
  // zero, in bytes. The line starts with `what`, as in "sealing".
  Progress(std::string what, uint64_t total);

  // For tests: with a clock, a terminal that is written by `print`, and no
  // thread. Only `Add` renews the line.
  Progress(std::string what, uint64_t total, Now now, Print print);

  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // Add counts `done` more units, and renews the line a few times a second.
  void Add(uint64_t done);

 private:
  void Renew() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const std::string what_;
  const uint64_t total_;
  const Now now_;
  const Print print_;  // Empty without a terminal.
  absl::Mutex mutex_;
  uint64_t done_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Time next_ ABSL_GUARDED_BY(mutex_);  // When to renew the line.
  bool shown_ ABSL_GUARDED_BY(mutex_) = false;
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread renewer_;  // Only on a real terminal.
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_PROGRESS_H_
