// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/spilled_text.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/temporary_file.h"

namespace sealframe {

absl::Status SpilledText::Add(absl::string_view text) {
  absl::StrAppend(&rest_, text);
  if (rest_.size() <= kMaxInMemory) {
    return absl::OkStatus();
  }
  if (file_ == nullptr) {
    absl::StatusOr<std::unique_ptr<TemporaryFile>> file =
        TemporaryFile::Create();
    if (!file.ok()) {
      return file.status();
    }
    file_ = *std::move(file);
  }
  absl::Status status = file_->Append(
      {reinterpret_cast<const uint8_t*>(rest_.data()), rest_.size()});
  rest_.clear();
  return status;
}

absl::Status SpilledText::Print(
    absl::FunctionRef<void(absl::string_view)> print) const {
  uint64_t offset = 0;
  std::vector<uint8_t> part(kMaxInMemory);
  while (file_ != nullptr) {
    const absl::StatusOr<size_t> got =
        file_->Read(offset, absl::MakeSpan(part));
    if (!got.ok()) {
      return got.status();
    }
    if (*got == 0) {
      break;
    }
    print({reinterpret_cast<const char*>(part.data()), *got});
    offset += *got;
  }
  print(rest_);
  return absl::OkStatus();
}

}  // namespace sealframe
