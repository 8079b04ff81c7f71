// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/c/call.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "sealframe/hooks/c/enums.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/structs.h"

namespace sealframe {

absl::Status RefuseNull(std::initializer_list<Argument> arguments) {
  for (const Argument& argument : arguments) {
    if (argument.value == nullptr) {
      return absl::InvalidArgumentError(
          absl::StrCat(argument.name, " is NULL"));
    }
  }
  return absl::OkStatus();
}

absl::Status NotAStruct(const char* name) {
  return absl::InvalidArgumentError(
      absl::StrCat(name,
                   " is invalid: initialise it with SEALFRAME_INIT, and set "
                   "only fields that interface version ",
                   SEALFRAME_ABI_VERSION, " has"));
}

sealframe_status Report(const absl::Status& status, sealframe_error* error) {
  if (error != nullptr) {
    sealframe_error written = {};
    const size_t room = std::min(sizeof(written), StructSize(error)) -
                        offsetof(sealframe_error, message) -
                        1;  // The terminating zero byte.
    status.message().copy(written.message, room);
    WriteStruct(written, error);
  }
  return ToC(status.code());
}

}  // namespace sealframe
