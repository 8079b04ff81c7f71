// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What one stream of a session is.
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
  std::string participant = {};  // Who sends it.
  std::string track = {};        // The application's name for it, for events.
  MediaKind media = MediaKind::kVideo;

  // Of a receiving stream.
  //
  // How many counters are remembered. Formats whose frames carry an IV in place
  // of a counter remember as many IVs as frame/formats/ring/iv_windows.h says.
  size_t replay_window = kDefaultReplayWindow;
  HoldOptions hold = {};
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_STREAM_CONFIG_H_
