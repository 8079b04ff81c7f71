// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Polls a session on a thread that the embedder names, and so brings events
// there: maintains its keys, tells an observer how its streams fare, and lets
// out frames that were held until their key came.
//
// Thread-safety: made, used and destroyed on that thread, but for `PollSoon`,
// which any thread may call.

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

  // OnEvent is told of one event, on the poller's thread. What `event` points
  // to is good until it returns. It may call anything but the poller's
  // destructor.
  virtual void OnEvent(const sealframe_event& event) = 0;
};

class SessionPoller {
 public:
  // SessionPoller polls `session` on `thread`, an rtc::Thread or a task queue,
  // ten times a second from now on. All three outlive it; `observer` may be
  // null.
  SessionPoller(sealframe_session* session, webrtc::TaskQueueBase* thread,
                EventObserver* observer);
  ~SessionPoller();

  SessionPoller(const SessionPoller&) = delete;
  SessionPoller& operator=(const SessionPoller&) = delete;

  // AddReceiver lets out what `receiver` holds, from now on.
  void AddReceiver(Ref<ReceiverTransformer> receiver);

  // RemoveReceiver forgets `receiver`, whose participant has left.
  void RemoveReceiver(const ReceiverTransformer* receiver);

  // PollSoon polls without waiting for the next time: call it after a key was
  // set. The poller must not be destroyed meanwhile.
  void PollSoon();

 private:
  struct State;

  static void Poll(State& state);
  static void PollAgain(const std::weak_ptr<State>& weak);

  // Tasks that are still posted when the poller is destroyed find it gone.
  const std::shared_ptr<State> state_;
};

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_SESSION_POLLER_H_
