// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// How a call of the C interface begins and ends: its arguments are there, and
// an error is told in the caller's own struct.
//
// Thread-safety: pure functions. They allocate for an error.

#ifndef SEALFRAME_HOOKS_C_CALL_H_
#define SEALFRAME_HOOKS_C_CALL_H_

#include <initializer_list>

#include "absl/status/status.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/structs.h"

namespace sealframe {

// Argument is one that may not be NULL.
struct Argument {
  const char* name;
  const void* value;
};

// RefuseNull returns an error that names the first argument that is null.
absl::Status RefuseNull(std::initializer_list<Argument> arguments);

// NotAStruct returns the error for a struct that cannot be understood.
absl::Status NotAStruct(const char* name);

// Report returns the number of `status` and writes its message to `*error`, if
// that is not null.
sealframe_status Report(const absl::Status& status, sealframe_error* error);

// Call refuses null `arguments`, and otherwise does `work`, which returns an
// absl::Status. C has no exceptions: running out of memory ends the process.
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
