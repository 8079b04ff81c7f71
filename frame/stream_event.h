// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Events that a session reports: changes in the state of streams and of keys.
//
// Thread-safety: plain data, pure functions over constant data.

#ifndef SEALFRAME_FRAME_STREAM_EVENT_H_
#define SEALFRAME_FRAME_STREAM_EVENT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"

namespace sealframe {

// StreamState is the state of a stream. Sessions report its changes.
enum class StreamState : uint8_t {
  kNew,               // No frame yet. Never reported.
  kOk,                // Frames are sealed or opened, or come out again.
  kEncryptionFailed,  // A frame could not be sealed.
  kDecryptionFailed,  // A frame did not open: wrong key, or altered.
  kMissingKey,        // The key of a frame is not set.
  kKeyRatcheted,      // The participant's key advanced by ratchet steps.
  kInternalError,
  kStalled,  // Frames go in, and none comes out (frame/stall_detector.h).
};

inline constexpr size_t kStreamStateCount =
    static_cast<size_t>(StreamState::kStalled) + 1;

// StreamStateName returns the name for logs, for example "missing_key".
absl::string_view StreamStateName(StreamState state);

enum class Direction : uint8_t { kSend, kReceive };

enum class EventKind : uint8_t {
  kStreamState,        // A stream's state changed.
  kKeyNearLimit,       // A key is close to its limit: replace it soon.
  kKeyLimitReached,    // A key is at its limit and has stopped.
  kReservationFailed,  // Counters could not be reserved ahead of use.
};

// EventKindName returns the name for logs, for example "key_near_limit".
absl::string_view EventKindName(EventKind kind);

struct Event {
  EventKind kind = EventKind::kStreamState;
  std::string participant = {};
  // The key that the event concerns. For a stream's state: the key id of the
  // frame that entered it, as in `FrameResult::kid`; of the last frame that did
  // not come out for kStalled, and of the new step for kKeyRatcheted.
  uint64_t kid = 0;

  // kStreamState only:
  std::string track = {};
  MediaKind media = MediaKind::kVideo;
  Direction direction = Direction::kSend;
  StreamState state = StreamState::kNew;
  // kStalled only: the status of most of the frames.
  FrameStatus reason = FrameStatus::kOk;
};

// StateAfter returns the state that a stream enters when a frame ends with
// `status`, or nothing if a single such frame does not change the state, as a
// replayed one. A frame that is held for its key counts as kMissingKey first.
// kStalled follows from many frames, never from one.
std::optional<StreamState> StateAfter(FrameStatus status, Direction direction);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_STREAM_EVENT_H_
