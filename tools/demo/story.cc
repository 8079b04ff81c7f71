// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/demo/story.h"

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "fmt/format.h"
#include "sealframe/crypto/random.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/tools/demo/call.h"
#include "sealframe/tools/demo/claims.h"
#include "sealframe/tools/demo/demo_clock.h"
#include "sealframe/tools/demo/endpoint.h"

namespace sealframe {
namespace {

constexpr size_t kRounds = 30;

using Tallies = std::map<std::string, Tally>;

bool AllIdentical(const Tallies& tallies,
                  const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    const Tally& tally = tallies.at(name);
    if (tally.received == 0 || tally.identical != tally.received) {
      return false;
    }
  }
  return true;
}

bool ReadNothing(const Tally& tally) {
  return tally.received != 0 && tally.dropped == tally.received;
}

void PrintTallies(const Tallies& tallies, const Claims& claims) {
  for (const auto& [name, tally] : tallies) {
    claims.Print(fmt::format("{}: received {}, identical {}, dropped {}", name,
                             tally.received, tally.identical, tally.dropped));
  }
}

absl::Status FirstWords(Call& call, Claims& claims) {
  claims.Heading("A, B and C begin a call");
  if (absl::Status status = call.Begin({"A", "B", "C"}); !status.ok()) {
    return status;
  }
  const Tallies tallies = call.Converse(kRounds);
  PrintTallies(tallies, claims);
  claims.Print(call.sfu().View());
  claims.Check("A, B and C hear and see each other, byte for byte",
               AllIdentical(tallies, {"A", "B", "C"}));
  claims.Check(fmt::format("the SFU forwarded {} packets, {} bytes, and found "
                           "no media in them",
                           call.sfu().forwarded().size(), call.sfu().bytes()),
               !call.sfu().saw_media());
  return absl::OkStatus();
}

// Outsider tries to open all packets at an endpoint with made-up keys.
absl::Status Outsider(Call& call, Claims& claims) {
  claims.Heading("An outsider listens at the SFU");
  absl::StatusOr<std::unique_ptr<Endpoint>> outsider =
      Endpoint::Create("outsider", 99, KeyMode::kPerParticipant, call.clock());
  if (!outsider.ok()) {
    return outsider.status();
  }
  for (const char* name : {"A", "B", "C"}) {
    for (const uint64_t generation : {0u, 1u}) {
      if (absl::Status status = (*outsider)->keys().SetKey(
              name, generation, KeyMaterial::FromKey(RandomSecret(32)));
          !status.ok()) {
        return status;
      }
    }
  }
  if (absl::Status status = (*outsider)->Start(); !status.ok()) {
    return status;
  }
  size_t opened = 0;
  for (const SentFrame& sent : call.sent()) {
    opened += CameOut((*outsider)->Open(sent.packet).result.status) ? 1 : 0;
  }
  claims.Check(
      fmt::format("the outsider reads none of {} packets", call.sent().size()),
      opened == 0 && !call.sent().empty());
  return absl::OkStatus();
}

void HostileRelay(Call& call, Claims& claims) {
  claims.Heading("The SFU turns hostile");
  Endpoint& b = call.end("B");
  const Packet& old = call.sent().front().packet;  // From A.
  const FrameStatus replayed = b.Open(old).result.status;
  claims.Check(fmt::format("a replayed packet is dropped: {}",
                           std::string(FrameStatusName(replayed))),
               replayed == FrameStatus::kReplayed);

  const ContainerFrame frame = *call.sent().front().original;
  const Packet fresh = call.end("A").Seal(frame);
  Packet tampered = fresh;
  tampered.frame[tampered.frame.size() / 2] ^= 1;
  const FrameStatus refused = b.Open(tampered).result.status;
  claims.Check(fmt::format("a packet with one bit changed is dropped: {}",
                           std::string(FrameStatusName(refused))),
               refused == FrameStatus::kNotAuthentic);
  claims.Check("the same packet, unchanged, still opens after that",
               b.Open(fresh).frame == frame.data);
}

// StallsAfter gives packet `old` to `end` 30 times a second, for 2 seconds, and
// returns the reasons of the stalls that it reports.
std::vector<std::string> StallsAfter(const Packet& old, Endpoint& end,
                                     DemoClock& clock) {
  std::vector<std::string> reasons;
  for (int i = 0; i < 60; ++i) {
    end.Open(old);
    clock.NextFrame();
    for (const Event& event : end.Poll()) {
      if (event.state == StreamState::kStalled) {
        reasons.emplace_back(FrameStatusName(event.reason));
      }
    }
  }
  return reasons;
}

void Stall(Call& call, Claims& claims) {
  claims.Heading("The SFU sends an old packet in place of new ones");
  Endpoint& b = call.end("B");
  const std::vector<std::string> reasons =
      StallsAfter(call.sent().front().packet, b, call.clock());
  claims.Check("B reports once that A's stream is stalled, reason: replayed",
               reasons == std::vector<std::string>{"replayed"});
  const Tallies tallies = call.Converse(1);
  bool is_ok = AllIdentical(tallies, {"B"});
  for (const StreamReport& report : b.Reports()) {
    is_ok = is_ok && report.state == StreamState::kOk;
  }
  claims.Check("with A's next frame the stream is ok again", is_ok);
}

absl::Status Newcomer(Call& call, Claims& claims) {
  const bool is_shared = call.mode() == KeyMode::kShared;
  claims.Heading(is_shared ? "D joins: the call gets a new key"
                           : "D joins: the others' keys ratchet one step");
  const std::vector<SentFrame> before = call.sent();
  if (absl::Status status = call.Join("D"); !status.ok()) {
    return status;
  }
  const Tallies tallies = call.Converse(kRounds);
  PrintTallies(tallies, claims);
  claims.Print(call.sfu().View());
  claims.Check("all four hear and see each other, byte for byte",
               AllIdentical(tallies, {"A", "B", "C", "D"}));
  const Tally heard = call.Hear("D", before);
  claims.Check(fmt::format("D, who recorded them, reads none of the {} packets "
                           "sent before it joined",
                           heard.received),
               ReadNothing(heard));
  return absl::OkStatus();
}

absl::Status Leaver(Call& call, Claims& claims) {
  claims.Heading("B leaves: the others get new keys");
  if (absl::Status status = call.Leave("B"); !status.ok()) {
    return status;
  }
  const Tallies tallies = call.Converse(2 * kRounds);
  PrintTallies(tallies, claims);
  claims.Check("A, C and D hear and see each other, byte for byte",
               AllIdentical(tallies, {"A", "C", "D"}));
  claims.Check("B, still on the network, reads nothing more",
               ReadNothing(tallies.at("B")));
  bool is_stalled = true;
  for (const StreamReport& report : call.end("B").Reports()) {
    is_stalled = is_stalled && (report.direction == Direction::kSend ||
                                report.state == StreamState::kStalled);
  }
  claims.Check("B's own endpoint reports that the others' streams are stalled",
               is_stalled);
  return absl::OkStatus();
}

}  // namespace

absl::Status TellStory(Call& call, Claims& claims) {
  if (absl::Status status = FirstWords(call, claims); !status.ok()) {
    return status;
  }
  if (absl::Status status = Outsider(call, claims); !status.ok()) {
    return status;
  }
  HostileRelay(call, claims);
  Stall(call, claims);
  if (absl::Status status = Newcomer(call, claims); !status.ok()) {
    return status;
  }
  return Leaver(call, claims);
}

}  // namespace sealframe
