// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The beginning and end of a call of the C interface: null arguments are
// refused, and the status is reported.
//
// Thread-safety: pure functions. They allocate if there is an error.

#ifndef SEALFRAME_HOOKS_C_CALL_H_
#define SEALFRAME_HOOKS_C_CALL_H_

#include <initializer_list>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/structs.h"

namespace sealframe {

// Argument is an argument that must not be null.
struct Argument {
  const char* name;
  const void* value;
};

// RefuseNull returns an error that names the first null argument, or OK.
absl::Status RefuseNull(std::initializer_list<Argument> arguments);

// NotAStruct returns the error for a struct that `ReadStruct` or `ClearStruct`
// refuses, or whose reserved fields are set.
absl::Status NotAStruct(absl::string_view name);

// Report returns the C value of `status` and writes its message to `*error`,
// unless that is null. Where the message names a function of the key provider,
// as in "call `SetKey` first", the C function takes its place.
sealframe_status Report(const absl::Status& status, sealframe_error* error);

// Call refuses null `arguments`, otherwise calls `work`, which returns an
// absl::Status, and reports the result. No exception leaves it: running out of
// memory ends the process.
template <typename Work>
sealframe_status Call(sealframe_error* error,
                      std::initializer_list<Argument> arguments,
                      const Work& work) noexcept {
  if (error != nullptr && StructSize(error) == 0) {
    return SEALFRAME_INVALID_ARGUMENT;
  }
  absl::Status status = RefuseNull(arguments);
  if (status.ok()) {
    status = work();
  }
  return Report(status, error);
}

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_C_CALL_H_
