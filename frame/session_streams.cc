// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/session_streams.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "sealframe/crypto/mutex_lock.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/frame/stream_monitor.h"

namespace sealframe {

// A new stream is looked at by the next poll, from which its time counts.
std::shared_ptr<StreamMonitor> SessionStreams::Add(
    StreamMonitor::Identity identity, std::function<void()> wake) {
  const auto remove = [index = index_](StreamMonitor* gone) {
    {
      const MutexLock lock(index->mutex);
      index->monitors.erase({gone->identity().participant, gone});
    }
    delete gone;
  };
  std::shared_ptr<StreamMonitor> monitor(
      new StreamMonitor(std::move(identity), std::move(wake), due_), remove);
  monitor->MarkDue();
  const MutexLock lock(index_->mutex);
  index_->monitors.emplace(monitor->identity().participant, monitor.get());
  return monitor;
}

void SessionStreams::AddRatcheted(absl::string_view participant, uint64_t kid) {
  const MutexLock lock(index_->mutex);
  for (auto stream = index_->monitors.lower_bound({participant, nullptr});
       stream != index_->monitors.end() && stream->first == participant;
       ++stream) {
    stream->second->AddRatcheted(kid);
  }
}

size_t SessionStreams::TakeEvents(absl::Time now, std::vector<Event>* events) {
  const MutexLock lock(taking_);
  for (std::shared_ptr<StreamMonitor>& monitor : due_->Take()) {
    if (monitor->Watch(last_poll_)) {
      watched_.push_back(std::move(monitor));
    }
  }
  last_poll_ = now;
  size_t visits = 0;
  std::erase_if(watched_, [&](const std::shared_ptr<StreamMonitor>& monitor) {
    if (monitor.use_count() == 1) {
      return true;  // The stream is gone.
    }
    ++visits;
    return !monitor->TakeEvents(now, events);
  });
  return visits;
}

}  // namespace sealframe
