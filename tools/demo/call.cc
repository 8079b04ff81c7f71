// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/demo/call.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/crypto/random.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/tools/demo/demo_media.h"
#include "sealframe/tools/demo/endpoint.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {
namespace {

constexpr size_t kKeySize = 32;

void Count(const Opened& opened, const ContainerFrame& original, Tally* tally) {
  ++tally->received;
  if (!CameOut(opened.result.status)) {
    ++tally->dropped;
  } else if (opened.frame == original.data) {
    ++tally->identical;
  }
}

}  // namespace

absl::Status Call::Begin(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (absl::Status status = AddEnd(name); !status.ok()) {
      return status;
    }
  }
  absl::Status status =
      mode_ == KeyMode::kShared ? ShareNewKey() : absl::OkStatus();
  for (size_t i = 0; i < names.size() && status.ok(); ++i) {
    Endpoint& end = *ends_.at(names[i]);
    status = mode_ == KeyMode::kShared ? status : GiveOwnKey(end);
  }
  for (size_t i = 0; i < names.size() && status.ok(); ++i) {
    status = ends_.at(names[i])->Start();
  }
  return status;
}

absl::Status Call::Join(const std::string& name) {
  if (absl::Status status = AddEnd(name); !status.ok()) {
    return status;
  }
  Endpoint& newcomer = *ends_.at(name);
  absl::Status status;
  if (mode_ == KeyMode::kShared) {
    ++newest_key_;
    status = ShareNewKey();
  } else {
    status = RatchetFor(newcomer);
    status = status.ok() ? GiveOwnKey(newcomer) : status;
  }
  return status.ok() ? newcomer.Start() : status;
}

absl::Status Call::Leave(const std::string& name) {
  present_.erase(std::find(present_.begin(), present_.end(), name));
  ++newest_key_;
  if (mode_ == KeyMode::kShared) {
    return ShareNewKey();
  }
  for (const std::string& other : present_) {
    if (absl::Status status = GiveOwnKey(*ends_.at(other)); !status.ok()) {
      return status;
    }
  }
  return absl::OkStatus();
}

std::map<std::string, Tally> Call::Converse(size_t rounds) {
  std::map<std::string, Tally> tallies;
  for (size_t i = 0; i < rounds; ++i, ++round_) {
    for (const std::string& name : present_) {
      Endpoint& sender = *ends_.at(name);
      Send(sender, media_.video[round_ % media_.video.size()], &tallies);
      Send(sender, media_.audio[2 * round_ % media_.audio.size()], &tallies);
      Send(sender, media_.audio[(2 * round_ + 1) % media_.audio.size()],
           &tallies);
    }
    clock_.NextFrame();
    for (const auto& [name, end] : ends_) {
      end->Poll();
    }
  }
  return tallies;
}

Tally Call::Hear(const std::string& name, absl::Span<const SentFrame> sent) {
  Tally tally;
  for (const SentFrame& frame : sent) {
    if (frame.packet.sender != name) {
      Count(ends_.at(name)->Open(frame.packet), *frame.original, &tally);
    }
  }
  return tally;
}

absl::Status Call::AddEnd(const std::string& name) {
  absl::StatusOr<std::unique_ptr<Endpoint>> end =
      Endpoint::Create(name, ends_.size(), mode_, clock_);
  if (!end.ok()) {
    return end.status();
  }
  for (const auto& [other_name, other] : ends_) {
    absl::Status status =
        (*end)->keys().AddRemoteParticipant(other_name, other->number());
    if (status.ok()) {
      status = other->keys().AddRemoteParticipant(name, (*end)->number());
    }
    if (!status.ok()) {
      return status;
    }
  }
  ends_.emplace(name, *std::move(end));
  present_.push_back(name);
  return absl::OkStatus();
}

// GiveOwnKey generates a key for `owner`, distributes it to all participants,
// and only then activates it for sealing.
absl::Status Call::GiveOwnKey(Endpoint& owner) {
  const KeyMaterial key = KeyMaterial::FromKey(RandomSecret(kKeySize));
  for (const std::string& name : present_) {
    if (absl::Status status =
            ends_.at(name)->keys().SetKey(owner.name(), newest_key_, key);
        !status.ok()) {
      return status;
    }
  }
  return owner.keys().Activate(owner.name(), newest_key_);
}

// ShareNewKey generates a new key for the whole call.
absl::Status Call::ShareNewKey() {
  const KeyMaterial key = KeyMaterial::FromKey(RandomSecret(kKeySize));
  for (const std::string& name : present_) {
    KeyProvider& keys = ends_.at(name)->keys();
    if (absl::Status status = keys.SetSharedKey(newest_key_, key);
        !status.ok()) {
      return status;
    }
  }
  for (const std::string& name : present_) {
    if (absl::Status status =
            ends_.at(name)->keys().Activate(name, newest_key_);
        !status.ok()) {
      return status;
    }
  }
  return absl::OkStatus();
}

// RatchetFor ratchets the keys of all others by one step and gives `newcomer`
// the results, from which the earlier keys cannot be derived.
absl::Status Call::RatchetFor(Endpoint& newcomer) {
  for (const std::string& name : present_) {
    if (name == newcomer.name()) {
      continue;
    }
    KeyProvider& keys = ends_.at(name)->keys();
    if (absl::Status status = keys.Ratchet(name); !status.ok()) {
      return status;
    }
    const absl::StatusOr<KeyAtStep> key = keys.CurrentKey(name);
    if (!key.ok()) {
      return key.status();
    }
    if (absl::Status status = newcomer.keys().SetKey(name, key->key_index,
                                                     key->material, key->step);
        !status.ok()) {
      return status;
    }
  }
  return absl::OkStatus();
}

void Call::Send(Endpoint& sender, const ContainerFrame& frame,
                std::map<std::string, Tally>* tallies) {
  sent_.push_back({.packet = sender.Seal(frame), .original = &frame});
  const Packet& packet = sent_.back().packet;
  sfu_.Forward(packet, frame);
  for (const auto& [name, end] : ends_) {
    if (name != sender.name()) {
      Count(end->Open(packet), frame, &(*tallies)[name]);
    }
  }
}

}  // namespace sealframe
