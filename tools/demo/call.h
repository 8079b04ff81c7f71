// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The demo's call: who is in it, the SFU between them, and who has which keys.
//
// In real life the application gives keys from one participant to another, over
// a channel that is itself end-to-end encrypted. Here the call does that by
// hand, and never to who must not have them.
//
// Thread-safety: none.

#ifndef SEALFRAME_TOOLS_DEMO_CALL_H_
#define SEALFRAME_TOOLS_DEMO_CALL_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/tools/demo/demo_media.h"
#include "sealframe/tools/demo/endpoint.h"
#include "sealframe/tools/demo/sfu.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

// Tally is how frames fared at one receiver.
struct Tally {
  size_t received = 0;
  size_t identical = 0;  // Came out as the very bytes that were sent.
  size_t dropped = 0;
};

// SentFrame is a packet with the frame that it was made of, for checking.
struct SentFrame {
  Packet packet;
  const ContainerFrame* original = nullptr;
};

class Call {
 public:
  Call(KeyMode mode, DemoMedia media) : mode_(mode), media_(std::move(media)) {}

  KeyMode mode() const { return mode_; }
  const Sfu& sfu() const { return sfu_; }

  // Begin brings the first participants in, with keys for all.
  absl::Status Begin(const std::vector<std::string>& names);

  // Join brings `name` into a call that goes on. The others' keys are ratcheted
  // first, or, where one is shared, changed.
  absl::Status Join(const std::string& name);

  // Leave makes keys that `name` does not get. Its end goes on listening, as
  // somebody who has left the room but not the network could.
  absl::Status Leave(const std::string& name);

  // Converse lets all that are in the call send `rounds` rounds of media (one
  // round: a video frame and two audio frames), which all ends hear. It returns
  // how they fared at each end, by name.
  std::map<std::string, Tally> Converse(size_t rounds);

  // Hear opens frames that were sent before at the end of `name`.
  Tally Hear(const std::string& name, absl::Span<const SentFrame> sent);

  // sent returns all that was sent so far.
  const std::vector<SentFrame>& sent() const { return sent_; }

  Endpoint& end(const std::string& name) { return *ends_.at(name); }

  // ends returns everybody who is or was in the call, by name.
  const std::map<std::string, std::unique_ptr<Endpoint>>& ends() const {
    return ends_;
  }

 private:
  absl::Status AddEnd(const std::string& name);
  absl::Status GiveOwnKey(Endpoint& owner);
  absl::Status ShareNewKey();
  absl::Status RatchetFor(Endpoint& newcomer);
  void Send(Endpoint& sender, const ContainerFrame& frame,
            std::map<std::string, Tally>* tallies);

  const KeyMode mode_;
  const DemoMedia media_;
  Sfu sfu_;
  std::map<std::string, std::unique_ptr<Endpoint>> ends_;
  std::vector<std::string> present_;
  std::vector<SentFrame> sent_;
  uint64_t newest_key_ = 0;  // The generation or number of the newest key.
  size_t round_ = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_DEMO_CALL_H_
