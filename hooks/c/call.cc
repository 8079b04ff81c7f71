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
                   "->struct_size is not set, or the struct says what this "
                   "library is too old to know"));
}

sealframe_status Report(const absl::Status& status, sealframe_error* error) {
  if (error != nullptr) {
    sealframe_error told = {};
    const size_t room = std::min(sizeof(told), StructSize(error)) -
                        offsetof(sealframe_error, message) -
                        1;  // A zero byte ends it.
    status.message().copy(told.message, room);
    WriteStruct(told, error);
  }
  return ToC(status.code());
}

}  // namespace sealframe
