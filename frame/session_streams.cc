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
#include "sealframe/keyring/due_list.h"

namespace sealframe {

bool SessionStreams::ByParticipant::operator()(const StreamMonitor* a,
                                               const StreamMonitor* b) const {
  const int order =
      a->identity().participant.compare(b->identity().participant);
  return order == 0 ? std::less<>()(a, b) : order < 0;
}

bool SessionStreams::ByParticipant::operator()(const StreamMonitor* a,
                                               absl::string_view b) const {
  return a->identity().participant < b;
}

class SessionStreams::IndexedMonitor : public StreamMonitor {
 public:
  IndexedMonitor(Identity identity, std::shared_ptr<Index> index,
                 std::weak_ptr<DueList<StreamMonitor>> list)
      : StreamMonitor(std::move(identity), &index->wake, std::move(list)),
        index_(std::move(index)) {
    const MutexLock lock(index_->mutex);
    index_->monitors.insert(this);
  }

  ~IndexedMonitor() {
    const MutexLock lock(index_->mutex);
    index_->monitors.erase(this);
  }

 private:
  const std::shared_ptr<Index> index_;
};

SessionStreams::SessionStreams(std::function<void()> wake)
    : index_(std::make_shared<Index>(std::move(wake))) {}

// A new stream is looked at by the next poll, from which its time counts.
std::shared_ptr<StreamMonitor> SessionStreams::Add(
    StreamMonitor::Identity identity) {
  auto monitor =
      std::make_shared<IndexedMonitor>(std::move(identity), index_, due_);
  monitor->MarkDueByCall();
  return monitor;
}

void SessionStreams::AddRatcheted(absl::string_view participant, uint64_t kid) {
  const MutexLock lock(index_->mutex);
  for (auto stream = index_->monitors.lower_bound(participant);
       stream != index_->monitors.end() &&
       (*stream)->identity().participant == participant;
       ++stream) {
    (*stream)->AddRatcheted(kid);
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
