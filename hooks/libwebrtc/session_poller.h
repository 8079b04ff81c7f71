// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Polls a session on a thread of the embedder's choice: maintains its keys,
// passes its events to an observer, and releases held frames whose key is set.
//
// Thread-safety: create, use and destroy it on that thread. Any thread may call
// `PollSoon`.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_SESSION_POLLER_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_SESSION_POLLER_H_

#include <memory>
#include <vector>

#include "api/task_queue/task_queue_base.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/libwebrtc/receiver_transformer.h"
#include "sealframe/hooks/libwebrtc/webrtc_types.h"

namespace sealframe {

class EventObserver {
 public:
  virtual ~EventObserver() = default;

  // OnEvent receives one event on the poller's thread. Pointers in `event` are
  // valid until it returns. It may call anything except the poller's
  // destructor.
  virtual void OnEvent(const sealframe_event& event) = 0;
};

class SessionPoller {
 public:
  // SessionPoller polls `session` ten times a second on `thread`, an
  // rtc::Thread or a task queue. All three outlive it; `observer` may be null.
  SessionPoller(sealframe_session* session, webrtc::TaskQueueBase* thread,
                EventObserver* observer);
  ~SessionPoller();

  SessionPoller(const SessionPoller&) = delete;
  SessionPoller& operator=(const SessionPoller&) = delete;

  // AddReceiver makes the poller release the held frames of `receiver`.
  void AddReceiver(Ref<ReceiverTransformer> receiver);

  // RemoveReceiver undoes `AddReceiver`, for a participant that has left.
  void RemoveReceiver(const ReceiverTransformer* receiver);

  // PollSoon polls as soon as the thread is free. Call it after setting a key.
  // The poller must not be destroyed during the call.
  void PollSoon();

 private:
  struct State;

  static void Poll(State& state);
  static void PollAgain(const std::weak_ptr<State>& weak);

  // Lets tasks that outlive the poller detect that it is destroyed.
  const std::shared_ptr<State> state_;
};

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_SESSION_POLLER_H_
