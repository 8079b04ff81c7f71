// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The state that the elements of one session share: the keys of its senders, or
// of its receivers, and the events of their streams.
//
// Senders and receivers have separate providers, so that no key both seals and
// opens, and senders reserve counters in one place.
//
// Thread-safety: may be called from any thread. Only `PollIsDue`, which neither
// allocates nor blocks, is meant for the frame path.

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
#include "sealframe/hooks/c/sealframe.hpp"
#include "sealframe/hooks/gstreamer/event.h"
#include "sealframe/hooks/gstreamer/frame_stream.h"
#include "sealframe/hooks/gstreamer/key_text.h"
#include "sealframe/hooks/gstreamer/listeners.h"
#include "sealframe/hooks/gstreamer/settings.h"

namespace sealframe::gst {

class Call {
 public:
  // Join returns the call of the session that `settings` name, or a new one if
  // there is none or the name is empty. It fails if the settings of the
  // existing call differ.
  static absl::StatusOr<std::shared_ptr<Call>> Join(
      const Settings& settings, sealframe_direction direction);

  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  // AddParticipant adds the participant of an element, and with per-ssrc its
  // SSRC, unless they were added before.
  absl::Status AddParticipant(const Settings& settings);

  // AddKey adds a key for the participant, or a shared key in shared-key mode.
  absl::Status AddKey(const std::string& participant, uint64_t key_index,
                      const KeyText& key);

  // LoadKey adds the key from the file that `settings` name, if any, unless an
  // element of the call did so before. In a sending call it also activates the
  // key, once per participant.
  absl::Status LoadKey(const Settings& settings);

  // Activate, Ratchet and Retire forward to the provider.
  absl::Status Activate(const std::string& participant, uint64_t key_index);
  absl::Status Ratchet(const std::string& participant);
  absl::Status Retire(const std::string& participant, uint64_t key_index,
                      uint64_t overlap_ms);

  // SetEnabled switches encryption on, or off if it was on.
  void SetEnabled(bool enabled);

  // NewStream creates the stream of an element with `settings`, whose events
  // carry the name `track`. It needs no key yet.
  absl::StatusOr<std::unique_ptr<FrameStream>> NewStream(
      const Settings& settings, const std::string& track, bool is_video);

  // PollIsDue returns true at most five times a second, to one caller each
  // time.
  bool PollIsDue();

  // Maintain performs due key maintenance and returns the events. It may block.
  std::vector<Event> Maintain();

  // listeners returns the elements of the call.
  std::shared_ptr<Listeners> listeners() const { return listeners_; }

 private:
  Call(const Settings& settings, sealframe_direction direction,
       const std::string& counter_folder,
       UniquePtr<sealframe_provider> provider);

  static absl::StatusOr<std::shared_ptr<Call>> Create(
      const Settings& settings, sealframe_direction direction);

  absl::Status CheckIsLike(const Settings& settings) const;
  absl::Status Begin();
  absl::Status AddSsrc(const Settings& settings);

  const Settings settings_;  // Those of the element that created the call.
  const sealframe_direction direction_;
  const std::string counter_folder_;  // Empty for none.
  const UniquePtr<sealframe_provider> provider_;
  UniquePtr<sealframe_session> session_;  // Set once, by `Begin`.

  std::mutex mutex_;  // Guards the fields up to `activated_`.
  std::set<std::string> participants_;
  // Keys loaded from files, by participant (empty if shared) and key index, and
  // the participants for which each was activated.
  std::set<std::pair<std::string, uint64_t>> loaded_;
  std::set<std::pair<std::string, uint64_t>> activated_;

  const std::shared_ptr<Listeners> listeners_ = std::make_shared<Listeners>();
  std::mutex maintain_mutex_;  // Serializes `Maintain`.
  std::atomic<int64_t> last_poll_us_ = 0;
};

}  // namespace sealframe::gst

#endif  // SEALFRAME_HOOKS_GSTREAMER_CALL_H_
