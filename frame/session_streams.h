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
  // The streams call `wake`, which may be empty (`StreamMonitor`).
  explicit SessionStreams(std::function<void()> wake);

  // Add returns the monitor of a new stream. It may outlive this object.
  std::shared_ptr<StreamMonitor> Add(StreamMonitor::Identity identity);

  // AddRatcheted adds the event to each stream of `participant`.
  void AddRatcheted(absl::string_view participant, uint64_t kid);

  // TakeEvents appends the events due at `now`, and returns at how many streams
  // it looked.
  size_t TakeEvents(absl::Time now, std::vector<Event>* events);

 private:
  struct ByParticipant {
    using is_transparent = void;
    bool operator()(const StreamMonitor* a, const StreamMonitor* b) const;
    bool operator()(const StreamMonitor* a, absl::string_view b) const;
  };
  // The monitors that exist. They hold it.
  struct Index {
    explicit Index(std::function<void()> wake_function)
        : wake(std::move(wake_function)) {}

    const std::function<void()> wake;
    absl::Mutex mutex;
    std::set<StreamMonitor*, ByParticipant> monitors ABSL_GUARDED_BY(mutex);
  };
  class IndexedMonitor;

  const std::shared_ptr<Index> index_;
  const std::shared_ptr<DueList<StreamMonitor>> due_ =
      std::make_shared<DueList<StreamMonitor>>();
  absl::Mutex taking_;
  std::vector<std::shared_ptr<StreamMonitor>> watched_ ABSL_GUARDED_BY(taking_);
  absl::Time last_poll_ ABSL_GUARDED_BY(taking_) = absl::InfinitePast();
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_SESSION_STREAMS_H_
