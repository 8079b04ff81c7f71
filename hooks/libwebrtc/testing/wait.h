// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// How tests wait for what other threads do: until it is so, and not for a time.
//
// Thread-safety: pure functions.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_TESTING_WAIT_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_TESTING_WAIT_H_

#include <functional>

namespace sealframe {

// WaitUntil returns true once `condition` is, or false if it is not in the half
// minute after which a call has failed.
[[nodiscard]] bool WaitUntil(const std::function<bool()>& condition);

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_TESTING_WAIT_H_
