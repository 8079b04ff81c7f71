// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A session: the streams of one call, the key provider that serves them all,
// and the events that tell how they fare.
//
// Sessions have no thread of their own. The application calls `Poll` a few
// times a second, and sooner when it is woken; events come from there, and keys
// are maintained there.
//
// Thread-safety: all of it may be called from several threads; `Poll` from one
// at a time. None of it belongs on the frame path.

#ifndef SEALFRAME_FRAME_SESSION_H_
#define SEALFRAME_FRAME_SESSION_H_

#include <functional>
#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "sealframe/frame/e2ee_switch.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/stream_config.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/frame/stream_monitor.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/key_provider.h"

namespace sealframe {

struct SessionOptions {
  // What happens to frames before `SetE2eeEnabled` is called: true, they are
  // dropped; false, they pass in the clear. Where encryption is on, a frame
  // without a key is always dropped.
  bool discard_frame_when_cryptor_not_ready = true;
  // Called when a stream has something to tell where it had nothing: to `Poll`
  // soon. It is called from the stream's thread, on the frame path: it must not
  // block or allocate. It outlives the session's streams. May be empty.
  std::function<void()> wake = nullptr;
  const Clock* clock = &Clock::System();
  // Whether the session starts with end-to-end encryption on, as if
  // `SetE2eeEnabled(true)` had been called.
  bool e2ee_enabled = false;
};

class Session {
 public:
  // Create makes a session with the keys and the profile of `provider`. It
  // fails if the provider has no key yet, so that a call that should be
  // encrypted cannot start without one.
  static absl::StatusOr<std::unique_ptr<Session>> Create(
      std::shared_ptr<KeyProvider> provider,
      const SessionOptions& options = {});

  // SetE2eeEnabled switches end-to-end encryption on, or, if the application
  // means that, off: frames then pass in the clear, in both directions.
  void SetE2eeEnabled(bool enabled) { e2ee_->Set(enabled); }

  // e2ee_enabled returns whether frames are sealed and opened.
  bool e2ee_enabled() const { return e2ee_->is_on(); }

  // NewSendTransform makes the sending side of a stream of a participant of
  // this end. It may outlive the session, and then goes on without events.
  std::unique_ptr<SendTransform> NewSendTransform(const StreamConfig& config);

  // NewReceiveTransform makes the receiving side of a stream. Its participant
  // need not be known, or have a key, yet. It may outlive the session.
  std::unique_ptr<ReceiveTransform> NewReceiveTransform(
      const StreamConfig& config);

  // Poll maintains the keys (`KeyProvider::Maintain`) and returns what happened
  // since the last call. A stream's same state is told at most once in
  // `kMinEventInterval`.
  std::vector<Event> Poll();

  KeyProvider& provider() const { return *provider_; }

 private:
  Session(std::shared_ptr<KeyProvider> provider, const SessionOptions& options);

  StreamParts NewParts(const StreamConfig& config, Direction direction);
  void TellRatcheted(const KeyEvent& event)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const std::shared_ptr<KeyProvider> provider_;
  const SessionOptions options_;
  const std::shared_ptr<E2eeSwitch> e2ee_;
  absl::Mutex mutex_;
  std::vector<std::weak_ptr<StreamMonitor>> monitors_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_SESSION_H_
