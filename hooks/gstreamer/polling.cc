// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/polling.h"

#include <glib.h>

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "sealframe/hooks/gstreamer/call.h"
#include "sealframe/hooks/gstreamer/event.h"
#include "sealframe/hooks/gstreamer/listeners.h"

namespace sealframe::gst {
namespace {

// Held while the pool's thread holds a reference to a call.
std::mutex& PoolMutex() {
  static std::mutex* const mutex = new std::mutex;
  return *mutex;
}

void PollInPool(gpointer task, gpointer) {
  const std::unique_ptr<std::weak_ptr<Call>> weak(
      static_cast<std::weak_ptr<Call>*>(task));
  std::shared_ptr<Listeners> listeners;
  std::vector<Event> events;
  {
    std::lock_guard<std::mutex> lock(PoolMutex());
    const std::shared_ptr<Call> call = weak->lock();
    if (call == nullptr) return;
    events = call->Maintain();
    listeners = call->listeners();
  }
  // Without the mutex, because a handler may release the last element.
  listeners->Post(events);
}

}  // namespace

void Poll(Call& call) { call.listeners()->Post(call.Maintain()); }

void PollSoon(const std::shared_ptr<Call>& call) {
  static GThreadPool* const pool =
      g_thread_pool_new(PollInPool, nullptr, /*max_threads=*/1,
                        /*exclusive=*/FALSE, nullptr);
  g_thread_pool_push(pool, new std::weak_ptr<Call>(call), nullptr);
}

void ReleaseCall(std::shared_ptr<Call> call) {
  std::lock_guard<std::mutex> lock(PoolMutex());
  call.reset();
}

}  // namespace sealframe::gst
