// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The input of a command: the file named by `--in`, or standard input.
//
// Thread-safety: the command line has one thread.

#ifndef SEALFRAME_TOOLS_CLI_INPUT_FILE_H_
#define SEALFRAME_TOOLS_CLI_INPUT_FILE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/tools/cli/file_descriptor.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/media/byte_input.h"

namespace sealframe {

class InputFile {
 public:
  // Open opens the file named by `--in`, or standard input if the flag is
  // absent or "-". An error is NotFound or Unavailable, or InvalidArgument if
  // standard input was read before.
  static absl::StatusOr<InputFile> Open(const Flags& flags);

  // name returns the file's name for messages.
  const std::string& name() const { return name_; }

  // size returns the number of bytes, or zero if it is unknown, as for a pipe.
  uint64_t size() const { return size_; }

  // regular_file returns the descriptor of a regular file that is read from its
  // start, or -1 for another input.
  int regular_file() const { return is_seekable_ ? fd() : -1; }

  // Read reads as ReadSome does.
  absl::StatusOr<size_t> Read(absl::Span<uint8_t> out) const;

 private:
  InputFile(std::string name, FileDescriptor file);
  int fd() const;

  std::string name_;
  FileDescriptor file_;  // None for standard input.
  uint64_t size_ = 0;
  bool is_seekable_ = false;
};

// InputName returns the name of the input for messages.
std::string InputName(const Flags& flags);

// PeekFrame returns all bytes of `input` as one frame. Unavailable, with
// `name`, if there are more than in any frame.
absl::StatusOr<absl::Span<const uint8_t>> PeekFrame(ByteInput& input,
                                                    absl::string_view name);

// ReadFrame reads the whole input as one frame, likewise.
absl::StatusOr<std::vector<uint8_t>> ReadFrame(const Flags& flags);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_INPUT_FILE_H_
