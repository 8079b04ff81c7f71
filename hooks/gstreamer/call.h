// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What the elements of one session share: the keys of the senders, or those of
// the receivers, and the events that tell how their streams fare.
//
// Senders and receivers have a provider each, so that a key that seals is never
// one that opens, and the counters of what seals are in one place.
//
// Thread-safety: all of it may be called from several threads. None of it
// belongs on the frame path but `PollIsDue`, which neither allocates nor waits.

#ifndef SEALFRAME_HOOKS_GSTREAMER_CALL_H_
#define SEALFRAME_HOOKS_GSTREAMER_CALL_H_

#include <gst/gst.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/gstreamer/event.h"
#include "sealframe/hooks/gstreamer/frame_stream.h"
#include "sealframe/hooks/gstreamer/handles.h"
#include "sealframe/hooks/gstreamer/key_text.h"
#include "sealframe/hooks/gstreamer/listeners.h"
#include "sealframe/hooks/gstreamer/settings.h"

namespace sealframe::gst {

class Call {
 public:
  // Join returns the call that `settings` name, and makes it if it is not there
  // yet or has no name. It is an error if it is there and not like them.
  static absl::StatusOr<std::shared_ptr<Call>> Join(
      const Settings& settings, sealframe_direction direction);

  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  // AddParticipant makes the participant of an element known, once.
  absl::Status AddParticipant(const Settings& settings);

  // AddKey adds a key of the participant, or of the meeting if keys are shared.
  absl::Status AddKey(const std::string& participant, uint64_t key_index,
                      const KeyText& key);

  // LoadKey adds the key in the file that `settings` name, if they do, and if
  // no element of the call has; a sender then seals with it.
  absl::Status LoadKey(const Settings& settings);

  // Activate, Ratchet and Retire are those of the provider.
  absl::Status Activate(const std::string& participant, uint64_t key_index);
  absl::Status Ratchet(const std::string& participant);
  absl::Status Retire(const std::string& participant, uint64_t key_index,
                      uint64_t overlap_ms);

  // SetEnabled switches encryption on, or, if it was, off.
  void SetEnabled(bool enabled);

  // NewStream makes a stream, whose events have the name `track`. It is null as
  // long as there is no key at all.
  std::unique_ptr<FrameStream> NewStream(const std::string& participant,
                                         const std::string& track,
                                         bool is_video);

  // PollIsDue returns true a few times a second, to one caller each time.
  bool PollIsDue();

  // Maintain does what is due to the keys, and returns what happened. May
  // block.
  std::vector<Event> Maintain();

  // listeners returns the elements of the call.
  std::shared_ptr<Listeners> listeners() const { return listeners_; }

 private:
  Call(const Settings& settings, sealframe_direction direction,
       const std::string& counter_folder, ProviderPtr provider);

  bool IsLike(const Settings& settings) const;
  sealframe_session* FindOrMakeSession();

  const Settings settings_;  // Of the element that made it.
  const sealframe_direction direction_;
  const std::string counter_folder_;  // Empty if there is none.
  const ProviderPtr provider_;

  std::mutex mutex_;  // Guards what follows.
  SessionPtr session_;
  bool enabled_;
  std::set<std::string> participants_;
  // Keys from files, by participant (none if shared) and index; and those that
  // were activated because they came from a file.
  std::set<std::pair<std::string, uint64_t>> loaded_;
  std::set<std::pair<std::string, uint64_t>> activated_;

  const std::shared_ptr<Listeners> listeners_ = std::make_shared<Listeners>();
  std::mutex maintain_mutex_;  // Held over what one thread at a time may do.
  std::atomic<int64_t> last_poll_us_ = 0;
};

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_CALL_H_
