// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// When calls are polled: in a thread of GLib's shared pool, one call after the
// other, so that no streaming thread waits for a disk.
//
// Thread-safety: any thread may call these. They allocate.

#ifndef SEALFRAME_HOOKS_GSTREAMER_POLLING_H_
#define SEALFRAME_HOOKS_GSTREAMER_POLLING_H_

#include <memory>

#include "sealframe/hooks/gstreamer/call.h"

namespace sealframe::gst {

// Poll does what is due to the keys of a call, and has its elements post what
// happened. May block.
void Poll(Call& call);

// PollSoon does so in the pool's thread, if the call is still there by then.
void PollSoon(const std::shared_ptr<Call>& call);

// LetGo gives up a hold on a call. If it was the last one, the call is gone
// when this returns, and its counter folder free, though it was just being
// polled.
void LetGo(std::shared_ptr<Call> call);

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_POLLING_H_
