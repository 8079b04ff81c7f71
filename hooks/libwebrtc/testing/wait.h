// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Waits in tests for a condition that other threads make true, not for a time.
//
// Thread-safety: pure functions.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_TESTING_WAIT_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_TESTING_WAIT_H_

#include <functional>

namespace sealframe {

// WaitUntil returns true once `condition` returns true, or false after half a
// minute.
[[nodiscard]] bool WaitUntil(const std::function<bool()>& condition);

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_TESTING_WAIT_H_
