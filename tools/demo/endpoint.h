// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// One endpoint of the demo's call: a participant's keys and session, a send
// transform for each media kind, and a receive transform for each media kind of
// each other participant.
//
// Thread-safety: none.

#ifndef SEALFRAME_TOOLS_DEMO_ENDPOINT_H_
#define SEALFRAME_TOOLS_DEMO_ENDPOINT_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/session.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/frame/stream_stats.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

// Packet is a sealed frame in transit, with its metadata in the clear.
struct Packet {
  std::string sender;
  MediaKind media = MediaKind::kVideo;
  uint32_t ssrc = 0;
  uint32_t rtp_timestamp = 0;
  std::vector<uint8_t> frame;
};

// Opened is the result of opening one packet.
struct Opened {
  FrameResult result;
  std::vector<uint8_t> frame;
};

// StreamReport holds the state and statistics of one stream of an endpoint.
struct StreamReport {
  std::string participant;
  MediaKind media = MediaKind::kVideo;
  Direction direction = Direction::kSend;
  StreamState state = StreamState::kNew;
  FrameStatus reason = FrameStatus::kOk;  // The reason if it is stalled.
  StreamStats stats;
};

class Endpoint {
 public:
  // Create makes the endpoint of participant `name`. `number` is its sender
  // number, unique in the call. `clock` must outlive it.
  static absl::StatusOr<std::unique_ptr<Endpoint>> Create(std::string name,
                                                          uint64_t number,
                                                          KeyMode mode,
                                                          const Clock& clock);

  const std::string& name() const { return name_; }
  uint64_t number() const { return number_; }
  KeyProvider& keys() { return *keys_; }

  // Start creates the session. Keys must have been set.
  absl::Status Start();

  // Seal returns `frame` sealed in a packet, or an empty packet if it was
  // dropped.
  Packet Seal(const ContainerFrame& frame);

  // Open opens another participant's packet.
  Opened Open(const Packet& packet);

  // OpenHeld opens a held frame of `sender` whose key has arrived, if there is
  // one.
  Opened OpenHeld(const std::string& sender, MediaKind media);

  // Poll polls the session, records the stream states and returns the events.
  std::vector<Event> Poll();

  std::vector<StreamReport> Reports() const;

 private:
  using StreamName = std::pair<std::string, MediaKind>;

  Endpoint(std::string name, uint64_t number, std::shared_ptr<KeyProvider> keys)
      : name_(std::move(name)), number_(number), keys_(std::move(keys)) {}

  SendTransform& Sender(MediaKind media);
  ReceiveTransform& Receiver(const std::string& sender, MediaKind media);

  const std::string name_;
  const uint64_t number_;
  const std::shared_ptr<KeyProvider> keys_;
  std::unique_ptr<Session> session_;
  std::map<MediaKind, std::unique_ptr<SendTransform>> senders_;
  std::map<StreamName, std::unique_ptr<ReceiveTransform>> receivers_;
  std::map<StreamName, Event> states_;  // The last event of each stream.
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_DEMO_ENDPOINT_H_
