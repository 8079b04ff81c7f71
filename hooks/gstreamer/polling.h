// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Polls calls in a pool with a single thread, so that no streaming thread waits
// for a disk.
//
// Thread-safety: any thread may call these. They allocate.

#ifndef SEALFRAME_HOOKS_GSTREAMER_POLLING_H_
#define SEALFRAME_HOOKS_GSTREAMER_POLLING_H_

#include <memory>

#include "sealframe/hooks/gstreamer/call.h"

namespace sealframe::gst {

// Poll performs due key maintenance and has the elements of the call post the
// events. It may block.
void Poll(Call& call);

// PollSoon does so on the pool's thread, if the call still exists by then.
void PollSoon(const std::shared_ptr<Call>& call);

// ReleaseCall releases a reference to a call, waiting for the pool's thread if
// it is polling a call. If it was the last reference, the call is destroyed and
// its counter folder unlocked on return.
void ReleaseCall(std::shared_ptr<Call> call);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_POLLING_H_
