// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Text that is collected before it is printed: in memory as long as it is
// short, otherwise in a temporary file.
//
// Thread-safety: none.

#ifndef SEALFRAME_TOOLS_CLI_SPILLED_TEXT_H_
#define SEALFRAME_TOOLS_CLI_SPILLED_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "sealframe/tools/media/temporary_file.h"

namespace sealframe {

class SpilledText {
 public:
  static constexpr size_t kMaxInMemory = size_t{1} << 20;

  // Add adds `text`. Unavailable if a temporary file cannot be written.
  absl::Status Add(absl::string_view text);

  // Print passes all text, in parts, to `print`. Unavailable if a temporary
  // file cannot be read.
  absl::Status Print(absl::FunctionRef<void(absl::string_view)> print) const;

 private:
  std::string rest_;  // What is not in the file.
  std::unique_ptr<TemporaryFile> file_;
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_SPILLED_TEXT_H_
