// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The output of a command: the file named by `--out`, or standard output.
//
// A regular file appears once complete: it is renamed from a temporary file
// beside it (replaced_file.h). Standard output, devices and pipes receive the
// bytes while the command runs. If it fails, they have a part.
//
// Thread-safety: the command line has one thread.

#ifndef SEALFRAME_TOOLS_CLI_OUTPUT_FILE_H_
#define SEALFRAME_TOOLS_CLI_OUTPUT_FILE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/tools/cli/file_descriptor.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/cli/replaced_file.h"

namespace sealframe {

// What an output holds. New files with media in the clear belong to their owner
// only; a file that is replaced keeps its permissions.
enum class Contents : uint8_t { kSealed, kInTheClear };

class OutputFile {
 public:
  // Open prepares the file named by `--out`, or standard output if the flag is
  // absent or "-". NotFound or Unavailable if it cannot be written.
  static absl::StatusOr<std::unique_ptr<OutputFile>> Open(const Flags& flags,
                                                          Contents contents);

  // Write adds the next bytes, which are written together with others, at the
  // latest by Flush. A terminal that `--out` does not name takes text only:
  // InvalidArgument for other bytes.
  absl::Status Write(absl::Span<const uint8_t> bytes);

  // Flush writes the bytes that wait.
  absl::Status Flush();

  // Commit completes the file. Without it, a regular file is not changed.
  absl::Status Commit();

 private:
  OutputFile(std::string name, bool text_only)
      : name_(std::move(name)), text_only_(text_only) {}

  const std::string name_;
  const bool text_only_;
  FileDescriptor device_;
  std::unique_ptr<ReplacedFile> replaced_;
  int fd_ = -1;  // One of the two, or standard output.
  std::vector<uint8_t> waiting_;
};

// IsToFile returns whether `--out` names a file.
bool IsToFile(const Flags& flags);

// WriteOutput opens, writes and commits the output.
absl::Status WriteOutput(const Flags& flags, Contents contents,
                         absl::Span<const uint8_t> bytes);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_OUTPUT_FILE_H_
