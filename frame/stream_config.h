// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The configuration of one stream of a session.
//
// Thread-safety: plain data.

#ifndef SEALFRAME_FRAME_STREAM_CONFIG_H_
#define SEALFRAME_FRAME_STREAM_CONFIG_H_

#include <cstddef>
#include <string>

#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/held_frames.h"
#include "sealframe/keyring/replay_window.h"

namespace sealframe {

struct StreamConfig {
  std::string participant = {};  // The sender.
  std::string track = {};        // The application's name for the stream.
  MediaKind media = MediaKind::kVideo;

  // Receiving streams only.
  //
  // The size of the replay window, in counters. Formats whose frames carry
  // whole IVs ignore it (keyring/iv/iv_windows.h).
  size_t replay_window = kDefaultReplayWindow;
  HoldOptions hold = {};
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_STREAM_CONFIG_H_
