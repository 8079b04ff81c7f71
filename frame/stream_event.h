// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What a session tells its application: how streams fare, and what happened to
// keys.
//
// Thread-safety: plain data, pure functions over constant data.

#ifndef SEALFRAME_FRAME_STREAM_EVENT_H_
#define SEALFRAME_FRAME_STREAM_EVENT_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"

namespace sealframe {

// StreamState is how a stream fares. It is told when it changes.
enum class StreamState : uint8_t {
  kNew,               // No frame yet.
  kOk,                // Frames are sealed, or opened, as they should be.
  kEncryptionFailed,  // A frame could not be sealed.
  kDecryptionFailed,  // A frame did not open: wrong key, or altered.
  kMissingKey,        // There is no key for what is sent or received.
  kKeyRatcheted,      // The participant's key went on by a step.
  kInternalError,
};

inline constexpr size_t kStreamStateCount =
    static_cast<size_t>(StreamState::kInternalError) + 1;

// StreamStateName returns the name that logs show, for example "missing_key".
absl::string_view StreamStateName(StreamState state);

enum class Direction : uint8_t { kSend, kReceive };

enum class EventKind : uint8_t {
  kStreamState,        // A stream's state changed.
  kKeyNearLimit,       // A key is close to its limit: change it soon.
  kKeyLimitReached,    // A key is at its limit and has stopped.
  kReservationFailed,  // Counters could not be written down ahead.
};

// EventKindName returns the name that logs show, for example "key_near_limit".
absl::string_view EventKindName(EventKind kind);

struct Event {
  EventKind kind = EventKind::kStreamState;
  std::string participant = {};
  uint64_t kid = 0;  // That the event is about, where it is about one.

  // Of a stream's state only.
  std::string track = {};
  MediaKind media = MediaKind::kVideo;
  Direction direction = Direction::kSend;
  StreamState state = StreamState::kNew;
};

// StateAfter returns the state that a frame's end puts a stream in; none if it
// says nothing about the stream, as a replayed frame does not. A frame that is
// held because its key is missing says kMissingKey before it is held.
absl::optional<StreamState> StateAfter(FrameStatus status, Direction direction);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_STREAM_EVENT_H_
