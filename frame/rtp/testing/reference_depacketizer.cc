// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/rtp/testing/reference_depacketizer.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "absl/time/time.h"
#include "sealframe/frame/rtp/depacketizer_types.h"
#include "sealframe/frame/rtp/payload_descriptor.h"

namespace sealframe {

InsertResult ReferenceDepacketizer::Insert(const SFrameRtpPacket& packet,
                                           absl::Time now) {
  DropExpired(now);
  if (packet.payload.empty() ||
      packet.payload.size() > options_.max_payload_size) {
    return InsertResult::kDropped;
  }
  const auto sequence = ExtendSequence(packet.sequence_number);
  if (!sequence.has_value() || *sequence + options_.max_packets <= newest_ ||
      seen_.count(*sequence) != 0) {
    return InsertResult::kDropped;
  }
  Accept(packet, *sequence, now);
  const std::optional<Run> run = SmallestRun();
  if (!run.has_value()) {
    return InsertResult::kHeld;
  }
  const bool mixed = IsMixed(*run);
  if (!mixed) {
    ready_.push_back(Concatenate(*run));
  }
  held_.erase(held_.find(run->first), held_.upper_bound(run->last));
  return mixed ? InsertResult::kDropped : InsertResult::kFrameReady;
}

std::optional<ReferenceFrame> ReferenceDepacketizer::NextFrame() {
  if (ready_.empty()) {
    return std::nullopt;
  }
  const ReferenceFrame frame = ready_.front();
  ready_.pop_front();
  return frame;
}

// DropExpired drops each expired packet and all adjacent packets that no S or E
// bit separates from it.
void ReferenceDepacketizer::DropExpired(absl::Time now) {
  while (true) {
    const auto expired =
        std::find_if(held_.begin(), held_.end(), [&](const auto& entry) {
          return now - entry.second.arrived >= options_.timeout;
        });
    if (expired == held_.end()) {
      return;
    }
    uint64_t first = expired->first;
    while (held_.count(first - 1) != 0 && !held_.at(first - 1).last() &&
           !held_.at(first).first()) {
      --first;
    }
    uint64_t last = expired->first;
    while (held_.count(last + 1) != 0 && !held_.at(last).last() &&
           !held_.at(last + 1).first()) {
      ++last;
    }
    held_.erase(held_.find(first), held_.upper_bound(last));
  }
}

std::optional<uint64_t> ReferenceDepacketizer::ExtendSequence(
    uint16_t sequence_number) {
  if (newest_ == 0) {
    return (uint64_t{1} << 16) + sequence_number;
  }
  if (restart_next_ == sequence_number) {
    uint64_t far = newest_ + (uint64_t{1} << 16);
    while (static_cast<uint16_t>(far) != sequence_number) {
      ++far;
    }
    return far;
  }
  const uint64_t reach =
      std::max(uint64_t{kMaxSequenceJump}, uint64_t{options_.max_packets});
  for (uint64_t near = newest_ - reach; near <= newest_ + reach; ++near) {
    if (static_cast<uint16_t>(near) == sequence_number) {
      return near;
    }
  }
  restart_next_ = static_cast<uint16_t>(sequence_number + 1);
  return std::nullopt;
}

void ReferenceDepacketizer::Accept(const SFrameRtpPacket& packet,
                                   uint64_t sequence, absl::Time now) {
  seen_.insert(sequence);
  restart_next_.reset();
  newest_ = std::max(newest_, sequence);
  held_[sequence] = {
      packet, {packet.payload.begin(), packet.payload.end()}, now};
  while (held_.begin()->first + options_.max_packets <= newest_) {
    held_.erase(held_.begin());
  }
  const auto needs_its_place = [&](const ReferenceFrame& ready) {
    for (uint64_t s = ready.frame.first_sequence;
         s <= ready.frame.last_sequence; ++s) {
      if (s % options_.max_packets == sequence % options_.max_packets) {
        return true;
      }
    }
    return false;
  };
  ready_.erase(std::remove_if(ready_.begin(), ready_.end(), needs_its_place),
               ready_.end());
}

std::optional<ReferenceDepacketizer::Run> ReferenceDepacketizer::SmallestRun()
    const {
  std::optional<Run> smallest;
  for (const auto& [first, head] : held_) {
    if (!head.first()) {
      continue;
    }
    uint64_t last = first;
    while (!held_.at(last).last() && held_.count(last + 1) != 0) {
      ++last;
    }
    if (held_.at(last).last() &&
        (!smallest || last - first < smallest->last - smallest->first)) {
      smallest = Run{first, last};
    }
  }
  return smallest;
}

bool ReferenceDepacketizer::IsMixed(const Run& run) const {
  const Held& head = held_.at(run.first);
  for (uint64_t sequence = run.first; sequence <= run.last; ++sequence) {
    const Held& held = held_.at(sequence);
    if (held.packetized() != head.packetized() ||
        held.packet.payload_type != head.packet.payload_type ||
        held.packet.timestamp != head.packet.timestamp) {
      return true;
    }
  }
  return false;
}

ReferenceFrame ReferenceDepacketizer::Concatenate(const Run& run) const {
  ReferenceFrame made;
  for (uint64_t sequence = run.first; sequence <= run.last; ++sequence) {
    const std::vector<uint8_t>& payload = held_.at(sequence).payload;
    made.bytes.insert(made.bytes.end(), payload.begin() + 1, payload.end());
  }
  const Held& tail = held_.at(run.last);
  made.frame.result = NextFrameResult::kFrame;
  made.frame.size = made.bytes.size();
  made.frame.timestamp = tail.packet.timestamp;
  made.frame.payload_type = tail.packet.payload_type;
  made.frame.marker = tail.packet.marker;
  made.frame.origin =
      tail.packetized() ? PayloadOrigin::kPacketized : PayloadOrigin::kRaw;
  made.frame.first_sequence = run.first;
  made.frame.last_sequence = run.last;
  return made;
}

}  // namespace sealframe
