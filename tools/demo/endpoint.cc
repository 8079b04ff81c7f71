// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/demo/endpoint.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "sealframe/frame/formats/sframe/sframe_profile.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/session.h"
#include "sealframe/frame/stream_config.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/keyring/profile.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {
namespace {

constexpr unsigned kRatchetBits = 4;

MediaKind KindOf(const ContainerFrame& frame) {
  return frame.info.audio() ? MediaKind::kAudio : MediaKind::kVideo;
}

StreamConfig ConfigOf(const std::string& participant, MediaKind media) {
  return {.participant = participant,
          .track = media == MediaKind::kAudio ? "audio" : "video",
          .media = media,
          .hold = {.max_frames = 64,
                   .max_bytes = size_t{1} << 20,
                   .max_age = absl::Seconds(2)}};
}

}  // namespace

absl::StatusOr<std::unique_ptr<Endpoint>> Endpoint::Create(std::string name,
                                                           uint64_t number,
                                                           KeyMode mode,
                                                           const Clock& clock) {
  absl::StatusOr<Profile> profile =
      SFrameProfile({.ratchet_bits = kRatchetBits});
  if (!profile.ok()) {
    return profile.status();
  }
  absl::StatusOr<std::shared_ptr<KeyProvider>> keys =
      KeyProvider::Create(*std::move(profile), {.mode = mode, .clock = &clock});
  if (!keys.ok()) {
    return keys.status();
  }
  if (absl::Status status = (*keys)->AddLocalParticipant(name, number);
      !status.ok()) {
    return status;
  }
  return absl::WrapUnique(
      new Endpoint(std::move(name), number, *std::move(keys)));
}

absl::Status Endpoint::Start() {
  absl::StatusOr<std::unique_ptr<Session>> session =
      Session::Create(keys_, {.e2ee_enabled = true});
  if (!session.ok()) {
    return session.status();
  }
  session_ = *std::move(session);
  return absl::OkStatus();
}

Packet Endpoint::Seal(const ContainerFrame& frame) {
  const MediaKind media = KindOf(frame);
  SendTransform& sender = Sender(media);
  Packet packet = {.sender = name_,
                   .media = media,
                   .ssrc = static_cast<uint32_t>(number_ * 2) +
                           (media == MediaKind::kAudio ? 1 : 0),
                   .rtp_timestamp = frame.info.timestamp,
                   .frame = {}};
  packet.frame.resize(sender.MaxSealedSize(frame.data.size()));
  const FrameResult result =
      sender.Seal({.kind = media,
                   .codec = frame.info.codec,
                   .key_frame = frame.info.key_frame,
                   .ssrc = packet.ssrc,
                   .rtp_timestamp = packet.rtp_timestamp,
                   .metadata = {}},
                  frame.data, absl::MakeSpan(packet.frame));
  packet.frame.resize(result.size);
  return packet;
}

Opened Endpoint::Open(const Packet& packet) {
  ReceiveTransform& receiver = Receiver(packet.sender, packet.media);
  Opened opened;
  opened.frame.resize(receiver.MaxOpenedSize(packet.frame.size()));
  opened.result = receiver.Open({.kind = packet.media,
                                 .ssrc = packet.ssrc,
                                 .rtp_timestamp = packet.rtp_timestamp,
                                 .metadata = {}},
                                packet.frame, absl::MakeSpan(opened.frame));
  opened.frame.resize(opened.result.size);
  return opened;
}

Opened Endpoint::OpenHeld(const std::string& sender, MediaKind media) {
  Opened opened;
  ReceiveTransform& receiver = Receiver(sender, media);
  opened.frame.resize(receiver.next_held_size());
  FrameInfo info;
  opened.result = receiver.OpenHeld(&info, absl::MakeSpan(opened.frame));
  opened.frame.resize(opened.result.size);
  return opened;
}

std::vector<Event> Endpoint::Poll() {
  std::vector<Event> events = session_->Poll();
  for (const Event& event : events) {
    if (event.kind == EventKind::kStreamState) {
      states_[{event.participant, event.media}] = event;
    }
  }
  return events;
}

std::vector<StreamReport> Endpoint::Reports() const {
  std::vector<StreamReport> reports;
  const auto add = [&](const std::string& participant, MediaKind media,
                       Direction direction, StreamStats stats) {
    const auto last = states_.find({participant, media});
    const Event event = last == states_.end() ? Event{} : last->second;
    reports.push_back({.participant = participant,
                       .media = media,
                       .direction = direction,
                       .state = event.state,
                       .reason = event.reason,
                       .stats = std::move(stats)});
  };
  for (const auto& [media, sender] : senders_) {
    add(name_, media, Direction::kSend, sender->Stats());
  }
  for (const auto& [stream, receiver] : receivers_) {
    add(stream.first, stream.second, Direction::kReceive, receiver->Stats());
  }
  return reports;
}

SendTransform& Endpoint::Sender(MediaKind media) {
  std::unique_ptr<SendTransform>& sender = senders_[media];
  if (sender == nullptr) {
    sender = session_->NewSendTransform(ConfigOf(name_, media)).value();
  }
  return *sender;
}

ReceiveTransform& Endpoint::Receiver(const std::string& sender,
                                     MediaKind media) {
  std::unique_ptr<ReceiveTransform>& receiver = receivers_[{sender, media}];
  if (receiver == nullptr) {
    receiver = session_->NewReceiveTransform(ConfigOf(sender, media)).value();
  }
  return *receiver;
}

}  // namespace sealframe
