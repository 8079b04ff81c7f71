// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Runs a program and talks to it while it runs.
//
// The program's standard input is a file. Its standard output is a socket, over
// which it also receives what `Write` sends. Its standard error is kept in
// memory.
//
// Thread-safety: none. Reading and writing wait for the program.

#ifndef SEALFRAME_TOOLS_MEDIA_CHILD_PROCESS_H_
#define SEALFRAME_TOOLS_MEDIA_CHILD_PROCESS_H_

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace sealframe {

struct ChildEnd {
  int exit_code = 0;   // If a signal ended the program, its negated number.
  std::string errors;  // The first 4 KiB of its standard error.
};

class ChildProcess {
 public:
  // The descriptor under which the program has the file `output`.
  static constexpr int kOutput = 3;

  // Start runs the program at `path`. `input` and `output` are descriptors of
  // files; `output` may be -1. NotFound if there is no such program,
  // Unavailable if it cannot run.
  static absl::StatusOr<std::unique_ptr<ChildProcess>> Start(
      const std::string& path, const std::vector<std::string>& arguments,
      int input, int output);

  // Ends the program if it still runs.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  // Read stores bytes that the program wrote in the front of `out`, which is
  // not empty, and returns how many: zero once it has closed the socket.
  absl::StatusOr<size_t> Read(absl::Span<uint8_t> out);

  // Write passes `bytes` to the program. Unavailable if it has ended.
  absl::Status Write(absl::Span<const uint8_t> bytes);

  // Wait waits for the end of the program. It may be called once, and nothing
  // may be read or written after it.
  absl::StatusOr<ChildEnd> Wait();

 private:
  ChildProcess(int channel, int errors) : channel_(channel), errors_(errors) {}

  const int channel_;
  const int errors_;
  pid_t pid_ = -1;  // If the program was started and not waited for.
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_CHILD_PROCESS_H_
