// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A line on a terminal with the share of a command that is done. It appears
// once a command has taken a second, and is removed when it ends. Where
// standard error is not a terminal, nothing is written.
//
// Thread-safety: none.

#ifndef SEALFRAME_TOOLS_CLI_PROGRESS_H_
#define SEALFRAME_TOOLS_CLI_PROGRESS_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/time/time.h"

namespace sealframe {

class Progress {
 public:
  using Now = std::function<absl::Time()>;
  using Print = std::function<void(const std::string&)>;

  // Progress counts up to `total`, in any unit. The line starts with `what`, as
  // in "sealing".
  Progress(std::string what, uint64_t total);

  // For tests: with a clock, and a terminal that is written by `print`.
  Progress(std::string what, uint64_t total, Now now, Print print);

  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // Add counts `done` more units, and renews the line a few times a second.
  void Add(uint64_t done);

 private:
  const std::string what_;
  const uint64_t total_;
  const Now now_;
  const Print print_;  // Empty without a terminal.
  uint64_t done_ = 0;
  absl::Time next_;  // When to renew the line.
  bool shown_ = false;
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_PROGRESS_H_
