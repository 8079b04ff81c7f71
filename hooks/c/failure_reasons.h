// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Conversion of the reasons for which frames do not open to those of the C
// interface, whose values never change.
//
// Thread-safety: a pure function. It never allocates.

#ifndef SEALFRAME_HOOKS_C_FAILURE_REASONS_H_
#define SEALFRAME_HOOKS_C_FAILURE_REASONS_H_

#include "sealframe/frame/diagnosis/failure_reason.h"
#include "sealframe/hooks/c/sealframe.h"

namespace sealframe {

// ToC returns the C value of an engine value.
sealframe_failure_reason ToC(FailureReason reason);

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_C_FAILURE_REASONS_H_
