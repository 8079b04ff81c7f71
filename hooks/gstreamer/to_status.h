// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The C interface's errors as `absl::Status`.
//
// Thread-safety: a pure function. It allocates if there is an error.

#ifndef SEALFRAME_HOOKS_GSTREAMER_TO_STATUS_H_
#define SEALFRAME_HOOKS_GSTREAMER_TO_STATUS_H_

#include "absl/status/status.h"
#include "sealframe/hooks/c/sealframe.h"

namespace sealframe::gst {

// ToStatus returns OK for SEALFRAME_OK; otherwise an internal error with the
// message of `error` and the name of `status`.
absl::Status ToStatus(sealframe_status status, const sealframe_error& error);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_TO_STATUS_H_
