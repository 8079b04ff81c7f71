// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A run of the program `sealframe-av`, which is built where FFmpeg's
// libavformat is installed. It is looked for beside the running program, then
// in PATH.
//
// An error is Unavailable if the program is missing, fails or is of another
// version, and InvalidArgument, with its reason, if it refuses a file.
//
// Thread-safety: none.

#ifndef SEALFRAME_TOOLS_MEDIA_AV_PROGRAM_H_
#define SEALFRAME_TOOLS_MEDIA_AV_PROGRAM_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/child_process.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

class AvProgram {
 public:
  // Start runs the program with `arguments` (av_exchange.h) on the file
  // `input`, and with `output`, unless that is -1, for the file that it writes.
  static absl::StatusOr<std::unique_ptr<AvProgram>> Start(
      const std::vector<std::string>& arguments, int input, int output);

  // Next stores the next packet. It returns false after the last one, once the
  // program has ended without an error.
  absl::StatusOr<bool> Next(ContainerFrame* packet);

  // Answer passes on the new contents of the packet, if the program writes.
  absl::Status Answer(absl::Span<const uint8_t> payload);

 private:
  explicit AvProgram(std::unique_ptr<ChildProcess> child)
      : child_(std::move(child)), packets_([this](absl::Span<uint8_t> out) {
          return child_->Read(out);
        }) {}

  absl::Status End();

  const std::unique_ptr<ChildProcess> child_;
  ByteInput packets_;
  bool has_form_ = false;
  size_t index_ = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_AV_PROGRAM_H_
