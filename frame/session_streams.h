// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The monitors of a session's streams. A poll looks only at streams that have
// entered a state, whose frames do not come out, which it watches for one of
// these reasons, or which are new.
//
// Thread-safety: may be used from several threads. A call of `TakeEvents` waits
// for another; nothing else waits for it. Not for the frame path.

#ifndef SEALFRAME_FRAME_SESSION_STREAMS_H_
#define SEALFRAME_FRAME_SESSION_STREAMS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/frame/stream_monitor.h"
#include "sealframe/keyring/due_list.h"

namespace sealframe {

class SessionStreams {
 public:
  // Add returns the monitor of a new stream, for `StreamMonitor`'s parameters.
  // It may outlive this object.
  std::shared_ptr<StreamMonitor> Add(StreamMonitor::Identity identity,
                                     std::function<void()> wake);

  // AddRatcheted adds the event to each stream of `participant`.
  void AddRatcheted(absl::string_view participant, uint64_t kid);

  // TakeEvents appends the events due at `now`, and returns at how many streams
  // it looked.
  size_t TakeEvents(absl::Time now, std::vector<Event>* events);

 private:
  // The monitors that exist, by participant. They hold it.
  struct Index {
    absl::Mutex mutex;
    std::set<std::pair<absl::string_view, StreamMonitor*>> monitors
        ABSL_GUARDED_BY(mutex);
  };

  const std::shared_ptr<Index> index_ = std::make_shared<Index>();
  const std::shared_ptr<DueList<StreamMonitor>> due_ =
      std::make_shared<DueList<StreamMonitor>>();
  absl::Mutex taking_;
  std::vector<std::shared_ptr<StreamMonitor>> watched_ ABSL_GUARDED_BY(taking_);
  absl::Time last_poll_ ABSL_GUARDED_BY(taking_) = absl::InfinitePast();
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_SESSION_STREAMS_H_
