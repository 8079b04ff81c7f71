// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The demo's call: its participants, their keys and the SFU between them.
//
// A real application distributes keys over a channel that is itself end-to-end
// encrypted. Here the call copies each key to exactly the participants that may
// have it.
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
#include "sealframe/tools/demo/demo_clock.h"
#include "sealframe/tools/demo/demo_media.h"
#include "sealframe/tools/demo/endpoint.h"
#include "sealframe/tools/demo/sfu.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

// Tally counts the frames that one receiver got.
struct Tally {
  size_t received = 0;
  size_t identical = 0;  // Opened to the bytes that were sent.
  size_t dropped = 0;
};

// SentFrame is a packet and the frame it was sealed from, for comparison.
struct SentFrame {
  Packet packet;
  const ContainerFrame* original = nullptr;
};

class Call {
 public:
  Call(KeyMode mode, DemoMedia media) : mode_(mode), media_(std::move(media)) {}

  KeyMode mode() const { return mode_; }
  DemoClock& clock() { return clock_; }
  const Sfu& sfu() const { return sfu_; }

  // Begin adds the first participants and distributes their keys.
  absl::Status Begin(const std::vector<std::string>& names);

  // Join adds `name` to the ongoing call. First the others ratchet their keys,
  // or a shared key is replaced.
  absl::Status Join(const std::string& name);

  // Leave removes `name` and gives the others new keys. The endpoint keeps
  // receiving packets, as an eavesdropper on the network would.
  absl::Status Leave(const std::string& name);

  // Converse has each participant send `rounds` video frames, 30 a second, and
  // twice as many audio frames to all endpoints. It returns the tally of each
  // endpoint, by name.
  std::map<std::string, Tally> Converse(size_t rounds);

  // Hear opens `sent` at the endpoint of `name`, except its own frames.
  Tally Hear(const std::string& name, absl::Span<const SentFrame> sent);

  // sent returns every frame sent so far.
  const std::vector<SentFrame>& sent() const { return sent_; }

  Endpoint& end(const std::string& name) { return *ends_.at(name); }

  // ends returns the endpoints of all present and former participants, by name.
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
  DemoClock clock_;
  Sfu sfu_;
  std::map<std::string, std::unique_ptr<Endpoint>> ends_;
  std::vector<std::string> present_;
  std::vector<SentFrame> sent_;
  uint64_t newest_key_ = 0;  // Key index of the newest key.
  size_t round_ = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_DEMO_CALL_H_
