// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/session_poller.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "api/units/time_delta.h"

namespace sealframe {
namespace {

constexpr webrtc::TimeDelta kInterval = webrtc::TimeDelta::Millis(100);

void Tell(const sealframe_event* event, void* observer) {
  static_cast<EventObserver*>(observer)->OnEvent(*event);
}

}  // namespace

struct SessionPoller::State {
  sealframe_session* session;
  webrtc::TaskQueueBase* thread;
  EventObserver* observer;
  std::vector<Ref<ReceiverTransformer>> receivers;
};

SessionPoller::SessionPoller(sealframe_session* session,
                             webrtc::TaskQueueBase* thread,
                             EventObserver* observer)
    : state_(new State{session, thread, observer, {}}) {
  PollAgain(state_);
}

SessionPoller::~SessionPoller() = default;

void SessionPoller::AddReceiver(Ref<ReceiverTransformer> receiver) {
  state_->receivers.push_back(std::move(receiver));
}

void SessionPoller::RemoveReceiver(const ReceiverTransformer* receiver) {
  auto& receivers = state_->receivers;
  receivers.erase(std::remove_if(receivers.begin(), receivers.end(),
                                 [receiver](const auto& other) {
                                   return other.get() == receiver;
                                 }),
                  receivers.end());
}

void SessionPoller::PollSoon() {
  state_->thread->PostTask([weak = std::weak_ptr<State>(state_)] {
    if (const std::shared_ptr<State> state = weak.lock()) Poll(*state);
  });
}

void SessionPoller::Poll(State& state) {
  sealframe_session_poll(state.session,
                         state.observer == nullptr ? nullptr : &Tell,
                         state.observer);
  // A callback may add or remove receivers.
  const std::vector<Ref<ReceiverTransformer>> receivers = state.receivers;
  for (const auto& receiver : receivers) receiver->ReleaseHeld();
}

void SessionPoller::PollAgain(const std::weak_ptr<State>& weak) {
  const std::shared_ptr<State> state = weak.lock();
  if (state == nullptr) return;
  Poll(*state);
  state->thread->PostDelayedTask([weak] { PollAgain(weak); }, kInterval);
}

}  // namespace sealframe
