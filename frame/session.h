// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A session: the streams of one call, their key provider and their events.
//
// A session has no thread. The application calls `Poll` a few times a second,
// and soon after `SessionOptions::wake`, to maintain the keys and to receive
// events.
//
// Thread-safety: may be used from several threads, but `Poll` from one at a
// time. Not for the frame path.

#ifndef SEALFRAME_FRAME_SESSION_H_
#define SEALFRAME_FRAME_SESSION_H_

#include <functional>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "sealframe/frame/e2ee_switch.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/session_streams.h"
#include "sealframe/frame/stream_config.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/frame/stream_pipeline.h"
#include "sealframe/keyring/key_provider.h"

namespace sealframe {

struct SessionOptions {
  // Drop frames until `SetE2eeEnabled` is called. If false, they pass in the
  // clear until then. While encryption is on, a frame without a key is always
  // dropped.
  bool discard_frame_when_cryptor_not_ready = true;
  // Called when a stream that had nothing to report has an event, so that the
  // application polls soon. It is called from the stream's thread, on the frame
  // path, and must not block or allocate. An exception that leaves it ends the
  // process. It must outlive the session's streams. May be empty. It is not
  // called for a stall (`StreamState::kStalled`), which only `Poll` notices.
  std::function<void()> wake = nullptr;
  // Start with end-to-end encryption on, as after `SetE2eeEnabled(true)`.
  bool e2ee_enabled = false;
  // Allow a provider without keys, for a call whose first key comes later.
  // Until then frames are dropped, or held (`StreamConfig::hold`).
  bool allow_no_key = false;
};

class Session {
 public:
  // Create returns a session with the keys, the profile and the clock of
  // `provider`. It fails if the provider has no key, so that no call starts
  // without one, unless `SessionOptions::allow_no_key` is set.
  static absl::StatusOr<std::unique_ptr<Session>> Create(
      std::shared_ptr<KeyProvider> provider,
      const SessionOptions& options = {});

  // SetE2eeEnabled switches end-to-end encryption on or off. While it is off,
  // frames pass in the clear, in both directions.
  void SetE2eeEnabled(bool enabled) { e2ee_->Set(enabled); }

  // e2ee_enabled returns whether frames are sealed and opened.
  bool e2ee_enabled() const { return e2ee_->is_on(); }

  // NewSendTransform returns the sending side of a stream of a local
  // participant, which may have no key yet. It may outlive the session, and
  // then works without events. It fails if the participant is unknown or
  // remote, and for video whose tags would be too short
  // (`SFrameKeySchemeOptions::allow_short_tags`).
  absl::StatusOr<std::unique_ptr<SendTransform>> NewSendTransform(
      const StreamConfig& config);

  // NewReceiveTransform returns the receiving side of a stream of a remote
  // participant, which may have no key yet. It may outlive the session, too. It
  // fails if the participant is unknown or local.
  absl::StatusOr<std::unique_ptr<ReceiveTransform>> NewReceiveTransform(
      const StreamConfig& config);

  // Poll maintains the keys (`KeyProvider::Maintain`) and returns the events
  // since the last call. When it returns, removed keys are wiped, except those
  // that a frame or a batch is using at this moment. A stream repeats a state
  // at most once in `kMinEventInterval`. Only Poll finds stalled streams, from
  // the time between its calls (frame/stall_detector.h). Its time grows with
  // the keys and streams that have something to do, not with all that exist.
  std::vector<Event> Poll();

  KeyProvider& provider() const { return *provider_; }

 private:
  Session(std::shared_ptr<KeyProvider> provider, const SessionOptions& options);

  StreamParts NewParts(const StreamConfig& config, Direction direction);

  const std::shared_ptr<KeyProvider> provider_;
  const std::shared_ptr<E2eeSwitch> e2ee_;
  SessionStreams streams_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_SESSION_H_
